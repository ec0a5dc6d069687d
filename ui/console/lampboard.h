// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/statuslamps.h"

#include <QObject>

namespace vitrine {

class ActivityMeter;
class DevicesMenu;
class GuestServices;
class MachineConsole;
class MachineDevices;
class MachineStore;
class WindowVisibility;

/**
 * Keeps the lamps for devices and guest tools in step with them, and gives each lamp its menu. What disks
 * and network move is asked for only while the lamps can be seen.
 */
class LampBoard : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        MachineStore *store = nullptr;
        MachineConsole *console = nullptr;
        MachineDevices *devices = nullptr;
        GuestServices *services = nullptr;
        DevicesMenu *menu = nullptr;
    };

    /** All parts must outlive it. */
    LampBoard(StatusLamps *lamps, const Parts &parts);

private:
    void connectParts();
    void updateAll();
    void updateHardware();
    void updateUsb();
    void updateSound();
    void updateTools();
    void updateFiles();
    [[nodiscard]] bool isActive() const;

    StatusLamps *m_lamps;
    Parts m_parts;
    ActivityMeter *m_activity;
    WindowVisibility *m_visibility; ///< of the lamps: what can't be seen is not measured
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/statuslamps.h"

#include <QObject>

namespace vitrine {

class DevicesMenu;
class GuestServices;
class MachineConsole;
class MachineDevices;

/** Keeps the lamps for devices and guest tools in step with them, and gives each lamp its menu. */
class LampBoard : public QObject
{
    Q_OBJECT

public:
    struct Parts {
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
};

} // namespace vitrine

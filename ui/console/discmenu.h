// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/capabilities.h"
#include "backends/core/ids.h"

#include <QMenu>

#include <functional>

namespace vitrine {

class MachineCommands;
class MachineDevices;
struct DiskDetails;

/** What the device menus of one console window work on. All outlive the menus. */
struct DeviceMenuContext {
    MachineId machine = {};
    MachineCommands *commands = nullptr;
    MachineDevices *devices = nullptr;
    std::function<void()> noteCommand = {}; ///< before a command: its failure is shown in this window
    std::function<Support()> canChange = {}; ///< whether the connection can change devices
};

/** The disc drives of one machine: choose an image, the last ones, eject. */
class DiscMenu : public QMenu
{
    Q_OBJECT

public:
    DiscMenu(DeviceMenuContext context, QWidget *window);

    /** Puts an image into the first drive; nothing happens without one. */
    void insert(const QString &path);
    [[nodiscard]] bool hasDrive() const;
    /** Asks for an image for that drive and puts it in. */
    void choose(const QString &target);

private:
    void rebuild();
    void addDrive(const DiskDetails &drive);
    void addRecent(const DiskDetails &drive);
    void change(const QString &target, const QString &path);

    DeviceMenuContext m_context;
};

} // namespace vitrine

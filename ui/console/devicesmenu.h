// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"
#include "ui/console/discmenu.h"
#include "ui/console/lampstates.h"

namespace vitrine {

class FastDisplayOffer;
class GuestServices;
class GuestToolsMenu;
class MachineConsole;

/**
 * The machine's devices and what its guest's tools offer: a menu for each, which the status lamps
 * open as well.
 */
class DevicesMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    struct Parts {
        DeviceMenuContext context = {};
        MachineConsole *console = nullptr;
        GuestServices *services = nullptr;
        FastDisplayOffer *offer = nullptr;
    };

    /** All parts must outlive it; the menus belong to `window`. */
    DevicesMenu(const Parts &parts, const QString &hostKeyName, QWidget *window);

    void fillMenu(QMenu *menu) override;
    /** Null for a lamp without one here. */
    [[nodiscard]] QMenu *lampMenu(Lamp lamp) const;
    [[nodiscard]] GuestToolsMenu *tools() const;
    [[nodiscard]] DiscMenu *discs() const;

    QAction *sendFiles;
    QAction *goToLamps;

private:
    QHash<Lamp, QMenu *> m_menus;
    DiscMenu *m_discs;
    GuestToolsMenu *m_tools;
};

} // namespace vitrine

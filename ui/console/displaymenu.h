// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QMenu>

#include <functional>
#include <memory>

class QActionGroup;

namespace vitrine {

class FastDisplayOffer;
class GuestServices;
class MachineConsole;

/** What the picture comes over: those that the machine has, connect anew, and the fast one for one without it. Asks before it cuts what is under way. */
class DisplayMenu : public QMenu
{
    Q_OBJECT

public:
    DisplayMenu(MachineConsole *console, FastDisplayOffer *offer, GuestServices *services, QWidget *window);
    ~DisplayMenu() override;

private:
    void rebuild();
    void addTransports();
    void addTransport(ConsoleTransport transport, const QString &text, const QString &name);
    void addOffer();
    /** Once nothing is under way, or the user lets it end: `change` ends the connection. */
    void whenMayEnd(std::function<void()> change);

    MachineConsole *m_console;
    FastDisplayOffer *m_offer;
    GuestServices *m_services;
    std::unique_ptr<QActionGroup> m_group;
};

} // namespace vitrine

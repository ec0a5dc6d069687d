// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QMenu>

#include <memory>

class QActionGroup;

namespace vitrine {

class FastDisplayOffer;
class MachineConsole;

/** What the picture comes over: those that the machine has, connect anew, and the fast one for one without it. */
class DisplayMenu : public QMenu
{
    Q_OBJECT

public:
    DisplayMenu(MachineConsole *console, FastDisplayOffer *offer, QWidget *window);
    ~DisplayMenu() override;

private:
    void rebuild();
    void addTransports();
    void addTransport(ConsoleTransport transport, const QString &text, const QString &name);
    void addOffer();

    MachineConsole *m_console;
    FastDisplayOffer *m_offer;
    std::unique_ptr<QActionGroup> m_group;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/guesttools.h"
#include "ui/console/discmenu.h"

#include <QMenu>

namespace vitrine {

class GuestServices;

/**
 * The programs inside the guest that the console's comforts need: which of them answer, and how to
 * get those that don't: the command for the guest's system, or the tools disc where this computer
 * has one.
 */
class GuestToolsMenu : public QMenu
{
    Q_OBJECT

public:
    GuestToolsMenu(DeviceMenuContext context, GuestServices *services, DiscMenu *discs, QWidget *window);

    [[nodiscard]] bool displayAgentRuns() const;
    [[nodiscard]] bool systemAgentRuns() const;
    /** For the tools that don't answer; of no text when both do. */
    [[nodiscard]] GuestToolAdvice advice() const;
    [[nodiscard]] bool hasDisplayChannel() const;
    /** Help for another menu whose function waits for the tools; hidden while there is nothing to help. */
    [[nodiscard]] QList<QAction *> remedies() const;

Q_SIGNALS:
    void changed();

private:
    void update();
    QCoro::Task<> lookForMedium();

    DeviceMenuContext m_context;
    GuestServices *m_services;
    DiscMenu *m_discs;
    QAction *m_display;
    QAction *m_system;
    QAction *m_copyCommand;
    QAction *m_insertMedium;
    QString m_medium; ///< the tools disc; empty: none is known
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/headwindow.h"

#include "ui/console/windowsizing.h"

#include <KLocalizedString>

#include <QAction>
#include <QCloseEvent>

namespace vitrine {

using namespace Qt::StringLiterals;

HeadWindow::HeadWindow(const MachineId &id, int number, const QList<ConsoleMenu *> &menus, ViewMenu *view)
    : ScreenWindow(id, number)
{
    setObjectName(u"consoleScreen%1"_s.arg(number + 1));
    auto *switchOff = new QAction(QIcon::fromTheme(u"window-close"_s), i18nc("@action", "Switch This Screen Off"), this);
    switchOff->setObjectName(u"switchScreenOff"_s);
    connect(switchOff, &QAction::triggered, this, [this] {
        m_closedByUser = true;
        close();
    });
    setUpMenus(menus, view, switchOff);
}

void HeadWindow::setMachineName(const QString &name)
{
    const QString screen = i18nc("@title:window machine, number of its screen", "%1: Screen %2", name, number() + 1);
    setTitle(i18nc("@title:window machine and screen, program", "%1 — Vitrine", screen), screen);
}

void HeadWindow::dispose()
{
    m_disposed = true;
    close();
}

void HeadWindow::closeEvent(QCloseEvent *event)
{
    sizing()->save();
    ScreenWindow::closeEvent(event);
    if (!m_disposed) {
        Q_EMIT closed(number(), m_closedByUser || event->spontaneous());
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolewindows.h"

#include <KWindowSystem>

#include <QWindow>

namespace vitrine {

ConsoleWindows::ConsoleWindows(ConsoleContext context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

ConsoleWindow *ConsoleWindows::open(const MachineId &id)
{
    QPointer<ConsoleWindow> &window = m_windows[id];
    if (!window) {
        window = new ConsoleWindow(m_context, id);
        window->show();
        return window;
    }
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    KWindowSystem::activateWindow(window->windowHandle());
    return window;
}

} // namespace vitrine

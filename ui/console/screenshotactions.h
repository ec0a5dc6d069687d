// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/result.h"
#include "ui/console/consolemenu.h"

#include <QImage>

namespace vitrine {

class HeadWindows;
class MachineConsole;

/** The part of the View menu that makes pictures of the guest's screen, in its own pixels. */
class ScreenshotActions : public ConsoleMenu
{
    Q_OBJECT

public:
    /** Takes the screen of the machine's active window. */
    ScreenshotActions(MachineConsole *console, HeadWindows *windows, const QString &hostKeyName, QObject *parent);

    void fillMenu(QMenu *menu) override;

    QAction *save;
    QAction *copy;

Q_SIGNALS:
    /** For the status line. */
    void told(const QString &message);
    void failed(const vitrine::Error &error);

private:
    void update();
    void askWhere();
    void copyToClipboard();
    Task<> write(QImage picture, QString path);

    MachineConsole *m_console;
    HeadWindows *m_windows;
};

} // namespace vitrine

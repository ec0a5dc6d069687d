// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "ui/console/consolemenu.h"
#include "ui/input/keyboardcontroller.h"

#include <QHash>
#include <QList>
#include <QSet>

class QScreen;

namespace vitrine {

class ConsoleInput;
class ConsoleSession;
class HeadWindow;
class MachineConsole;
class ScreenWindow;
class ViewMenu;

/**
 * The windows of a machine's second and further screens, and the "Virtual Screen" part of the View
 * menu that switches them on and off.
 *
 * Which screens are on is remembered for the machine. One that the guest adds while it is watched is
 * shown as well; one that goes takes its window with it.
 */
class HeadWindows : public ConsoleMenu
{
    Q_OBJECT

public:
    /** Belongs to `first`, the window of the first screen. */
    HeadWindows(MachineConsole *console, ViewMenu *view, const QString &hostKeyName, ScreenWindow *first);
    ~HeadWindows() override;

    /** What the further windows have in their menu bars. */
    void setMenus(const QList<ConsoleMenu *> &menus);
    void fillMenu(QMenu *menu) override;
    /** The one the user works with, else the first. */
    [[nodiscard]] ScreenWindow *activeWindow() const;
    /** The first one, too. */
    [[nodiscard]] QList<ScreenWindow *> windows() const;
    /** That of the window which has captured the keyboard; null: none has. */
    [[nodiscard]] ConsoleInput *capturingInput() const;
    /** All screens, each on a host screen of its own; those that find none stay windows. */
    void setFullScreen(bool fullScreen);
    /** Closes all, and remembers which were on. */
    void closeAll();

Q_SIGNALS:
    void hostCommand(vitrine::HostCommand command);
    void pasted();
    /** A further screen has got a window. */
    void windowAdded(const vitrine::ScreenWindow *window);
    /** Of any window, the first one too: it is the one that the user works with now. */
    void windowActivated(const vitrine::ScreenWindow *window);
    /** Of any window, the first one too: capturingInput(), or how far the desktop lets it. */
    void captureChanged();

private:
    void onSessionChanged();
    /** For those that are wished for and not there, by the guest's agent. */
    void askForScreens();
    void addWindow(int number);
    void announce(const ScreenWindow *window);
    void updateNames();
    void setSwitchedOn(int number, bool on);
    void fillScreens(QMenu *menu);
    void fillScreen(QMenu *menu, int number);
    void fillSizes(QMenu *menu, int number);
    void fillPlaces(QMenu *menu, ScreenWindow *window);
    void spread();
    void moveTo(ScreenWindow *window, QScreen *screen);
    [[nodiscard]] ConsoleSession *connectedSession() const;
    [[nodiscard]] ScreenWindow *window(int number) const;

    MachineConsole *m_console;
    MachineId m_id;
    ViewMenu *m_view;
    ScreenWindow *m_first;
    QList<ConsoleMenu *> m_menus;
    QHash<int, HeadWindow *> m_windows;
    bool m_fullScreen = false;
    QSet<int> m_switchedOn; ///< wished for: by the user, or by the guest while it was watched
    QSet<int> m_known; ///< of the session as it was last; empty: not connected
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "ui/input/keyboardcontroller.h"

#include <KMainWindow>

class QAction;
class QVBoxLayout;

namespace vitrine {

class ConsoleInput;
class ConsoleMenu;
class ConsoleSession;
class ConsoleView;
class FullScreenBar;
class GuestScreen;
class RecordingMark;
class ViewMenu;
class WindowSizing;

/**
 * A window that shows one screen of a machine: its menus, full screen with the bar that slides in,
 * sizing, keyboard and pointer.
 */
class ScreenWindow : public KMainWindow
{
    Q_OBJECT

public:
    ~ScreenWindow() override;

    /** Position in the guest's row of screens, from 0. */
    [[nodiscard]] int number() const;
    /** The machine whose screen it shows. */
    [[nodiscard]] const MachineId &machine() const
    {
        return m_id;
    }
    [[nodiscard]] ConsoleView *view() const;
    [[nodiscard]] ConsoleInput *input() const;
    [[nodiscard]] WindowSizing *sizing() const;
    [[nodiscard]] GuestScreen *screenArea() const;
    /** This window only. */
    void setFullScreen(bool fullScreen);
    /** Its screen is being recorded: said on it in full screen, where the lamps are hidden. */
    void setRecorded(bool recorded);
    /** Shows the session's screen of this number, or keeps the last picture. Null: no session. */
    void setSession(ConsoleSession *session);
    /** The screen is about to go: keeps its picture. */
    void letGo();

Q_SIGNALS:
    void hostCommand(vitrine::HostCommand command);
    /** ConsoleInput::pasted() */
    void pasted();
    /** It is the window the user works with now. */
    void activated();

protected:
    ScreenWindow(const MachineId &id, int number);

    /** The menus are the same for all windows of a machine. Restores the geometry, too. */
    void setUpMenus(const QList<ConsoleMenu *> &menus, ViewMenu *view, QAction *close);
    /** The window's and the bar's. */
    void setTitle(const QString &title, const QString &barTitle);
    /** Opens the menu by keyboard. */
    void showMenu();

    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    /** Around the screen, for what is shown above it. */
    [[nodiscard]] QVBoxLayout *centralLayout() const;

private:
    void keepOnTop();
    void updateMark();

    MachineId m_id;
    int m_number;
    QVBoxLayout *m_layout;
    GuestScreen *m_screen;
    ConsoleInput *m_input;
    ViewMenu *m_viewMenu = nullptr;
    WindowSizing *m_sizing = nullptr;
    FullScreenBar *m_bar = nullptr;
    RecordingMark *m_mark;
    bool m_recorded = false;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QObject>
#include <QPointer>
#include <QSize>
#include <QTimer>

class KConfigGroup;
class QRect;
class QWidget;

namespace vitrine {

class ConsoleHead;
class ConsoleSession;
class GuestResizer;
class GuestScreen;
class ViewMenu;

/**
 * Brings the size of a console window and the guest's resolution together, and remembers the window's
 * geometry for the machine.
 *
 * As long as the window has the size that this gave it, it follows the guest. Once the user (or full
 * screen) gave it another, the guest is asked to follow the window, if "Auto-resize" is on; what the
 * guest makes of it doesn't move the window. So neither chases the other.
 */
class WindowSizing : public QObject
{
    Q_OBJECT

public:
    /** `screen` is in `window`, which owns this; `number` is that of the guest's screen. */
    WindowSizing(const MachineId &id, int number, ViewMenu *menu, GuestScreen *screen, QWidget *window);

    /** Null: no guest to ask. To be called after the view has got its head. */
    void setSession(ConsoleSession *session);
    /** Gives the guest a resolution, and the window the size for it. */
    void resizeGuest(QSize pixels);
    void adjustToGuest();
    void restore();
    void save() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] KConfigGroup state() const;
    [[nodiscard]] bool isFitted() const;
    [[nodiscard]] QSize normalSize() const;
    void bringOntoScreen(const QRect &frame);
    void followGuest();
    void followWindow();
    void askGuest();
    void askAnew();

    MachineId m_id;
    int m_number;
    ViewMenu *m_menu;
    GuestScreen *m_screen;
    QWidget *m_window;
    GuestResizer *m_resizer;
    QTimer m_settle; ///< until the user has let go of the window's edge
    QPointer<ConsoleSession> m_session;
    QPointer<ConsoleHead> m_head;
    QSize m_ownSize; ///< the window's, when this gave it
    QSize m_ownGuest; ///< the guest's resolution that it was given for
};

} // namespace vitrine

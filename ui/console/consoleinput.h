// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "ui/console/keyboardcapture.h"
#include "ui/console/keyboardcontroller.h"
#include "ui/console/pointerlock.h"

#include <QObject>
#include <QPointer>

class QFocusEvent;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace vitrine {

class ConsoleView;

/**
 * Brings keyboard and pointer of a ConsoleView to the guest, and the guest's pointer shape back.
 *
 * A guest with a tablet gets positions without any grab. A guest with a mouse gets motions after a
 * click into the view has captured the pointer; the Host key gives it back. The capture ends with the
 * focus; a menu of the window only interrupts it.
 */
class ConsoleInput : public QObject
{
    Q_OBJECT

public:
    /** `hostKey` is an evdev code. */
    ConsoleInput(ConsoleView *view, quint32 hostKey);

    /** Null: keys other than Host combinations are left to the window. */
    void setSession(ConsoleSession *session);

    [[nodiscard]] bool isCaptured() const;
    /** Captured, and the desktop has agreed to it. */
    [[nodiscard]] bool isCaptureEffective() const;
    void setCaptured(bool captured);
    [[nodiscard]] quint32 hostKey() const;
    /** Presses and releases evdev codes together, e.g. Ctrl+Alt+Del. */
    void send(const QList<quint32> &combination);

Q_SIGNALS:
    void hostCommand(vitrine::HostCommand command);
    void captureChanged();
    /** The host's pointer is at the view's upper edge. */
    void topEdgeTouched();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool isConnected() const;
    bool handleKey(const QKeyEvent *event);
    bool handleMouse(QMouseEvent *event);
    void handleMotion(const QMouseEvent *event);
    bool handleWheel(QWheelEvent *event);
    void handleFocusOut(const QFocusEvent *event);
    void handleFocusIn();
    void handleCommand(HostCommand command);
    void releaseAll();
    void updatePointer();
    void updateCursor();

    ConsoleView *m_view;
    QPointer<ConsoleSession> m_session;
    QPointer<ConsoleHead> m_head;
    KeyboardController m_keyboard;
    KeyboardCapture m_capture;
    PointerLock m_pointerLock;
    bool m_interrupted = false; ///< captured again when a menu has closed
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "ui/input/hostlocks.h"
#include "ui/input/keyboardcapture.h"
#include "ui/input/keyboardcontroller.h"
#include "ui/input/keyboardsettings.h"
#include "ui/input/pointerlock.h"
#include "ui/input/touchcontacts.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QFocusEvent;
class QKeyEvent;
class QMouseEvent;
class QTouchEvent;
class QWheelEvent;

namespace vitrine {

class ConsoleView;

/**
 * Brings keyboard, pointer and touches of a ConsoleView to the guest, and the guest's pointer shape
 * back. Follows the user's settings about keys.
 *
 * A guest with a tablet gets positions without any grab. A guest with a mouse gets motions after a
 * click into the view has captured the pointer, and its pointer is painted where the guest says it is;
 * the Host key gives the host's back. The capture ends with the
 * focus; a menu of the window only interrupts it. With the focus the guest's lock keys are brought into
 * step with the host's. Without a touch screen in the guest the first finger is its pointer.
 */
class ConsoleInput : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleInput(ConsoleView *view);
    ~ConsoleInput() override;

    /** Null: keys other than Host combinations are left to the window. */
    void setSession(ConsoleSession *session);

    [[nodiscard]] bool isCaptured() const;
    /** Captured, and the desktop has agreed to it. */
    [[nodiscard]] bool isCaptureEffective() const;
    /** Only an active window's view can capture: another gets no focus to lose, so nothing would end it. */
    void setCaptured(bool captured);
    [[nodiscard]] const KeyboardSettings &keyboardSettings() const;
    /** "Right Ctrl", for texts. */
    [[nodiscard]] QString hostKeyName() const;
    /** Presses and releases keys together, e.g. Ctrl+Alt+Del. */
    void send(const KeyCombination &combination);

Q_SIGNALS:
    void hostCommand(vitrine::HostCommand command);
    void captureChanged();
    void keyboardSettingsChanged();
    /** The keys for pasting were pressed for the guest. */
    void pasted();
    /** The host's pointer is at the upper edge of what is seen of the view, with a guest or without. */
    void topEdgeTouched();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool isConnected() const;
    void loadSettings();
    void setHasKeyboard(bool has);
    bool handleKey(const QKeyEvent *event);
    bool handleMouse(QMouseEvent *event);
    void handleMotion(const QMouseEvent *event);
    void noteEdge(const QMouseEvent &event);
    bool handleWheel(QWheelEvent *event);
    bool handleTouch(QTouchEvent *event);
    void handleFocusOut(const QFocusEvent *event);
    void handleFocusIn(const QFocusEvent *event);
    void handleCommand(HostCommand command);
    void matchLocks();
    void matchLocks(const QKeyEvent &event);
    void releaseAll();
    void updatePointer();
    void updateCursor();

    ConsoleView *m_view;
    QPointer<ConsoleSession> m_session;
    QPointer<ConsoleHead> m_head;
    KeyboardSettings m_settings;
    KeyboardController m_keyboard;
    KeyboardCapture m_capture;
    PointerLock m_pointerLock;
    TouchContacts m_touches;
    HostLocks m_locks;
    QTimer m_decision; ///< held-back keys are the guest's when it ends
    bool m_locksDue = false; ///< the next key tells the host's
    bool m_wasConnected = false;
    bool m_hasKeyboard = false; ///< the view has the focus
    bool m_interrupted = false; ///< captured (again) when the focus comes: a menu has closed, or a click was before it
};

} // namespace vitrine

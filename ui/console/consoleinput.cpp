// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleinput.h"

#include "ui/console/consoleview.h"
#include "ui/console/guestcursor.h"
#include "ui/console/keytable.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <optional>

namespace vitrine {

namespace {

std::optional<PointerButton> pointerButton(Qt::MouseButton button)
{
    switch (button) {
    case Qt::LeftButton:
        return PointerButton::Left;
    case Qt::MiddleButton:
        return PointerButton::Middle;
    case Qt::RightButton:
        return PointerButton::Right;
    case Qt::BackButton:
        return PointerButton::Side;
    case Qt::ForwardButton:
        return PointerButton::Extra;
    default:
        return {};
    }
}

} // namespace

ConsoleInput::ConsoleInput(ConsoleView *view, quint32 hostKey)
    : QObject(view)
    , m_view(view)
    , m_keyboard(
          [this](quint32 evdev, bool pressed) {
              if (isConnected()) {
                  m_session->key(evdev, pressed);
              }
          },
          [this](HostCommand command) {
              handleCommand(command);
          })
    , m_capture(view)
    , m_pointerLock(view)
{
    m_keyboard.setHostKey(hostKey);
    m_view->installEventFilter(this);
    connect(&m_capture, &KeyboardCapture::changed, this, &ConsoleInput::captureChanged);
    connect(m_view, &ConsoleView::pictureChanged, this, &ConsoleInput::updateCursor);
}

void ConsoleInput::setSession(ConsoleSession *session)
{
    releaseAll();
    if (m_session) {
        m_session->disconnect(this);
    }
    if (m_head) {
        m_head->disconnect(this);
    }
    m_session = session;
    m_head = m_view->head();
    if (m_session) {
        connect(m_session, &ConsoleSession::pointerModeChanged, this, &ConsoleInput::updatePointer);
    }
    if (m_head) {
        connect(m_head, &ConsoleHead::cursorChanged, this, &ConsoleInput::updateCursor);
    }
    if (!isConnected()) {
        setCaptured(false);
    }
    updatePointer();
}

bool ConsoleInput::isConnected() const
{
    return m_session && m_session->state() == ConsoleSession::State::Connected;
}

bool ConsoleInput::isCaptured() const
{
    return m_capture.isGrabbed();
}

bool ConsoleInput::isCaptureEffective() const
{
    return m_capture.isEffective();
}

void ConsoleInput::setCaptured(bool captured)
{
    m_interrupted = false;
    if (captured && isConnected()) {
        m_view->setFocus();
        m_capture.grab();
    } else {
        m_capture.release();
    }
    m_keyboard.setCaptured(isCaptured());
    updatePointer();
}

quint32 ConsoleInput::hostKey() const
{
    return m_keyboard.hostKey();
}

void ConsoleInput::send(const QList<quint32> &combination)
{
    m_keyboard.send(combination);
}

bool ConsoleInput::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        // No shortcut of the window while keys go to the guest.
        event->setAccepted(isConnected());
        return isConnected();
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
        return handleKey(static_cast<QKeyEvent *>(event));
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
        return handleMouse(static_cast<QMouseEvent *>(event));
    case QEvent::Wheel:
        return handleWheel(static_cast<QWheelEvent *>(event));
    case QEvent::FocusOut:
        handleFocusOut(static_cast<QFocusEvent *>(event));
        break;
    case QEvent::FocusIn:
        handleFocusIn();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool ConsoleInput::handleKey(const QKeyEvent *event)
{
    m_keyboard.handle({.evdev = evdevCode(*event), .key = event->key(), .pressed = event->type() == QEvent::KeyPress, .autoRepeat = event->isAutoRepeat()});
    return isConnected();
}

bool ConsoleInput::handleMouse(QMouseEvent *event)
{
    if (!isConnected()) {
        return false;
    }
    const bool relative = m_session->pointerMode() == PointerMode::Relative;
    if (relative && !m_pointerLock.isLocked()) {
        if (event->type() == QEvent::MouseButtonPress) {
            setCaptured(true);
        }
        return event->type() != QEvent::MouseMove;
    }
    handleMotion(event);
    const auto button = pointerButton(event->button());
    if (event->type() == QEvent::MouseMove || !button) {
        return true;
    }
    const bool pressed = event->type() != QEvent::MouseButtonRelease;
    if (pressed) {
        m_view->setFocus(Qt::MouseFocusReason);
        m_keyboard.pointerUsed();
    }
    m_session->button(*button, pressed);
    return true;
}

void ConsoleInput::handleMotion(const QMouseEvent *event)
{
    if (m_pointerLock.isLocked()) {
        const QPoint delta = m_pointerLock.motion(event->globalPosition());
        if (!delta.isNull()) {
            m_session->movePointerBy(delta);
        }
        return;
    }
    if (m_head) {
        m_session->movePointerTo(m_head->number(), m_view->picture().toGuest(event->position()));
    }
    if (event->buttons() == Qt::NoButton && event->position().y() < 1) {
        Q_EMIT topEdgeTouched();
    }
}

bool ConsoleInput::handleWheel(QWheelEvent *event)
{
    if (!isConnected()) {
        return false;
    }
    m_keyboard.pointerUsed();
    m_session->wheel(event->angleDelta());
    event->accept();
    return true;
}

void ConsoleInput::handleFocusOut(const QFocusEvent *event)
{
    const bool menu = event->reason() == Qt::PopupFocusReason || event->reason() == Qt::MenuBarFocusReason;
    const bool interrupted = menu && isCaptured();
    releaseAll();
    setCaptured(false);
    m_interrupted = interrupted;
}

void ConsoleInput::handleFocusIn()
{
    if (m_interrupted) {
        setCaptured(true);
    }
}

void ConsoleInput::handleCommand(HostCommand command)
{
    if (command == HostCommand::ToggleCapture) {
        setCaptured(!isCaptured());
    } else {
        Q_EMIT hostCommand(command);
    }
}

void ConsoleInput::releaseAll()
{
    m_keyboard.releaseAll();
    if (isConnected()) {
        m_session->releaseAll();
    }
}

void ConsoleInput::updatePointer()
{
    const bool relative = isConnected() && m_session->pointerMode() == PointerMode::Relative;
    if (relative && isCaptured()) {
        m_pointerLock.lock();
    } else {
        m_pointerLock.unlock();
    }
    updateCursor();
}

void ConsoleInput::updateCursor()
{
    if (m_pointerLock.isLocked()) {
        m_view->setCursor(Qt::BlankCursor);
    } else if (isConnected() && m_head && m_session->pointerMode() == PointerMode::Absolute) {
        m_view->setCursor(hostCursor(m_head->cursor(), m_view->picture().scale(), m_view->devicePixelRatioF()));
    } else {
        m_view->unsetCursor();
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleinput.h"

#include "ui/console/consoleview.h"
#include "ui/console/guestcursor.h"
#include "ui/input/keytable.h"
#include "ui/input/x11keyboard.h"
#include "vitrinesettings.h"

#include <QFocusEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTouchEvent>
#include <QWheelEvent>

#include <chrono>
#include <optional>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Longer than the keys of a combination come after each other. */
constexpr auto decisionTime = 300ms;

/** Qt on X11 turns the wheel while Alt is held, for scrolling sideways; that is the guest's business. */
bool isTurnedByQt(const QWheelEvent &event)
{
    return event.modifiers().testFlag(Qt::AltModifier) && QGuiApplication::platformName() == "xcb"_L1;
}

bool isOfMenu(const QFocusEvent &event)
{
    return event.reason() == Qt::PopupFocusReason || event.reason() == Qt::MenuBarFocusReason;
}

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

ConsoleInput::ConsoleInput(ConsoleView *view)
    : QObject(view)
    , m_view(view)
    , m_keyboard({.toGuest =
                      [this](quint32 evdev, bool pressed) {
                          if (isConnected()) {
                              m_session->key(evdev, pressed);
                          }
                      },
                  .command =
                      [this](HostCommand command) {
                          handleCommand(command);
                      },
                  .keptOnHost =
                      [this](quint32 evdev) {
                          // Where the desktop can't be given a key, it gets the next one.
                          if (isCaptured() && !m_capture.passToDesktop(evdev)) {
                              setCaptured(false);
                          }
                      }})
    , m_capture(view)
    , m_pointerLock(view)
{
    m_decision.setSingleShot(true);
    m_decision.setInterval(decisionTime);
    connect(&m_decision, &QTimer::timeout, this, [this] {
        m_keyboard.waitedEnough();
    });
    m_view->setAttribute(Qt::WA_AcceptTouchEvents);
    m_view->installEventFilter(this);
    connect(&m_capture, &KeyboardCapture::changed, this, &ConsoleInput::captureChanged);
    connect(&m_pointerLock, &PointerLock::moved, this, [this](QPoint delta) {
        if (isConnected()) {
            m_session->movePointerBy(delta);
        }
    });
    connect(m_view, &ConsoleView::pictureChanged, this, &ConsoleInput::updateCursor);
    connect(VitrineSettings::self(), &VitrineSettings::configChanged, this, &ConsoleInput::loadSettings);
    loadSettings();
}

ConsoleInput::~ConsoleInput()
{
    setHasKeyboard(false);
}

void ConsoleInput::setHasKeyboard(bool has)
{
    if (std::exchange(m_hasKeyboard, has) != has) {
        setX11DetectableAutoRepeat(has);
    }
}

void ConsoleInput::loadSettings()
{
    const KeyboardSettings settings = KeyboardSettings::load();
    if (settings == m_settings) {
        return;
    }
    m_settings = settings;
    m_keyboard.setHostKeys(settings.hostKeys);
    m_keyboard.setKeptOnHost(settings.keptOnHost);
    m_keyboard.setCommandKeys(settings.commandKeys);
    Q_EMIT keyboardSettingsChanged();
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
    const bool fresh = !std::exchange(m_wasConnected, isConnected());
    if (!isConnected()) {
        setCaptured(false);
    } else if (fresh && m_view->hasFocus()) {
        matchLocks();
        setCaptured(isCaptured() || m_settings.captureWhenActive);
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
    if (captured && isConnected() && m_view->window()->isActiveWindow()) {
        m_view->setFocus();
        m_capture.grab();
    } else {
        m_capture.release();
    }
    m_keyboard.setCaptured(isCaptured());
    updatePointer();
}

const KeyboardSettings &ConsoleInput::keyboardSettings() const
{
    return m_settings;
}

QString ConsoleInput::hostKeyName() const
{
    return keyNames(m_settings.hostKeys);
}

void ConsoleInput::send(const KeyCombination &combination)
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
        noteEdge(*static_cast<QMouseEvent *>(event));
        [[fallthrough]];
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
        return handleMouse(static_cast<QMouseEvent *>(event));
    case QEvent::Wheel:
        return handleWheel(static_cast<QWheelEvent *>(event));
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        return handleTouch(static_cast<QTouchEvent *>(event));
    case QEvent::FocusOut:
        handleFocusOut(static_cast<QFocusEvent *>(event));
        break;
    case QEvent::FocusIn:
        handleFocusIn(static_cast<QFocusEvent *>(event));
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool ConsoleInput::handleKey(const QKeyEvent *event)
{
    matchLocks(*event);
    m_keyboard.handle({.evdev = evdevCode(*event), .key = event->key(), .pressed = event->type() == QEvent::KeyPress, .autoRepeat = event->isAutoRepeat()});
    if (m_keyboard.isWaiting() && !m_decision.isActive()) {
        m_decision.start();
    }
    if (isConnected() && event->type() == QEvent::KeyPress && event->matches(QKeySequence::Paste)) {
        Q_EMIT pasted();
    }
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
            m_view->setFocus(Qt::MouseFocusReason);
            setCaptured(true);
            m_interrupted = !isCaptured(); // X11 may tell of the click before the focus that it brings.
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
        return m_pointerLock.pointerAt(event->globalPosition());
    }
    if (m_head) {
        m_session->movePointerTo(m_head->number(), m_view->picture().toGuest(event->position()));
    }
}

void ConsoleInput::noteEdge(const QMouseEvent &event)
{
    // A scrolled view reaches beyond what is seen of it.
    if (!m_pointerLock.isLocked() && event.buttons() == Qt::NoButton && m_view->mapToParent(event.position()).y() < 1) {
        Q_EMIT topEdgeTouched();
    }
}

bool ConsoleInput::handleWheel(QWheelEvent *event)
{
    if (!isConnected()) {
        return false;
    }
    m_keyboard.pointerUsed();
    m_session->wheel(isTurnedByQt(*event) ? event->angleDelta().transposed() : event->angleDelta());
    event->accept();
    return true;
}

bool ConsoleInput::handleTouch(QTouchEvent *event)
{
    // A touch that isn't taken comes again as the mouse's.
    const bool taken = isConnected() && m_head && m_session->takesTouch();
    event->setAccepted(taken);
    if (!taken) {
        return true;
    }
    if (event->type() == QEvent::TouchBegin) {
        m_view->setFocus(Qt::MouseFocusReason);
        m_keyboard.pointerUsed();
    }
    const auto toGuest = [this](QPointF position) {
        return QPointF(m_view->picture().toGuest(position));
    };
    for (const TouchContact &contact : m_touches.follow(*event, m_head->number(), toGuest)) {
        m_session->touch(contact);
    }
    return true;
}

void ConsoleInput::handleFocusOut(const QFocusEvent *event)
{
    const bool interrupted = isOfMenu(*event) && isCaptured();
    setHasKeyboard(false);
    releaseAll();
    setCaptured(false);
    m_interrupted = interrupted;
}

void ConsoleInput::handleFocusIn(const QFocusEvent *event)
{
    setHasKeyboard(true);
    matchLocks();
    if (m_interrupted || (m_settings.captureWhenActive && !isOfMenu(*event))) {
        setCaptured(true);
    }
}

void ConsoleInput::matchLocks()
{
    m_locksDue = isConnected();
    const auto locks = m_locksDue ? m_locks.state(m_session->leds()) : std::nullopt;
    if (locks) {
        m_locksDue = false;
        m_session->setLocks(*locks);
    }
}

void ConsoleInput::matchLocks(const QKeyEvent &event)
{
    const bool tells = event.type() == QEvent::KeyPress && event.nativeScanCode() != 0 && event.key() != Qt::Key_CapsLock && event.key() != Qt::Key_NumLock;
    if (m_locksDue && tells && isConnected()) {
        m_locksDue = false;
        m_session->setLocks(HostLocks::state(event, m_session->leds()));
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
    m_decision.stop();
    m_keyboard.releaseAll();
    if (isConnected()) {
        for (const TouchContact &contact : m_touches.cancelAll()) {
            m_session->touch(contact);
        }
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
    m_view->setPointerPainted(relative);
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

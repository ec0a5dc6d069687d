// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"

#include <QCursor>
#include <QFlags>
#include <QImage>
#include <QObject>
#include <QPointF>
#include <QRegion>
#include <QSize>

#include <functional>
#include <optional>

namespace vitrine {

class GuestClipboard;
class GuestFiles;
class GuestFolder;
class GuestSound;
class UsbRedirection;

/** A guest's pointer: its shape, and with PointerMode::Relative its place. */
struct GuestCursor {
    QImage image = {}; ///< Format_ARGB32 or RGBA8888, straight alpha, guest pixels; null: no shape given yet.
    QPoint hotSpot = {};
    bool visible = true;
    std::optional<QPoint> position = {}; ///< of the hot spot, in the head's pixels, perhaps outside; none: not told (so far)
};

/**
 * One screen of a guest. Belongs to its ConsoleSession and lives on the GUI thread; the pixels may be
 * written by another thread or process at any time.
 *
 * All sizes and positions are guest pixels.
 */
class ConsoleHead : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Position in the guest's row of screens, from 0. */
    [[nodiscard]] virtual int number() const = 0;
    /** Empty until the first picture came. */
    [[nodiscard]] virtual QSize size() const = 0;
    /**
     * Calls `reader` with the current picture (RGB32, or RGB16 / RGB555; the fourth byte of RGB32 is
     * garbage: paint with CompositionMode_Source). The image and its memory are valid inside the call
     * only; copy what must last. Not called while there is no picture.
     */
    virtual void read(const std::function<void(const QImage &)> &reader) const = 0;
    /** What changed since the last call. The next change is signalled by damaged() again. */
    [[nodiscard]] virtual QRegion takeDamage() = 0;
    /** A hidden head asks the guest for no frames; on show everything is damaged. Starts visible. */
    virtual void setVisible(bool visible) = 0;
    [[nodiscard]] virtual GuestCursor cursor() const = 0;

    /** Asks the guest for another resolution (device pixels of the host); false: it can't be asked. */
    virtual bool requestSize(QSize pixels, QSize millimetres) = 0;

Q_SIGNALS:
    /** Another size, or the first picture, or none any more (empty size). */
    void sizeChanged();
    /** Something is to be painted; sent once until takeDamage() is called. */
    void damaged();
    /** Another shape, or it is shown or hidden. */
    void cursorChanged();
    /** Another GuestCursor::position alone. */
    void cursorMoved();
};

/** A screen as it is asked for. */
struct HeadRequest {
    int head = 0;
    QSize pixels = {}; ///< device pixels of the host
    QSize millimetres = {}; ///< of what it is shown on; empty: not known
    bool operator==(const HeadRequest &) const = default;
};

/** How the pointer reaches the guest. */
enum class PointerMode {
    Absolute, ///< A tablet: no grab needed.
    Relative, ///< A mouse: the host's pointer must be locked to the window.
};

enum class PointerButton {
    Left,
    Middle,
    Right,
    Side, ///< "back"
    Extra, ///< "forward"
};

/** A finger on a touch screen. */
struct TouchContact {
    enum class Phase {
        Begin,
        Move,
        End,
        Cancel,
    };
    Phase phase = Phase::Begin;
    int slot = 0; ///< Tells fingers apart, 0 to 9.
    int head = 0;
    QPointF position = {}; ///< guest pixels of the head
};

enum class KeyboardLed {
    NumLock = 1,
    CapsLock = 2,
    ScrollLock = 4,
};
Q_DECLARE_FLAGS(KeyboardLeds, KeyboardLed)
Q_DECLARE_OPERATORS_FOR_FLAGS(KeyboardLeds)

/** The way pixels and input take. */
enum class ConsoleTransport {
    None,
    QemuDBus, ///< QEMU's D-Bus display, shared memory: "fast display"
    Spice,
    Vnc,
    Scripted, ///< Demonstrations and tests.
};

/** That a session has given up one transport for another. */
struct TransportFall {
    ConsoleTransport from = ConsoleTransport::None;
    bool hadOpened = false; ///< It showed the screen, and ended; else it could not be opened.
    Error reason = {};
};

/**
 * The screen, keyboard and pointer of one running machine, whatever carries them; parts may come over
 * different transports (pixels by D-Bus, agent by SPICE) without the caller's knowing.
 *
 * Threads: lives on the GUI thread and returns at once; implementations own what threads they need.
 *
 * States:  Idle -> Connecting -> Connected -> Closed.  Connecting may end in Closed too. From Closed
 * open() starts again. Closed carries the reason: no error (machine went off), TakenOver,
 * ConnectionLost, AuthenticationFailed, ComponentMissing, Protocol. When one transport fails to open
 * or dies and the machine has another, the session stays in Connecting and tries that; notice() then
 * tells in one line.
 */
class ConsoleSession : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Connecting,
        Connected,
        Closed,
    };
    Q_ENUM(State)

    using QObject::QObject;

    virtual void open() = 0;
    virtual void close() = 0;

    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] virtual Error closeReason() const = 0;
    /** What pixels come over now. */
    [[nodiscard]] virtual ConsoleTransport transport() const = 0;
    /** At least one as soon as Connected; in number() order. */
    [[nodiscard]] virtual QList<ConsoleHead *> heads() const = 0;
    [[nodiscard]] virtual PointerMode pointerMode() const = 0;
    [[nodiscard]] virtual KeyboardLeds leds() const = 0;
    /** The guest's display agent answers (spice-vdagent). */
    [[nodiscard]] virtual bool agentConnected() const = 0;

    /**
     * A physical key by its evdev code (linux/input-event-codes.h), pressed or released. Auto-repeat
     * is the guest's: callers pass neither repeated presses nor their releases.
     */
    virtual void key(quint32 evdevCode, bool pressed) = 0;
    /** Absolute mode: position on a head. Only the newest of a burst need arrive. */
    virtual void movePointerTo(int head, QPoint position) = 0;
    /** Relative mode. */
    virtual void movePointerBy(QPoint delta) = 0;
    virtual void button(PointerButton button, bool pressed) = 0;
    /** In 1/120 of a notch as QWheelEvent::angleDelta(); remainders are kept. */
    virtual void wheel(QPoint angleDelta) = 0;
    /** Releases every key and button that is down (focus lost, capture ended). */
    virtual void releaseAll() = 0;
    /** Brings the guest's lock keys into step with the host's (on focus). Nothing by default. */
    virtual void setLocks(KeyboardLeds locks);
    /** The guest takes touches; else callers turn them into pointer movements. */
    [[nodiscard]] virtual bool takesTouch() const;
    virtual void touch(const TouchContact &contact);

    /** ConsoleHead::requestSize() reaches the guest now. Unless told otherwise: by its display agent. */
    [[nodiscard]] virtual bool takesSizes() const;
    /** How many screens the guest could have; heads() are those it has now. */
    [[nodiscard]] virtual int maximumHeads() const;
    /**
     * Asks the guest's agent to switch a screen on or off; it shows by headsChanged() when the guest
     * follows. False: it can't be asked (no agent).
     */
    virtual bool setHeadEnabled(int head, bool enabled);
    /**
     * Asks the guest's agent for all screens at once, side by side from left to right; those not named
     * go off. They need not be this session's own: a companion asks for those that another transport
     * shows. False: it can't be asked (no agent). Callers with a head ask it: ConsoleHead::requestSize().
     */
    virtual bool requestHeads(const QList<HeadRequest> &heads);

    // What the guest's agent and devices offer beside the screen. Null: this transport has no such
    // service. Belongs to the session and keeps its address while the session lives; whether it works
    // now is its isAvailable().
    [[nodiscard]] virtual GuestClipboard *clipboard() const;
    [[nodiscard]] virtual GuestFiles *files() const;
    [[nodiscard]] virtual GuestFolder *folder() const;
    [[nodiscard]] virtual GuestSound *sound() const;
    [[nodiscard]] virtual UsbRedirection *usb() const;
    /** Connected, and all of these are gone though the machine has them: another program took their connection, or it broke. */
    [[nodiscard]] virtual bool areServicesLost() const;
    /** Connects them again, which takes them from who has them now. */
    virtual void reopenServices();

Q_SIGNALS:
    void stateChanged();
    void servicesLostChanged();
    void headsChanged();
    void pointerModeChanged();
    void ledsChanged();
    void agentConnectedChanged();
    /** clipboard(), files(), folder(), sound() or usb() is another object. */
    void servicesChanged();
    /** It fell to transport(): state of the window, not a dialog. */
    void notice(const vitrine::TransportFall &fall);
};

} // namespace vitrine

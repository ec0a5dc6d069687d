// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/descriptorprovider.h"
#include "backends/console/inputbits.h"

#include <QSet>
#include <QTimer>

namespace vitrine {

/**
 * What the consoles of QEMU over one descriptor (its D-Bus display, VNC) have in common: states, asking
 * for the descriptor and waiting for the first answer, keys by QEMU's numbers, lock keys, and the newest
 * position of the pointer instead of each.
 */
class DescriptorSession : public ConsoleSession
{
    Q_OBJECT

public:
    void open() override;
    void close() override;
    [[nodiscard]] State state() const override;
    [[nodiscard]] Error closeReason() const override;
    [[nodiscard]] ConsoleTransport transport() const override;
    [[nodiscard]] PointerMode pointerMode() const override;
    [[nodiscard]] KeyboardLeds leds() const override;
    [[nodiscard]] bool agentConnected() const override;
    void key(quint32 evdevCode, bool pressed) override;
    void movePointerTo(int head, QPoint position) override;
    void movePointerBy(QPoint delta) override;
    void wheel(QPoint angleDelta) override;
    void releaseAll() override;
    void setLocks(KeyboardLeds locks) override;

protected:
    enum class WheelClick {
        Up,
        Down,
        Left,
        Right,
    };

    /** `doing` is the tag of errors; `mode` holds until the server tells. */
    DescriptorSession(DescriptorProvider provider, ConsoleTransport kind, QString doing, PointerMode mode, QObject *parent);

    /** Begins to talk over a connected socket; answered() or end() follows. */
    virtual void start(FileDescriptor socket) = 0;
    /** Lets go of the connection. Whoever is told on the way may delete this object. */
    virtual void stop() = 0;
    // Only called while connected.
    virtual void sendKey(quint32 qnum, bool pressed) = 0;
    virtual void sendPosition(int head, QPoint position) = 0;
    virtual void sendMotion(QPoint delta) = 0;
    virtual void clickWheel(WheelClick click) = 0;
    virtual void releaseButtons() = 0;

    /** A connection is there and has not been ended. */
    [[nodiscard]] bool isLive() const
    {
        return m_live;
    }
    [[nodiscard]] bool isConnected() const
    {
        return m_live && m_state == State::Connected;
    }
    /** heads() are those of the new connection: announces them, and that it is connected. */
    void answered();
    /** This object may be deleted when it returns. */
    void end(const Error &reason);
    void setAbsolute(bool absolute);
    void setLockBits(quint32 bits);
    /** Sends the movement that is due, so that what follows happens where the pointer is. */
    void flushPointer();

private:
    QCoro::Task<> connectServer();
    void setState(State state);
    void turnWheel(int notches, WheelClick positive, WheelClick negative);

    DescriptorProvider m_provider;
    ConsoleTransport m_kind;
    QString m_doing;
    State m_state = State::Idle;
    Error m_closeReason;
    int m_attempt = 0; ///< tells answers to an earlier open() apart
    bool m_live = false;
    PointerMode m_pointerMode;
    KeyboardLeds m_leds;
    LockKeys m_lockKeys;
    QTimer m_timeout;
    QTimer m_pointerFlush;
    int m_pointerHead = -1; ///< with m_position: to be sent
    QPoint m_position;
    QPoint m_motion; ///< to be sent
    WheelAxis m_wheelX;
    WheelAxis m_wheelY;
    QSet<quint32> m_keysDown;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/descriptorprovider.h"
#include "backends/console/inputbits.h"
#include "backends/console/vncclipboard.h"
#include "backends/console/vncconnection.h"

#include <QSet>
#include <QTimer>

#include <memory>

namespace vitrine {

class VncHead;

/**
 * A console over VNC by descriptor, made for QEMU's server: keys go by number, which needs no keyboard
 * layout and which other servers don't take. One screen; text clipboard; no sound or files.
 *
 * Decoding is on a thread of its own (VncConnection). Close reasons: AuthenticationFailed (the server
 * asks for a password although it was opened by descriptor), ConnectionFailed (its refusal),
 * ConnectionLost, Timeout, Protocol (absurd sizes and malformed messages) and those of the provider.
 * Other viewers may show the same screen.
 */
class VncConsoleSession : public ConsoleSession
{
    Q_OBJECT

public:
    explicit VncConsoleSession(DescriptorProvider provider, QObject *parent = nullptr);
    ~VncConsoleSession() override;

    void open() override;
    void close() override;
    [[nodiscard]] State state() const override;
    [[nodiscard]] Error closeReason() const override;
    [[nodiscard]] ConsoleTransport transport() const override;
    [[nodiscard]] QList<ConsoleHead *> heads() const override;
    [[nodiscard]] PointerMode pointerMode() const override;
    [[nodiscard]] KeyboardLeds leds() const override;
    [[nodiscard]] bool agentConnected() const override;
    void key(quint32 evdevCode, bool pressed) override;
    void movePointerTo(int head, QPoint position) override;
    void movePointerBy(QPoint delta) override;
    void button(PointerButton button, bool pressed) override;
    void wheel(QPoint angleDelta) override;
    void releaseAll() override;
    void setLocks(KeyboardLeds locks) override;
    [[nodiscard]] GuestClipboard *clipboard() const override;

private:
    QCoro::Task<> connectServer();
    void setState(State state);
    void end(const Error &reason);
    void take(const VncConnection::News &news);
    void showHead();
    void setAbsolute(bool absolute);
    void setLeds(KeyboardLeds leds);
    void schedulePointer();
    void flushPointer();
    void sendPointer();
    void clickWheel(int notches, quint8 positive, quint8 negative);

    DescriptorProvider m_provider;
    State m_state = State::Idle;
    Error m_closeReason;
    int m_attempt = 0; ///< tells answers to an earlier open() apart
    std::unique_ptr<VncHead> m_head; ///< from the first connection on
    std::unique_ptr<VncHead> m_nextHead; ///< while connecting
    std::unique_ptr<VncConnection> m_connection;
    std::unique_ptr<VncClipboard> m_clipboard;
    PointerMode m_pointerMode = PointerMode::Absolute;
    KeyboardLeds m_leds;
    LockKeys m_lockKeys;
    QTimer m_timeout;
    QTimer m_pointerFlush;
    bool m_pointerDue = false;
    QPoint m_position; ///< absolute mode: the last one
    QPoint m_motion; ///< relative mode: to be sent
    quint8 m_buttons = 0;
    WheelAxis m_wheelX;
    WheelAxis m_wheelY;
    QSet<quint32> m_keysDown;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/descriptorprovider.h"
#include "backends/console/inputbits.h"

#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace vitrine {

class QemuDBusHead;
class QemuDBusPeer;
struct QemuConsole;

/**
 * A console over QEMU's D-Bus display: pixels by shared memory, or by messages where QEMU's frame
 * buffer can't be shared (firmware, VESA modes); it switches between both at any time.
 *
 * The display's calls are handled where GDBus reads them, whatever the GUI thread does, and what they
 * change reaches the GUI thread as at most one queued call a head: QEMU's memory would grow behind a
 * listener that waits, ours behind one that queues. Handshakes run on a DisplayThread of the session's
 * own. Close reasons:
 * TakenOver (another viewer connected, or QEMU ended while all heads were hidden), ConnectionLost (QEMU ended, or the connection broke),
 * Timeout, Protocol, NotSupported (no graphic console) and those of the provider.
 */
class QemuDBusSession : public ConsoleSession
{
    Q_OBJECT

public:
    /** `touchScreen`: the machine has one; QEMU takes touches without one as well, and drops them. */
    explicit QemuDBusSession(DescriptorProvider provider, bool touchScreen = false, QObject *parent = nullptr);
    ~QemuDBusSession() override;

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
    [[nodiscard]] bool takesTouch() const override;
    void touch(const TouchContact &contact) override;
    [[nodiscard]] int maximumHeads() const override;
    bool setHeadEnabled(int head, bool enabled) override;

private:
    QCoro::Task<> connectPeer();
    void setState(State state);
    void end(const Error &reason);
    void showHeads(const QList<QemuConsole> &consoles);
    void setModifiers(quint32 modifiers);
    void setAbsolute(bool absolute);
    void flushPointer();
    void clickWheel(int notches, quint32 positive, quint32 negative);
    void replaceHeads(std::vector<std::unique_ptr<QemuDBusHead>> heads);
    [[nodiscard]] int inputConsole() const;

    DescriptorProvider m_provider;
    bool m_touchScreen;
    State m_state = State::Idle;
    Error m_closeReason;
    int m_attempt = 0; ///< tells answers to an earlier open() apart
    std::shared_ptr<QemuDBusPeer> m_peer; ///< heads refer to it weakly
    std::vector<std::unique_ptr<QemuDBusHead>> m_heads;
    PointerMode m_pointerMode = PointerMode::Relative;
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
    QSet<quint32> m_buttonsDown;
};

} // namespace vitrine

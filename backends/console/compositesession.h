// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <functional>
#include <memory>

namespace vitrine {

/**
 * A console whose parts may come over different transports: the fast one (QEMU's D-Bus display) for
 * pixels and input with a companion beside it for the guest's agent, or the full one (SPICE) for all.
 *
 * Falls from fast to full, once per open(), when the fast one can't be opened or dies and the machine
 * lives: it stays Connecting with the last picture, and notice() tells the cause when the full one
 * shows. A take-over by another viewer is not a reason to fall. When the hypervisor says that the
 * machine is off, it closes with Cancelled. The companion's failures only mean that there is no agent.
 */
class CompositeSession : public ConsoleSession
{
    Q_OBJECT

public:
    using Maker = std::function<std::unique_ptr<ConsoleSession>()>;
    /** Each may be empty; without fast and full the session closes with NotSupported. */
    struct Makers {
        Maker fast = {};
        Maker companion = {};
        Maker full = {};
    };

    explicit CompositeSession(Makers makers, QObject *parent = nullptr);
    ~CompositeSession() override;

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
    [[nodiscard]] GuestClipboard *clipboard() const override;
    [[nodiscard]] GuestFiles *files() const override;
    [[nodiscard]] GuestSound *sound() const override;
    [[nodiscard]] UsbRedirection *usb() const override;

private:
    template<typename Service>
    [[nodiscard]] Service *service(Service *(ConsoleSession::*which)() const) const;
    void use(std::unique_ptr<ConsoleSession> &session, const Maker &maker);
    void follow(ConsoleSession *session);
    void activeStateChanged();
    void activeConnected();
    void activeClosed();
    void finish(const Error &reason);
    void openCompanion();
    void setState(State state);
    void tellAll();

    Makers m_makers;
    State m_state = State::Idle;
    Error m_closeReason;
    std::unique_ptr<ConsoleSession> m_fast;
    std::unique_ptr<ConsoleSession> m_companion;
    std::unique_ptr<ConsoleSession> m_full;
    ConsoleSession *m_active = nullptr; ///< the one that carries pixels, or is to
    ConsoleSession *m_shown = nullptr; ///< the one whose heads are shown; behind m_active while that connects
    bool m_fell = false; ///< and the new one has not shown anything yet
    Error m_fallReason;
};

} // namespace vitrine

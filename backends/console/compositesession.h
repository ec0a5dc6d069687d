// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/compositehead.h"
#include "backends/console/headarrangement.h"
#include "backends/console/headgatherer.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine {

/**
 * A console that may come over several transports, tried in order; beside one that carries pixels and
 * input only (QEMU's D-Bus display) a companion gives what the guest's agent offers (SPICE).
 *
 * Falls to the next transport, each once per open(), when one can't be opened or dies and the machine
 * lives: it stays Connecting with the last picture, and notice() tells the cause when the next one
 * shows. A take-over by another viewer is not a reason to fall. When the hypervisor says that the
 * machine is off, it closes with Cancelled. The companion's failures only mean that there is no agent.
 *
 * Another size for a screen of the fast one is asked for through the companion's agent when there is
 * one, which every guest with guest tools follows, else by the fast transport's own way. With several
 * screens wishes that come together are gathered into one.
 */
class CompositeSession : public ConsoleSession
{
    Q_OBJECT

public:
    using Maker = std::function<std::unique_ptr<ConsoleSession>()>;
    struct Screen {
        Maker make = {};
        bool withCompanion = false; ///< carries no agent itself
        ConsoleTransport transport = ConsoleTransport::None; ///< for notice()
    };
    struct Makers {
        std::vector<Screen> screens = {}; ///< in the order they are tried
        ErrorCode whyNone = ErrorCode::NotSupported; ///< the session closes with, when there is none
        Maker companion = {}; ///< may be empty
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
    [[nodiscard]] bool takesSizes() const override;
    [[nodiscard]] int maximumHeads() const override;
    bool setHeadEnabled(int head, bool enabled) override;
    bool requestHeads(const QList<HeadRequest> &heads) override;
    [[nodiscard]] GuestClipboard *clipboard() const override;
    [[nodiscard]] GuestFiles *files() const override;
    [[nodiscard]] GuestFolder *folder() const override;
    [[nodiscard]] GuestSound *sound() const override;
    [[nodiscard]] UsbRedirection *usb() const override;
    [[nodiscard]] bool areServicesLost() const override;
    void reopenServices() override;

private:
    template<typename Service>
    [[nodiscard]] Service *service(Service *(ConsoleSession::*which)() const) const;
    void use(size_t screen);
    void follow(ConsoleSession *session);
    void activeStateChanged();
    void activeConnected();
    void activeClosed();
    void finish(const Error &reason);
    void openCompanion();
    void showHeads();
    [[nodiscard]] bool isAccompanied() const;
    [[nodiscard]] bool hasAgentBeside() const;
    [[nodiscard]] QList<HeadRequest> arrangement() const;
    [[nodiscard]] bool requestSize(const HeadRequest &wanted);
    void setState(State state);
    void tellAll();

    Makers m_makers;
    State m_state = State::Idle;
    Error m_closeReason;
    std::vector<std::unique_ptr<ConsoleSession>> m_sessions; ///< one for each screen; null: not needed so far
    std::unique_ptr<ConsoleSession> m_companion;
    size_t m_current = 0; ///< index of m_active
    ConsoleSession *m_active = nullptr; ///< the one that carries pixels, or is to
    ConsoleSession *m_shown = nullptr; ///< the one whose heads are shown; behind m_active while that connects
    std::vector<std::unique_ptr<CompositeHead>> m_heads; ///< of m_shown
    HeadArrangement m_wishes;
    HeadGatherer m_gatherer;
    std::optional<TransportFall> m_fall; ///< and the new one has not shown anything yet
};

} // namespace vitrine

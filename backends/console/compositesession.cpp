// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/compositesession.h"

#include "consolelogging.h"

#include <QPointer>

#include <algorithm>

namespace vitrine {
namespace {

/** What a hypervisor answers when the machine no longer runs. */
bool saysMachineIsOff(const Error &error)
{
    return error.code == ErrorCode::InvalidState || error.code == ErrorCode::NotFound;
}

bool mayFall(const Error &reason)
{
    return reason.code != ErrorCode::TakenOver && !reason.isCancelled() && !saysMachineIsOff(reason);
}

} // namespace

CompositeSession::CompositeSession(Makers makers, QObject *parent)
    : ConsoleSession(parent)
    , m_makers(std::move(makers))
    , m_sessions(m_makers.screens.size())
    , m_gatherer([this](const QList<HeadRequest> &heads) {
        return hasAgentBeside() && m_companion->requestHeads(heads);
    })
{
}

CompositeSession::~CompositeSession()
{
    for (const auto &session : m_sessions) {
        if (session) {
            session->disconnect(this);
        }
    }
    if (m_companion) {
        m_companion->disconnect(this);
    }
}

void CompositeSession::open()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        return;
    }
    m_closeReason = {};
    m_fall.reset();
    setState(State::Connecting);
    if (m_makers.screens.empty()) {
        return finish({.code = m_makers.whyNone, .subject = {}, .detail = {}, .doing = QStringLiteral("console")});
    }
    use(0);
}

void CompositeSession::use(size_t screen)
{
    std::unique_ptr<ConsoleSession> &session = m_sessions[screen];
    if (!session) {
        session = m_makers.screens[screen].make();
        follow(session.get());
    }
    m_current = screen;
    m_active = session.get();
    m_active->open();
}

void CompositeSession::follow(ConsoleSession *session)
{
    connect(session, &ConsoleSession::stateChanged, this, [this, session] {
        if (session == m_active && m_state != State::Closed) {
            activeStateChanged();
        }
    });
    connect(session, &ConsoleSession::headsChanged, this, [this, session] {
        if (session == m_shown) {
            showHeads();
        }
    });
    connect(session, &ConsoleSession::pointerModeChanged, this, [this, session] {
        if (session == m_active) {
            Q_EMIT pointerModeChanged();
        }
    });
    connect(session, &ConsoleSession::ledsChanged, this, [this, session] {
        if (session == m_active) {
            Q_EMIT ledsChanged();
        }
    });
    connect(session, &ConsoleSession::agentConnectedChanged, this, &ConsoleSession::agentConnectedChanged);
    connect(session, &ConsoleSession::servicesChanged, this, &ConsoleSession::servicesChanged);
}

void CompositeSession::activeStateChanged()
{
    if (m_active->state() == State::Connected) {
        activeConnected();
    } else if (m_active->state() == State::Closed) {
        activeClosed();
    }
}

void CompositeSession::activeConnected()
{
    const QPointer<CompositeSession> guard(this);
    const auto fall = std::exchange(m_fall, {});
    m_shown = m_active;
    showHeads();
    if (guard) {
        setState(State::Connected);
    }
    if (guard && fall) {
        Q_EMIT notice(*fall);
    }
    if (guard && m_state == State::Connected) {
        openCompanion();
        tellAll();
    }
}

/** Heads that stay keep their address. */
void CompositeSession::showHeads()
{
    std::vector<std::unique_ptr<CompositeHead>> heads;
    for (ConsoleHead *head : m_shown->heads()) {
        const auto old = std::ranges::find_if(m_heads, [head](const auto &composite) {
            return composite && composite->head() == head;
        });
        if (old != m_heads.end()) {
            heads.push_back(std::move(*old));
            continue;
        }
        heads.push_back(std::make_unique<CompositeHead>(head, [this](const HeadRequest &wanted) {
            return requestSize(wanted);
        }));
        connect(heads.back().get(), &ConsoleHead::sizeChanged, this, [this, composite = heads.back().get()] {
            m_wishes.settled(composite->number());
        });
    }
    std::swap(m_heads, heads);
    for (auto &gone : heads) {
        if (gone) {
            gone->disconnect(this); // it may outlive the session, and tells of its own head's end
            gone.release()->deleteLater(); // it may be the one that signals
        }
    }
    Q_EMIT headsChanged();
}

bool CompositeSession::isAccompanied() const
{
    return m_companion && m_makers.screens[m_current].withCompanion;
}

bool CompositeSession::hasAgentBeside() const
{
    return isAccompanied() && m_companion->agentConnected();
}

QList<HeadRequest> CompositeSession::arrangement() const
{
    QList<HeadRequest> now;
    for (const auto &head : m_heads) {
        now.append({.head = head->number(), .pixels = head->size(), .millimetres = {}});
    }
    return now;
}

bool CompositeSession::requestSize(const HeadRequest &wanted)
{
    return hasAgentBeside() && m_gatherer.request(m_wishes.resized(arrangement(), wanted), m_heads.size() < 2);
}

void CompositeSession::openCompanion()
{
    if (!m_makers.screens[m_current].withCompanion || !m_makers.companion) {
        return;
    }
    if (!m_companion) {
        m_companion = m_makers.companion();
        connect(m_companion.get(), &ConsoleSession::agentConnectedChanged, this, &ConsoleSession::agentConnectedChanged);
        connect(m_companion.get(), &ConsoleSession::servicesChanged, this, &ConsoleSession::servicesChanged);
        connect(m_companion.get(), &ConsoleSession::stateChanged, this, [this] {
            if (m_companion->state() == State::Closed && !m_companion->closeReason().isCancelled()) {
                qCInfo(VITRINE_CONSOLE) << "no agent services:" << m_companion->closeReason();
            }
            Q_EMIT servicesLostChanged();
        });
    }
    m_companion->open();
}

void CompositeSession::activeClosed()
{
    const Error reason = m_active->closeReason();
    if (m_companion) {
        m_companion->close();
    }
    const size_t next = m_current + 1;
    if (next < m_makers.screens.size() && mayFall(reason)) {
        // When several fail in turn, the first cause is the one that tells.
        if (!m_fall) {
            m_fall = {.from = m_makers.screens[m_current].transport, .hadOpened = m_state == State::Connected, .reason = reason};
        }
        const QPointer<CompositeSession> guard(this);
        setState(State::Connecting);
        if (guard && m_state == State::Connecting) {
            use(next);
        }
        return;
    }
    const auto fall = std::exchange(m_fall, {});
    finish(saysMachineIsOff(reason) ? Error::cancelled() : fall ? fall->reason : reason);
}

void CompositeSession::finish(const Error &reason)
{
    m_closeReason = reason;
    setState(State::Closed);
}

void CompositeSession::close()
{
    if (m_state != State::Connecting && m_state != State::Connected) {
        return;
    }
    const QPointer<CompositeSession> guard(this);
    finish(Error::cancelled());
    // Closing may lead to this object's end.
    for (size_t screen = 0; guard && screen < m_sessions.size(); ++screen) {
        if (m_sessions[screen]) {
            m_sessions[screen]->close();
        }
    }
    if (guard && m_companion) {
        m_companion->close();
    }
}

void CompositeSession::setState(State state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

void CompositeSession::tellAll()
{
    const QPointer<CompositeSession> guard(this);
    Q_EMIT pointerModeChanged();
    if (guard) {
        Q_EMIT ledsChanged();
    }
    if (guard) {
        Q_EMIT agentConnectedChanged();
    }
    if (guard) {
        Q_EMIT servicesChanged();
    }
}

ConsoleSession::State CompositeSession::state() const
{
    return m_state;
}

Error CompositeSession::closeReason() const
{
    return m_closeReason;
}

ConsoleTransport CompositeSession::transport() const
{
    return m_state == State::Connected ? m_active->transport() : ConsoleTransport::None;
}

QList<ConsoleHead *> CompositeSession::heads() const
{
    QList<ConsoleHead *> heads;
    for (const auto &head : m_heads) {
        heads.append(head.get());
    }
    return heads;
}

PointerMode CompositeSession::pointerMode() const
{
    return m_active ? m_active->pointerMode() : PointerMode::Relative;
}

KeyboardLeds CompositeSession::leds() const
{
    return m_active ? m_active->leds() : KeyboardLeds();
}

bool CompositeSession::agentConnected() const
{
    return (m_active && m_active->agentConnected()) || (m_companion && m_companion->agentConnected());
}

void CompositeSession::key(quint32 evdevCode, bool pressed)
{
    if (m_active) {
        m_active->key(evdevCode, pressed);
    }
}

void CompositeSession::movePointerTo(int head, QPoint position)
{
    if (m_active) {
        m_active->movePointerTo(head, position);
    }
}

void CompositeSession::movePointerBy(QPoint delta)
{
    if (m_active) {
        m_active->movePointerBy(delta);
    }
}

void CompositeSession::button(PointerButton button, bool pressed)
{
    if (m_active) {
        m_active->button(button, pressed);
    }
}

void CompositeSession::wheel(QPoint angleDelta)
{
    if (m_active) {
        m_active->wheel(angleDelta);
    }
}

void CompositeSession::releaseAll()
{
    if (m_active) {
        m_active->releaseAll();
    }
}

void CompositeSession::setLocks(KeyboardLeds locks)
{
    if (m_active) {
        m_active->setLocks(locks);
    }
}

bool CompositeSession::takesTouch() const
{
    return m_active && m_active->takesTouch();
}

void CompositeSession::touch(const TouchContact &contact)
{
    if (m_active) {
        m_active->touch(contact);
    }
}

bool CompositeSession::takesSizes() const
{
    return hasAgentBeside() || (m_active && m_active->takesSizes());
}

int CompositeSession::maximumHeads() const
{
    return m_active ? m_active->maximumHeads() : 0;
}

bool CompositeSession::setHeadEnabled(int head, bool enabled)
{
    m_gatherer.drop();
    const bool asked = hasAgentBeside() && m_companion->requestHeads(m_wishes.switched(arrangement(), head, enabled));
    return asked || (m_active && m_active->setHeadEnabled(head, enabled));
}

bool CompositeSession::requestHeads(const QList<HeadRequest> &heads)
{
    return (hasAgentBeside() && m_companion->requestHeads(heads)) || (m_active && m_active->requestHeads(heads));
}

/** The companion's, else the one of the transport that shows. */
template<typename Service>
Service *CompositeSession::service(Service *(ConsoleSession::*which)() const) const
{
    Service *found = isAccompanied() ? (m_companion.get()->*which)() : nullptr;
    return !found && m_active ? (m_active->*which)() : found;
}

GuestClipboard *CompositeSession::clipboard() const
{
    return service(&ConsoleSession::clipboard);
}

GuestFiles *CompositeSession::files() const
{
    return service(&ConsoleSession::files);
}

GuestFolder *CompositeSession::folder() const
{
    return service(&ConsoleSession::folder);
}

GuestSound *CompositeSession::sound() const
{
    return service(&ConsoleSession::sound);
}

UsbRedirection *CompositeSession::usb() const
{
    return service(&ConsoleSession::usb);
}

bool CompositeSession::areServicesLost() const
{
    return m_state == State::Connected && isAccompanied() && m_companion->state() == State::Closed && !m_companion->closeReason().isCancelled();
}

void CompositeSession::reopenServices()
{
    if (areServicesLost()) {
        m_companion->open();
    }
}

} // namespace vitrine

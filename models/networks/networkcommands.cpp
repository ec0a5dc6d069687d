// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/networkcommands.h"

#include "backends/core/backend.h"
#include "backends/core/networkxml.h"
#include "models/networks/networkstore.h"

#include <memory>

namespace vitrine {

namespace {

Task<> createNetwork(NetworkRole *role, NetworkDefinition definition, bool autostart, std::shared_ptr<QUuid> made)
{
    NetworkXml xml = NetworkXml::create(definition.name);
    xml.apply(definition);
    const auto id = co_await role->define(xml.toString());
    if (!id) {
        co_return fail(id.error());
    }
    *made = *id;
    if (autostart) {
        if (const auto set = co_await role->setAutostart(*id, true); !set) {
            co_return set;
        }
    }
    co_return co_await role->start(*id);
}

Task<> editNetwork(NetworkRole *role, QUuid id, NetworkDefinition definition)
{
    const auto text = co_await role->xml(id);
    if (!text) {
        co_return fail(text.error());
    }
    auto xml = NetworkXml::parse(*text);
    if (!xml) {
        co_return fail(xml.error());
    }
    xml->apply(definition);
    const auto stored = co_await role->define(xml->toString());
    co_return stored ? Result<>{} : fail(stored.error());
}

Task<> removeNetwork(NetworkRole *role, NetworkInfo network)
{
    if (network.active) {
        if (const auto stopped = co_await role->stop(network.id); !stopped && stopped.error().code != ErrorCode::InvalidState) {
            co_return stopped;
        }
    }
    // One that was not kept is gone when it stops.
    co_return network.persistent ? co_await role->undefine(network.id) : Result<>{};
}

} // namespace

NetworkCommands::NetworkCommands(NetworkStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

void NetworkCommands::create(const NetworkDefinition &definition, bool autostart)
{
    const auto id = std::make_shared<QUuid>();
    const Work work = [definition, autostart, id](NetworkRole *role) {
        return createNetwork(role, definition, autostart, id);
    };
    run(work, [this, id] {
        Q_EMIT made(*id);
    });
}

void NetworkCommands::edit(const QUuid &id, const NetworkDefinition &definition)
{
    const Work work = [id, definition](NetworkRole *role) {
        return editNetwork(role, id, definition);
    };
    run(work, [this, id] {
        if (const auto network = m_store->network(id); network && network->active) {
            Q_EMIT needsRestart(id);
        }
    });
}

void NetworkCommands::start(const QUuid &id)
{
    run([id](NetworkRole *role) {
        return role->start(id);
    });
}

void NetworkCommands::stop(const QUuid &id)
{
    run([id](NetworkRole *role) {
        return role->stop(id);
    });
}

void NetworkCommands::setAutostart(const QUuid &id, bool on)
{
    run([id, on](NetworkRole *role) {
        return role->setAutostart(id, on);
    });
}

void NetworkCommands::remove(const NetworkInfo &network)
{
    run([network](NetworkRole *role) {
        return removeNetwork(role, network);
    });
}

void NetworkCommands::retry()
{
    if (const auto again = std::exchange(m_failed, {})) {
        again();
    }
}

void NetworkCommands::run(const Work &work, const std::function<void()> &done)
{
    Backend *backend = m_store->backend();
    if (!backend) {
        Q_EMIT failed({.code = ErrorCode::ConnectionLost});
        return;
    }
    m_failed = {};
    ++m_running;
    Q_EMIT busyChanged();
    QCoro::connect(work(backend->networks()), this, [this, work, done](const Result<> &result) {
        --m_running;
        Q_EMIT busyChanged();
        m_store->reload();
        if (result) {
            if (done) {
                done();
            }
        } else if (!result.error().isCancelled()) {
            m_failed = [this, work, done] {
                run(work, done);
            };
            Q_EMIT failed(result.error());
        }
    });
}

} // namespace vitrine

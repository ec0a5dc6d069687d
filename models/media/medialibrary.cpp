// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/medialibrary.h"

#include "backends/core/backend.h"
#include "models/machinestore.h"

#include <algorithm>

namespace vitrine {

namespace {

/** Machines that start, stop and are changed come in flocks. */
constexpr std::chrono::milliseconds quiet(400);

} // namespace

MediaLibrary::MediaLibrary(MachineStore *store, QString connection, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_connection(std::move(connection))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(quiet);
    connect(&m_soon, &QTimer::timeout, this, &MediaLibrary::reload);
    connect(store, &MachineStore::machinesAdded, this, &MediaLibrary::reloadSoon);
    connect(store, &MachineStore::machinesChanged, this, &MediaLibrary::reloadSoon);
    connect(store, &MachineStore::machinesRemoved, this, &MediaLibrary::reloadSoon);
    connect(store, &MachineStore::machineEvent, this, &MediaLibrary::reloadSoon);
    connect(store, &MachineStore::connectionStateChanged, this, [this] {
        listen();
        reloadSoon();
    });
}

void MediaLibrary::setActive(bool active)
{
    m_active = active;
    if (active) {
        listen();
        reload();
    } else {
        m_soon.stop();
    }
}

Backend *MediaLibrary::backend() const
{
    return m_store->backend(m_connection);
}

bool MediaLibrary::lists(const QString &folder) const
{
    return folder == m_defaultFolder || std::ranges::any_of(m_listing.places, [&folder](const MediaPlace &place) {
               return place.active && place.folder == folder;
           });
}

QString MediaLibrary::guestOf(const QString &path) const
{
    const auto use = std::ranges::find(m_listing.uses, path, &MediumUse::path);
    const auto machine = use == m_listing.uses.cend() ? std::nullopt : m_store->machine(use->machine);
    return machine ? machine->osId : QString();
}

/** The connection may not have been there yet. */
void MediaLibrary::listen()
{
    if (const Backend *connection = backend()) {
        connect(connection, &Backend::storageChanged, this, &MediaLibrary::reloadSoon, Qt::UniqueConnection);
    }
}

void MediaLibrary::reloadSoon()
{
    if (m_active && !m_soon.isActive()) {
        m_soon.start();
    }
}

void MediaLibrary::reload()
{
    Backend *connection = backend();
    if (m_loading || !connection) {
        m_again = m_loading;
        return;
    }
    m_loading = true;
    Q_EMIT changed();
    if (m_defaultFolder.isEmpty()) {
        QCoro::connect(connection->storage()->defaultPlace(), this, [this](const Result<StoragePlace> &place) {
            m_defaultFolder = place ? place->folder : QString();
        });
    }
    QCoro::connect(connection->media()->list(), this, [this](const Result<MediaListing> &result) {
        take(result);
    });
}

void MediaLibrary::take(const Result<MediaListing> &result)
{
    m_loading = false;
    m_error.reset();
    if (result) {
        m_listing = *result;
        m_loaded = true;
    } else if (!result.error().isCancelled()) {
        m_error = result.error();
    }
    Q_EMIT changed();
    if (std::exchange(m_again, false)) {
        reload();
    }
}

} // namespace vitrine

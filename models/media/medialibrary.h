// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace vitrine {

class Backend;
class MachineStore;

/**
 * The media of one connection as last read. There are no events for single images: it reads while it is
 * active (somebody looks), again after machines or places have changed, and when told to; one reading at
 * a time. GUI thread.
 */
class MediaLibrary : public QObject
{
    Q_OBJECT

public:
    MediaLibrary(MachineStore *store, QString connection, QObject *parent = nullptr);

    /** Somebody looks: reads at once, and then as things change. */
    void setActive(bool active);
    void reload();

    [[nodiscard]] const MediaListing &listing() const
    {
        return m_listing;
    }
    /** Nothing has been read yet, or a reading is under way. */
    [[nodiscard]] bool isLoading() const
    {
        return m_loading;
    }
    [[nodiscard]] bool isLoaded() const
    {
        return m_loaded;
    }
    /** Why the last reading failed; what was read before stays. */
    [[nodiscard]] std::optional<Error> error() const
    {
        return m_error;
    }
    /** Null while the connection is not there. */
    [[nodiscard]] Backend *backend() const;
    /** Where new images go unless told otherwise; empty while not known. */
    [[nodiscard]] QString defaultFolder() const
    {
        return m_defaultFolder;
    }
    /** What the machine that uses it runs (libosinfo's id); empty when nobody does, or it isn't known. */
    [[nodiscard]] QString guestOf(const QString &path) const;
    /** Whether what lies in that folder is listed. */
    [[nodiscard]] bool lists(const QString &folder) const;

Q_SIGNALS:
    /** Listing, error or isLoading() changed. */
    void changed();

private:
    void listen();
    void reloadSoon();
    void take(const Result<MediaListing> &result);

    MachineStore *m_store;
    QString m_connection;
    MediaListing m_listing;
    QString m_defaultFolder;
    std::optional<Error> m_error;
    QTimer m_soon;
    bool m_active = false;
    bool m_loading = false;
    bool m_loaded = false;
    bool m_again = false; ///< asked for while a reading was under way
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicefolder.h"

#include <QFile>

namespace vitrine {

void SpiceFolder::shareNothing(SpiceSession *session)
{
    g_object_set(session, "shared-dir", nullptr, "share-dir-ro", TRUE, nullptr);
}

bool SpiceFolder::channelAppeared(SpiceSession *session, SpiceChannel *channel)
{
    if (!SPICE_IS_WEBDAV_CHANNEL(channel)) {
        return false;
    }
    m_signals.clear();
    m_session = shareGObject(session);
    m_channel = shareGObject(channel);
    m_signals.add(channel,
                  "notify::port-opened",
                  G_CALLBACK(+[](SpiceChannel *, GParamSpec *, SpiceFolder *self) {
                      Q_EMIT self->changed();
                  }),
                  this);
    apply();
    Q_EMIT changed();
    return true;
}

void SpiceFolder::stop()
{
    m_signals.clear();
    m_channel.reset();
    m_session.reset();
    Q_EMIT changed();
}

bool SpiceFolder::isAvailable() const
{
    return m_channel != nullptr;
}

bool SpiceFolder::isReached() const
{
    gboolean opened = FALSE;
    if (m_channel) {
        g_object_get(m_channel.get(), "port-opened", &opened, nullptr);
    }
    return opened;
}

void SpiceFolder::share(const QString &path, bool writable)
{
    m_path = path;
    m_writable = writable;
    if (m_channel) {
        apply();
        Q_EMIT changed();
    }
}

void SpiceFolder::apply()
{
    if (m_path.isEmpty()) {
        shareNothing(m_session.get());
        spice_channel_disconnect(m_channel.get(), SPICE_CHANNEL_NONE);
        return;
    }
    g_object_set(m_session.get(), "share-dir-ro", m_writable ? FALSE : TRUE, "shared-dir", QFile::encodeName(m_path).constData(), nullptr);
    spice_channel_connect(m_channel.get());
}

} // namespace vitrine

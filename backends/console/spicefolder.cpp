// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicefolder.h"

#include <QFile>

#include <utility>

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
    m_pasting = false;
    m_pasted.revoke();
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
    m_writable = writable && !path.isEmpty();
    if (m_channel) {
        apply();
        Q_EMIT changed();
    }
}

void SpiceFolder::setPasting(bool wanted)
{
    if (!wanted) {
        m_pasted.revoke();
    }
    const bool before = std::exchange(m_pasting, wanted);
    if (before != wanted && m_channel) {
        apply();
        Q_EMIT changed();
    }
}

bool SpiceFolder::takesPastedFiles() const
{
    return m_pasting && !m_writable && isReached();
}

QByteArray SpiceFolder::publish(const QList<QUrl> &files)
{
    return takesPastedFiles() ? m_pasted.publish(m_session.get(), files) : QByteArray();
}

void SpiceFolder::apply()
{
    if (m_writable) {
        m_pasted.revoke(); // before the server lets anything be changed
    }
    if (m_path.isEmpty()) {
        shareNothing(m_session.get());
    } else {
        g_object_set(m_session.get(), "share-dir-ro", m_writable ? FALSE : TRUE, "shared-dir", QFile::encodeName(m_path).constData(), nullptr);
    }
    if (m_path.isEmpty() && !m_pasting) {
        spice_channel_disconnect(m_channel.get(), SPICE_CHANNEL_NONE);
    } else {
        spice_channel_connect(m_channel.get());
    }
}

} // namespace vitrine

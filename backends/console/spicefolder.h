// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/gsignals.h"
#include "backends/console/guestfolder.h"

#include <spice-client.h>

namespace vitrine {

/**
 * A folder over SPICE's WebDAV channel (the port "org.spice-space.webdav.0"); the server for it is the
 * library's. The channel is connected only while something is shared.
 */
class SpiceFolder : public GuestFolder
{
    Q_OBJECT

public:
    /** Before it opens: the library would share the user's public folder by itself. */
    static void shareNothing(SpiceSession *session);
    /** True: the channel is this folder's, and connected by it. */
    [[nodiscard]] bool channelAppeared(SpiceSession *session, SpiceChannel *channel);
    /** The connection has gone. */
    void stop();

    [[nodiscard]] bool isAvailable() const override;
    [[nodiscard]] bool isReached() const override;
    void share(const QString &path, bool writable) override;

private:
    void apply();

    GObjectPtr<SpiceSession> m_session;
    GObjectPtr<SpiceChannel> m_channel;
    QString m_path;
    bool m_writable = false;
    GSignals m_signals;
};

} // namespace vitrine

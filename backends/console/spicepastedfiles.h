// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <spice-client.h>

#include <memory>

namespace vitrine {

/**
 * Copied files of this computer that a guest can read because they were pasted there: beside the shared
 * folder, at "/.spice-clipboard" of SPICE's WebDAV server, each in a folder of its own with a name that
 * can't be guessed. What spice-gtk's own clipboard does (spice-gtk-session.c), but for one thing: here
 * they can be taken back. The server has no call for that, so it is given symbolic links.
 *
 * Who publishes must see to it that the server is read-only. On the GUI thread.
 */
class SpicePastedFiles
{
public:
    /**
     * What the agent is told of them: VD_AGENT_CLIPBOARD_FILE_LIST of spice-protocol's vd_agent.h, "copy" and
     * the paths on the server, each ended by NUL. Empty when none could be published. Whether they can be
     * read is not looked at. Those of the last few calls stay, for a guest that still copies them.
     */
    [[nodiscard]] QByteArray publish(SpiceSession *session, const QList<QUrl> &files);
    /** The guest reads none of them any more. */
    void revoke();

private:
    [[nodiscard]] bool makeLinkFolder();
    [[nodiscard]] QByteArray publishOne(GObject *root, const QString &path, const QString &batch);

    std::unique_ptr<QTemporaryDir> m_links;
    QStringList m_batches; ///< folders in there, oldest first
};

} // namespace vitrine

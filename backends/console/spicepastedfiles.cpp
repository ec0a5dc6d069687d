// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicepastedfiles.h"

#include "backends/console/glibpointers.h"
#include "consolelogging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <libphodav/phodav.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

/** Where the agents look for them. */
const auto serverFolder = u"/.spice-clipboard"_s;
constexpr qsizetype keptBatches = 8;
/** More than anybody selects by hand; each costs a folder in the server's memory until the connection ends. */
constexpr qsizetype maxFiles = 1000;

QString unguessable()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

GObjectPtr<GObject> serverRoot(SpiceSession *session)
{
    PhodavServer *server = nullptr;
    GObject *root = nullptr;
    g_object_get(session, "webdav-server", &server, nullptr);
    const GObjectPtr<PhodavServer> owned(server);
    if (server) {
        g_object_get(server, "root-file", &root, nullptr);
    }
    GObjectPtr<GObject> held(root);
    return root && PHODAV_IS_VIRTUAL_DIR(root) ? std::move(held) : GObjectPtr<GObject>();
}

} // namespace

bool SpicePastedFiles::makeLinkFolder()
{
    if (!m_links) {
        const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
        m_links = std::make_unique<QTemporaryDir>((runtime.isEmpty() ? QDir::tempPath() : runtime) + u"/vitrine-pasted-XXXXXX"_s);
    }
    return m_links->isValid();
}

QByteArray SpicePastedFiles::publish(SpiceSession *session, const QList<QUrl> &files)
{
    const GObjectPtr<GObject> root = serverRoot(session);
    if (!root || !makeLinkFolder()) {
        qCWarning(VITRINE_CONSOLE) << "files can't be pasted: no folder to link them in, or no server";
        return {};
    }
    const QString batch = m_links->filePath(unguessable());
    QByteArray paths;
    for (const QUrl &file : files.first(std::min(files.size(), maxFiles))) {
        if (file.isLocalFile()) {
            paths += publishOne(root.get(), file.toLocalFile(), batch);
        }
    }
    if (paths.isEmpty()) {
        return {};
    }
    m_batches.append(batch);
    while (m_batches.size() > keptBatches) {
        QDir(m_batches.takeFirst()).removeRecursively();
    }
    return QByteArray("copy").append('\0') + paths;
}

QByteArray SpicePastedFiles::publishOne(GObject *root, const QString &path, const QString &batch)
{
    const QString name = QFileInfo(QDir::cleanPath(path)).fileName();
    const QString folder = unguessable();
    const QString links = batch + u'/' + folder;
    if (name.isEmpty() || !QDir().mkpath(links) || !QFile::link(path, links + u'/' + name)) {
        return {};
    }
    const QString served = serverFolder + u'/' + folder;
    const GObjectPtr<PhodavVirtualDir> parent(phodav_virtual_dir_new_dir(PHODAV_VIRTUAL_DIR(root), served.toUtf8().constData(), nullptr));
    const GObjectPtr<GFile> link(g_file_new_for_path(QFile::encodeName(links + u'/' + name).constData()));
    if (!parent || !phodav_virtual_dir_attach_real_child(parent.get(), link.get())) {
        return {};
    }
    return (served + u'/' + name).toUtf8().append('\0');
}

void SpicePastedFiles::revoke()
{
    m_batches.clear();
    m_links.reset(); // and the links with it, not what they lead to
}

} // namespace vitrine

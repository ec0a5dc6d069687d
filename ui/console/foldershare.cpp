// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/foldershare.h"

#include "backends/core/worker.h"
#include "ui/console/consolestate.h"

#include <QFileInfo>

namespace vitrine {

FolderShare::FolderShare(const MachineId &machine, QObject *parent)
    : QObject(parent)
    , m_machine(machine)
    , m_path(consoleState(machine).readPathEntry("SharedFolder", QString()))
    , m_writable(consoleState(machine).readEntry("SharedFolderWritable", false))
{
}

void FolderShare::setFolder(GuestFolder *folder)
{
    if (m_folder == folder) {
        return;
    }
    if (m_folder) {
        m_folder->disconnect(this);
    }
    m_folder = folder;
    if (folder) {
        connect(folder, &GuestFolder::changed, this, &FolderShare::changed);
        look();
    }
    Q_EMIT changed();
}

bool FolderShare::isAvailable() const
{
    return m_folder && m_folder->isAvailable();
}

bool FolderShare::isReached() const
{
    return isAvailable() && !m_path.isEmpty() && m_folder->isReached();
}

QString FolderShare::path() const
{
    return m_path;
}

bool FolderShare::isWritable() const
{
    return m_writable;
}

bool FolderShare::isGone() const
{
    return m_there == false;
}

void FolderShare::share(const QString &path, bool writable)
{
    if (path != m_path) {
        m_there.reset();
    }
    m_path = path;
    m_writable = writable;
    KConfigGroup group = consoleState(m_machine);
    group.writePathEntry("SharedFolder", path);
    group.writeEntry("SharedFolderWritable", writable);
    give();
    look();
    Q_EMIT changed();
}

/** On a worker: a folder of a network that doesn't answer would hold the window up. */
void FolderShare::look()
{
    if (m_path.isEmpty()) {
        return;
    }
    const auto isFolder = [path = m_path] {
        return QFileInfo(path).isDir();
    };
    runOnWorker(isFolder).then(this, [this, path = m_path](bool there) {
        if (path == m_path) {
            m_there = there;
            give();
            Q_EMIT changed();
        }
    });
}

void FolderShare::give()
{
    if (m_folder) {
        m_folder->share(m_there == true ? m_path : QString(), m_writable);
    }
}

} // namespace vitrine

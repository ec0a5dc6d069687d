// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/foldershare.h"

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
        apply();
        connect(folder, &GuestFolder::changed, this, &FolderShare::changed);
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

void FolderShare::share(const QString &path, bool writable)
{
    m_path = path;
    m_writable = writable;
    KConfigGroup group = consoleState(m_machine);
    group.writePathEntry("SharedFolder", path);
    group.writeEntry("SharedFolderWritable", writable);
    if (m_folder) {
        apply();
    }
    Q_EMIT changed();
}

void FolderShare::apply()
{
    m_folder->share(QFileInfo(m_path).isDir() ? m_path : QString(), m_writable);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestfolder.h"
#include "backends/core/ids.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace vitrine {

/**
 * The folder that one machine sees while a window shows it, as its user chose it: none, until chosen.
 * Remembered for the machine and given to each of its sessions. GUI thread.
 */
class FolderShare : public QObject
{
    Q_OBJECT

public:
    explicit FolderShare(const MachineId &machine, QObject *parent = nullptr);

    /** Null: the guest can't be given one now. */
    void setFolder(GuestFolder *folder);
    /** The machine has the channel for it. */
    [[nodiscard]] bool isAvailable() const;
    /** The guest's part is there, and a folder is shared. */
    [[nodiscard]] bool isReached() const;

    /** Empty: none. */
    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isWritable() const;
    /** The folder has gone: it is not shared, but stays chosen. */
    [[nodiscard]] bool isGone() const;
    void share(const QString &path, bool writable);

Q_SIGNALS:
    void changed();

private:
    void look();
    void give();

    MachineId m_machine;
    QPointer<GuestFolder> m_folder;
    QString m_path;
    bool m_writable;
    std::optional<bool> m_there; ///< unknown until a worker has looked
};

} // namespace vitrine

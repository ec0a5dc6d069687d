// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QDateTime>
#include <QList>

namespace vitrine {

/** How a definition came to be what it is. */
enum class RevisionOrigin {
    Found, ///< It was like this when Vitrine first looked; later such looks find Elsewhere.
    Applied, ///< Vitrine's settings.
    Elsewhere, ///< Another program.
    Returned, ///< Brought back from the history.
};

/** A kept definition of a machine; the document itself is read by RevisionFolder::xml(). */
struct Revision {
    int number = 0; ///< Counts up; never used again.
    QDateTime time = {}; ///< UTC
    RevisionOrigin origin = RevisionOrigin::Elsewhere;
    bool operator==(const Revision &) const = default;
};

/**
 * The kept definitions of machines: files below the user's data folder, readable by the user alone
 * (a definition may hold a password), by UUID and thus over any renaming. The newest `keep` of each
 * machine stay. Blocking: for workers, from any of them.
 */
class RevisionFolder
{
public:
    /** Empty: the user's data folder. */
    explicit RevisionFolder(QString folder = {}, int keep = 200);

    /** Newest first. */
    [[nodiscard]] QList<Revision> revisions(const MachineId &id) const;
    /** NotFound, FileUnreadable. */
    [[nodiscard]] Result<QString> xml(const MachineId &id, int number) const;
    /**
     * Keeps a definition unless the newest one means the same. A definition that was taken for another
     * program's becomes Vitrine's own when it says so within ten seconds: the hypervisor's event may
     * be quicker than the answer. false: nothing new. XmlInvalid, NoSpace, FileUnreadable.
     */
    [[nodiscard]] Result<bool> keep(const MachineId &id, const QString &xml, RevisionOrigin origin) const;

private:
    [[nodiscard]] QString folderOf(const MachineId &id) const;
    [[nodiscard]] Result<> write(const MachineId &id, const Revision &revision, const QString &xml) const;
    void claim(const MachineId &id, Revision revision, RevisionOrigin origin) const;
    void prune(const MachineId &id) const;

    QString m_folder;
    int m_keep;
};

} // namespace vitrine

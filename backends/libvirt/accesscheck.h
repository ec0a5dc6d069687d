// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <sys/types.h>

#include <optional>

namespace vitrine {

/** Whoever might open a file: user and groups. */
struct AccessSubject {
    uid_t user = 0;
    QList<gid_t> groups = {};
};

enum class AccessWish {
    Read,
    Search, ///< pass through a folder
};

/** The user that a system-wide libvirt runs guests as, with its groups; empty when there is none here. */
[[nodiscard]] std::optional<AccessSubject> serviceUser();

/** By permission bits and access list; false when the file can't be looked at. Blocking. */
[[nodiscard]] bool mayAccess(const QString &path, const AccessSubject &subject, AccessWish wish);

/** Owner, group and permission bits of a file. */
struct FileMode {
    uid_t user = 0;
    gid_t group = 0;
    mode_t mode = 0;
};
/**
 * The rule of POSIX.1e: owner, else named user, else any group that grants it, else others.
 * `accessList` is the value of the attribute system.posix_acl_access, empty without one. Pure.
 */
[[nodiscard]] bool permits(const FileMode &file, QByteArrayView accessList, const AccessSubject &subject, AccessWish wish);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/accesscheck.h"

#include <QFile>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <array>
#include <cstring>

namespace vitrine {
namespace {

constexpr unsigned readBit = 4;
constexpr unsigned searchBit = 1;

/** One entry of the attribute, little-endian on disk as on the hosts Vitrine is built for. */
struct AclEntry {
    quint16 tag;
    quint16 permissions;
    quint32 id;
};
enum AclTag : quint16 {
    NamedUser = 0x02,
    OwningGroup = 0x04,
    NamedGroup = 0x08,
    Mask = 0x10,
};

QList<AclEntry> parseAccessList(QByteArrayView data)
{
    QList<AclEntry> entries;
    constexpr qsizetype versionBytes = 4;
    for (qsizetype at = versionBytes; at + qsizetype(sizeof(AclEntry)) <= data.size(); at += sizeof(AclEntry)) {
        AclEntry entry = {};
        std::memcpy(&entry, data.data() + at, sizeof(entry));
        entries.append(entry);
    }
    return entries;
}

bool permitsByList(const FileMode &file, const QList<AclEntry> &entries, const AccessSubject &subject, unsigned bit)
{
    unsigned mask = 7;
    for (const AclEntry &entry : entries) {
        mask = entry.tag == Mask ? entry.permissions : mask;
    }
    bool inAGroup = false;
    bool groupGrants = false;
    for (const AclEntry &entry : entries) {
        if (entry.tag == NamedUser && entry.id == subject.user) {
            return entry.permissions & mask & bit;
        }
        const bool matches =
            (entry.tag == OwningGroup && subject.groups.contains(file.group)) || (entry.tag == NamedGroup && subject.groups.contains(entry.id));
        inAGroup = inAGroup || matches;
        groupGrants = groupGrants || (matches && (entry.permissions & mask & bit));
    }
    return inAGroup ? groupGrants : bool(file.mode & bit);
}

} // namespace

std::optional<AccessSubject> serviceUser()
{
    for (const char *name : {"libvirt-qemu", "qemu"}) {
        std::array<char, 4096> buffer = {};
        passwd entry = {};
        passwd *found = nullptr;
        if (getpwnam_r(name, &entry, buffer.data(), buffer.size(), &found) != 0 || !found) {
            continue;
        }
        std::array<gid_t, 64> groups = {};
        int count = int(groups.size());
        if (getgrouplist(name, entry.pw_gid, groups.data(), &count) < 0) {
            count = int(groups.size());
        }
        return AccessSubject{.user = entry.pw_uid, .groups = QList<gid_t>(groups.begin(), groups.begin() + count)};
    }
    return std::nullopt;
}

bool permits(const FileMode &file, QByteArrayView accessList, const AccessSubject &subject, AccessWish wish)
{
    const unsigned bit = wish == AccessWish::Read ? readBit : searchBit;
    if (file.user == subject.user) {
        return file.mode & (bit << 6);
    }
    if (!accessList.isEmpty()) {
        return permitsByList(file, parseAccessList(accessList), subject, bit);
    }
    if (subject.groups.contains(file.group)) {
        return file.mode & (bit << 3);
    }
    return file.mode & bit;
}

bool mayAccess(const QString &path, const AccessSubject &subject, AccessWish wish)
{
    const QByteArray native = QFile::encodeName(path);
    struct stat info = {};
    if (::stat(native.constData(), &info) != 0) {
        return false;
    }
    std::array<char, 4096> list = {};
    const ssize_t length = ::getxattr(native.constData(), "system.posix_acl_access", list.data(), list.size());
    const QByteArrayView accessList(list.data(), length > 0 ? length : 0);
    return permits({.user = info.st_uid, .group = info.st_gid, .mode = info.st_mode}, accessList, subject, wish);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/mediatext.h"

#include "models/errortext.h"

#include <KLocalizedString>

#include <QFileInfo>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

QString mediumKindText(const ImageFacts &facts)
{
    if (facts.isDisc) {
        return i18nc("@info kind of medium", "Disc image");
    }
    return facts.format.isEmpty() ? i18nc("@info kind of medium", "Disk")
                                  : i18nc("@info kind of medium, %1 is a format such as qcow2", "Disk (%1)", facts.format);
}

QString usersText(const MediaIndex &index, const QString &path)
{
    const MediaUsers users = index.users(path);
    QStringList names;
    for (const MediumUse &use : users.uses) {
        if (use.path != path) {
            continue;
        }
        names.append(use.snapshot.isEmpty() ? use.machineName : i18nc("@info a machine and its snapshot", "%1 (snapshot %2)", use.machineName, use.snapshot));
    }
    for (const QString &dependent : users.dependents) {
        names.append(QFileInfo(dependent).fileName());
    }
    names.removeDuplicates();
    return names.join(i18nc("@info separates names", ", "));
}

QString placeText(const MediaListing &listing, const Medium &medium)
{
    const auto place = std::ranges::find(listing.places, medium.placeId, &MediaPlace::id);
    return place == listing.places.end() ? QFileInfo(medium.facts.path).path() : place->name;
}

QString refusalText(const Error &refusal)
{
    if (refusal.code == ErrorCode::DiskInUse && !refusal.detail.isEmpty()) {
        QStringList names = refusal.detail.split(u'\n');
        for (QString &name : names) {
            name = name.startsWith(u'/') ? QFileInfo(name).fileName() : name;
        }
        return i18nc("@info:tooltip %1 is a list of names", "Not while it is used by %1.", names.join(i18nc("@info separates names", ", ")));
    }
    if (refusal.code == ErrorCode::NotSupported && refusal.detail == "snapshots inside"_L1) {
        return i18nc("@info:tooltip", "Not with snapshots inside: they would be lost.");
    }
    if (refusal.code == ErrorCode::NotSupported && refusal.detail == "a disc image"_L1) {
        return i18nc("@info:tooltip", "A disc image stays as it is.");
    }
    if (refusal.code == ErrorCode::NotSupported && refusal.detail == "encrypted"_L1) {
        return i18nc("@info:tooltip", "Not possible with an encrypted image.");
    }
    if (refusal.code == ErrorCode::NotSupported && refusal.detail == "not readable"_L1) {
        return i18nc("@info:tooltip %1 is a command", "Only the hypervisor's service may read this file. Check it with: %1", u"sudo qemu-img check '%1'"_s.arg(refusal.subject));
    }
    if (refusal.code == ErrorCode::NotSupported && refusal.detail == "not ours"_L1) {
        return i18nc("@info:tooltip", "The file belongs to the hypervisor's service, which can't do this. A copy takes up no more than it needs.");
    }
    if (refusal.code == ErrorCode::NotSupported && refusal.detail == "not by the service"_L1) {
        return i18nc("@info:tooltip", "The hypervisor's service can only move disks that stand alone.");
    }
    return errorLine(refusal);
}

QString checkText(const ImageCheck &found, bool repaired)
{
    if (!found.supported) {
        return i18nc("@info", "Images of this format keep no records of their own that could be checked.");
    }
    if (repaired && found.errors == 0) {
        return i18ncp("@info",
                      "One thing was repaired; the image is in order now.",
                      "%1 things were repaired; the image is in order now.",
                      int(found.repaired));
    }
    if (found.errors > 0) {
        return i18ncp("@info",
                      "The image is damaged in one place, and data may be lost. Copy it first, then repair it.",
                      "The image is damaged in %1 places, and data may be lost. Copy it first, then repair it.",
                      int(found.errors));
    }
    if (found.leaks > 0) {
        return i18ncp("@info",
                      "No data are damaged; one piece of the file takes room for nothing. Repairing gives it back.",
                      "No data are damaged; %1 pieces of the file take room for nothing. Repairing gives them back.",
                      int(found.leaks));
    }
    return i18nc("@info", "The image is in order.");
}

QString growHint(const QString &osId)
{
    if (osId.contains("/win/"_L1)) {
        return i18nc("@info", "Then, in Windows: open Disk Management, right-click the last partition and choose “Extend Volume”.");
    }
    if (osId.contains("bsd"_L1)) {
        return i18nc("@info", "Then, in the guest: enlarge the last partition with “gpart resize” and the file system with “growfs”.");
    }
    const QString linux = i18nc("@info",
                                "Then, in the guest: enlarge the last partition and its file system with GParted or Disks, or with “growpart” and “resize2fs” "
                                "(“xfs_growfs”, “btrfs filesystem resize”).");
    return osId.isEmpty() ? linux + u'\n' + i18nc("@info", "In Windows: Disk Management, “Extend Volume”.") : linux;
}

QString placeLimitText(const QString &type, bool perUser)
{
    if (type == "dir"_L1 || !perUser) {
        return {};
    }
    return type == "netfs"_L1
        ? i18nc("@info", "Connecting a network share needs administrator rights. Mount it in the file manager first, then add its folder here.")
        : i18nc("@info", "Volume groups need administrator rights: connect to qemu:///system for them.");
}

} // namespace vitrine

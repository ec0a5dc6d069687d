// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/mediauses.h"

#include "backends/core/domainxml.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

MediumDevice deviceOf(const pugi::xml_node &disk)
{
    const std::string_view device = disk.attribute("device").as_string("disk");
    if (device == "cdrom") {
        return MediumDevice::Disc;
    }
    return device == "floppy" ? MediumDevice::Floppy : MediumDevice::Disk;
}

QString sourcePath(const pugi::xml_node &source)
{
    for (const char *name : {"file", "dev"}) {
        if (const QString path = attributeOf(source, name); !path.isEmpty()) {
            return path;
        }
    }
    const QString pool = attributeOf(source, "pool");
    const QString volume = attributeOf(source, "volume");
    return pool.isEmpty() || volume.isEmpty() ? QString() : pool + u'/' + volume;
}

void addUse(QList<MediumUse> &uses, const QString &path, MediumUse use)
{
    if (path.isEmpty()) {
        return;
    }
    use.path = path;
    if (!uses.contains(use)) {
        uses.append(use);
    }
}

/** The disk's own source, and those of what it builds on or is mirrored to. */
void addSources(QList<MediumUse> &uses, const pugi::xml_node &node, const MediumUse &use)
{
    addUse(uses, sourcePath(node.child("source")), use);
    for (const char *name : {"backingStore", "mirror"}) {
        if (const pugi::xml_node below = node.child(name)) {
            MediumUse lower = use;
            lower.readOnly = lower.readOnly || name == std::string_view("backingStore");
            addSources(uses, below, lower);
        }
    }
    if (const pugi::xml_node store = node.child("source").child("dataStore")) {
        addSources(uses, store, use);
    }
}

QString lineFor(const MediumUse &use)
{
    return use.snapshot.isEmpty() ? use.machineName : use.machineName + u" ("_s + use.snapshot + u')';
}

QStringList linesFor(const QList<MediumUse> &uses, const QStringList &dependents)
{
    QStringList lines;
    for (const MediumUse &use : uses) {
        lines.append(lineFor(use));
    }
    lines += dependents;
    lines.removeDuplicates();
    return lines;
}

Error inUse(const QString &path, const QStringList &lines)
{
    return {.code = ErrorCode::DiskInUse, .subject = path, .detail = lines.join(u'\n'), .doing = {}};
}

bool changesData(MediaAction action)
{
    return action == MediaAction::Resize || action == MediaAction::Compact || action == MediaAction::Repair;
}

/** Whether the image itself can't be subject to the action, whoever uses it. */
std::optional<Error> ownRefusal(const ImageFacts &facts, MediaAction action)
{
    if (facts.problem && action != MediaAction::Remove) {
        return facts.problem;
    }
    const bool onlyDisks = changesData(action) || action == MediaAction::Check;
    if (facts.isDisc && onlyDisks) {
        return Error{.code = ErrorCode::NotSupported, .subject = facts.path, .detail = u"a disc image"_s};
    }
    const bool rewrites = action == MediaAction::Compact || action == MediaAction::Copy;
    if (facts.encrypted && rewrites) {
        return Error{.code = ErrorCode::NotSupported, .subject = facts.path, .detail = u"encrypted"_s};
    }
    if (action == MediaAction::Compact && !facts.snapshots.isEmpty()) {
        return Error{.code = ErrorCode::NotSupported, .subject = facts.path, .detail = u"snapshots inside"_s};
    }
    return std::nullopt;
}

/** What can't be done through the hypervisor's service with a file that is not this user's. */
std::optional<Error> serviceRefusal(const Medium &medium, MediaAction action)
{
    const auto refuse = [&medium](const QString &why) {
        return Error{.code = ErrorCode::NotSupported, .subject = medium.facts.path, .detail = why};
    };
    if (!medium.isReadable && action == MediaAction::Check) {
        return refuse(u"not readable"_s);
    }
    if (medium.isOwn) {
        return std::nullopt;
    }
    if (action == MediaAction::Compact || action == MediaAction::Repair) {
        return refuse(u"not ours"_s);
    }
    const bool standsAlone = medium.facts.backing.isEmpty() && (medium.facts.format == "raw"_L1 || medium.facts.format == "qcow2"_L1);
    return action == MediaAction::Move && !standsAlone ? std::optional(refuse(u"not by the service"_s)) : std::nullopt;
}

/** Whether a use stands in the way of the action. */
bool blocks(const MediumUse &use, MediaAction action)
{
    const bool written = use.running && !use.readOnly;
    switch (action) {
    case MediaAction::Copy:
    case MediaAction::Check:
        return written;
    case MediaAction::Resize:
        return use.running && (use.readOnly || use.device != MediumDevice::Disk); // what is written to grows as it runs
    case MediaAction::Compact:
    case MediaAction::Repair:
        return use.running;
    case MediaAction::Move:
        return use.running || !use.snapshot.isEmpty() || use.device == MediumDevice::Other;
    case MediaAction::Remove:
        return true;
    }
    return true;
}

} // namespace

QList<MediumUse> mediumUses(const DomainXml &xml)
{
    QList<MediumUse> uses;
    for (const pugi::xml_node disk : xml.root().child("devices").children("disk")) {
        MediumUse use;
        use.device = deviceOf(disk);
        use.target = attributeOf(disk.child("target"), "dev");
        use.readOnly = use.device == MediumDevice::Disc || disk.child("readonly") || disk.child("shareable");
        addSources(uses, disk, use);
    }
    const pugi::xml_node os = xml.root().child("os");
    for (const char *name : {"nvram", "kernel", "initrd"}) {
        const pugi::xml_node node = os.child(name);
        const QString path = node.child("source") ? sourcePath(node.child("source")) : textOf(node).trimmed();
        addUse(uses, path, {.device = MediumDevice::Other, .target = QString::fromLatin1(name), .readOnly = name != std::string_view("nvram")});
    }
    return uses;
}

bool replaceMedium(DomainXml &xml, const QString &from, const QString &to)
{
    const std::string wanted = from.toStdString();
    bool found = false;
    const pugi::xpath_node_set sources = xml.root().select_nodes("devices/disk//source[@file]");
    for (const pugi::xpath_node &match : sources) {
        const pugi::xml_node source = match.node();
        if (source.attribute("file").as_string() == wanted) {
            setAttribute(source, "file", xmlText(to));
            found = true;
        }
    }
    return found;
}

MediaIndex::MediaIndex(const MediaListing &listing)
    : m_media(listing.media)
{
    for (qsizetype i = 0; i < m_media.size(); ++i) {
        const ImageFacts &facts = m_media.at(i).facts;
        m_positions.insert(facts.path, i);
        if (!facts.backing.isEmpty()) {
            m_children.insert(facts.backing, facts.path);
        }
    }
    for (const MediumUse &use : listing.uses) {
        m_uses.insert(use.path, use);
    }
}

const Medium *MediaIndex::find(const QString &path) const
{
    const auto position = m_positions.constFind(path);
    return position == m_positions.cend() ? nullptr : &m_media.at(*position);
}

QStringList MediaIndex::backingChain(const QString &path) const
{
    QStringList chain;
    const Medium *medium = find(path);
    while (medium && !medium->facts.backing.isEmpty() && medium->facts.backing != path && !chain.contains(medium->facts.backing)) {
        chain.append(medium->facts.backing);
        medium = find(medium->facts.backing);
    }
    return chain;
}

QStringList MediaIndex::children(const QString &path) const
{
    QStringList children = m_children.values(path);
    children.sort();
    return children;
}

MediaUsers MediaIndex::users(const QString &path) const
{
    MediaUsers users;
    QStringList open{path};
    while (!open.isEmpty()) {
        const QStringList below = children(open.takeFirst());
        for (const QString &child : below) {
            if (child != path && !users.dependents.contains(child)) {
                users.dependents.append(child);
                open.append(child);
            }
        }
    }
    for (const QString &used : QStringList{path} + users.dependents) {
        QList<MediumUse> uses = m_uses.values(used);
        std::ranges::reverse(uses); // into the order of the listing
        users.uses += uses;
    }
    return users;
}

std::optional<Error> mediaRefusal(const MediaIndex &index, const QString &path, MediaAction action)
{
    const Medium *medium = index.find(path);
    if (!medium) {
        return Error{.code = ErrorCode::FileMissing, .subject = path};
    }
    if (const auto refusal = ownRefusal(medium->facts, action)) {
        return refusal;
    }
    if (const auto refusal = serviceRefusal(*medium, action)) {
        return refusal;
    }
    const bool reads = action == MediaAction::Copy || action == MediaAction::Check;
    const MediaUsers users = index.users(path);
    if (!reads && !users.dependents.isEmpty()) {
        return inUse(path, linesFor(users.uses, users.dependents));
    }
    QList<MediumUse> blocking;
    std::ranges::copy_if(users.uses, std::back_inserter(blocking), [action, &path](const MediumUse &use) {
        return use.path == path && blocks(use, action);
    });
    return blocking.isEmpty() ? std::nullopt : std::optional(inUse(path, linesFor(blocking, {})));
}

} // namespace vitrine

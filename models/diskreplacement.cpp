// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecommands.h"

#include "backends/core/mediarole.h"
#include "backends/core/properties/deviceedit.h"
#include "backends/core/properties/property.h"
#include "vitrinemodelslogging.h"

#include <QPointer>

#include <algorithm>

namespace vitrine {

namespace {

/** What an unsuitable image would end as: at best a guest that does not start, at worst its data overwritten. */
Result<> suits(const ImageFacts &image, const QString &format)
{
    // The hypervisor may see what this program can't.
    if (image.problem && image.problem->code != ErrorCode::FileUnreadable) {
        return fail(*image.problem);
    }
    const QString expected = format.isEmpty() ? QStringLiteral("raw") : format;
    if (!image.format.isEmpty() && image.format != expected) {
        return fail(ErrorCode::WrongDiskFormat, image.path, QStringLiteral("%1 in place of %2").arg(image.format, expected), QStringLiteral("replace-disk"));
    }
    return {};
}

Result<QString> withImage(const QString &definition, const QString &target, const QString &path, const ImageFacts &image)
{
    auto xml = DomainXml::parse(definition);
    if (!xml) {
        return fail(xml.error());
    }
    const QList<DiskDetails> disks = machineDetails(*xml).disks;
    const auto disk = std::ranges::find(disks, target, &DiskDetails::target);
    if (disk == disks.cend()) {
        return fail(ErrorCode::NotFound, target, {}, QStringLiteral("replace-disk"));
    }
    if (const Result<> suitable = suits(image, disk->format); !suitable) {
        return fail(suitable.error());
    }
    const DeviceRef device{.element = QStringLiteral("disk"), .index = int(disk - disks.cbegin())};
    if (const Result<> set = setPropertyValue(*xml, *findProperty(u"disk.source"), device, path); !set) {
        return fail(set.error());
    }
    return xml->toString();
}

} // namespace

std::optional<DiskDetails> replaceableDisk(const QList<DiskDetails> &disks, const QString &path)
{
    static const QStringList types{QStringLiteral("file"), QStringLiteral("block")};
    const auto disk = std::ranges::find_if(disks, [&path](const DiskDetails &disk) {
        return disk.source == path && (disk.kind != DiskDetails::Kind::Disk || types.contains(disk.sourceType));
    });
    return path.isEmpty() || disk == disks.cend() ? std::nullopt : std::optional(*disk);
}

void MachineCommands::startWithDisk(const MachineId &id, const QString &target, const QString &path)
{
    const auto action = [this, id, target, path](Backend *) {
        return replaceDiskAndStart(id, target, path);
    };
    edit(id, action, [this, id] {
        Q_EMIT started(id);
    });
}

Task<> MachineCommands::replaceDiskAndStart(MachineId id, QString target, QString path)
{
    const QPointer self(this);
    const QPointer backend(m_store->backend(id));
    const Result<QString> stored = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    if (!stored) {
        co_return fail(stored.error());
    }
    if (!backend) {
        co_return fail(Error::cancelled());
    }
    const Result<ImageFacts> image = co_await backend->media()->inspect(path);
    if (!image) {
        co_return fail(image.error());
    }
    const Result<QString> after = withImage(*stored, target, path, *image);
    if (!after) {
        co_return fail(after.error());
    }
    if (!self || !backend) {
        co_return fail(Error::cancelled());
    }
    qCInfo(VITRINE_MODELS) << "disk" << target << "of" << id << "is now" << path;
    const Result<QString> applied = co_await backend->hardware()->apply(id, {.before = *stored, .after = *after, .live = false, .moved = true});
    if (!applied) {
        co_return fail(applied.error());
    }
    if (!self) {
        co_return fail(Error::cancelled());
    }
    co_return co_await startAsItIs(id);
}

} // namespace vitrine

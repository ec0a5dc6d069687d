// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Definitions, images and screens on a live per-user daemon.

#include "backends/core/domainxml.h"
#include "tests/integration/libvirtfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vitrine::test {
namespace {

constexpr quint64 GiB = 1024ULL * 1024 * 1024;

class LibvirtMachines : public LiveBackend
{
protected:
    /** virsh's lines without its table head. */
    [[nodiscard]] QString pools() const
    {
        return session->virsh({QStringLiteral("pool-list"), QStringLiteral("--all"), QStringLiteral("--name")}).trimmed();
    }
};

TEST_F(LibvirtMachines, TakesEveryGoldenDefinition)
{
    const HostCapabilities host = await(backend->host()->capabilities()).value_or(HostCapabilities{});
    const QDir goldens(QStringLiteral(VITRINE_TEST_DATA "/golden"));
    const QStringList names = goldens.entryList({QStringLiteral("*.xml")});
    ASSERT_FALSE(names.isEmpty());
    for (const QString &name : names) {
        QFile file(goldens.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        Result<DomainXml> xml = DomainXml::parse(QString::fromUtf8(file.readAll()));
        ASSERT_TRUE(ok(xml)) << name.toStdString();
        if (!host.offersKvm) {
            xml->setAcceleration(false);
        }
        const Result<MachineId> id = await(backend->definitions()->define(xml->toString()));
        EXPECT_TRUE(ok(id)) << name.toStdString();
        EXPECT_TRUE(!id || machine(*id).detailsKnown);
        EXPECT_TRUE(!id || ok(await(backend->definitions()->undefine(*id, {}))));
    }
}

TEST_F(LibvirtMachines, KnowsWhatTheHostHas)
{
    const Result<HostCapabilities> host = await(backend->host()->capabilities());
    ASSERT_TRUE(ok(host));
    EXPECT_TRUE(host->offersEmulation);
    EXPECT_TRUE(host->vnc);
    EXPECT_GT(host->memoryBytes, 256U << 20);
    EXPECT_GT(host->processors, 0);
    EXPECT_GT(host->maxProcessors, 1);
    EXPECT_EQ(host->uefi, QFile::exists(QStringLiteral("/usr/share/OVMF/OVMF_CODE_4M.fd")));
    if (host->uefi) {
        EXPECT_EQ(host->uefiLoader, QStringLiteral("/usr/share/OVMF/OVMF_CODE_4M.fd"));
        EXPECT_EQ(host->uefiVarsTemplate, QStringLiteral("/usr/share/OVMF/OVMF_VARS_4M.fd"));
        EXPECT_EQ(host->secureBootLoader, QStringLiteral("/usr/share/OVMF/OVMF_CODE_4M.ms.fd"));
        EXPECT_EQ(host->secureBootVarsTemplate, QStringLiteral("/usr/share/OVMF/OVMF_VARS_4M.ms.fd"));
    }
    EXPECT_EQ(host->missingPieces.contains(QStringLiteral("passt")), !host->passt);
}

TEST_F(LibvirtMachines, DiskImagesLeaveNoPoolBehind)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("new/deeper/d.qcow2"));
    ASSERT_TRUE(ok(await(backend->storage()->createDiskImage({.path = path, .capacityBytes = 5 * GiB}, {}))));
    EXPECT_EQ(pools(), QString());
    QProcess info;
    info.start(QStringLiteral("qemu-img"), {QStringLiteral("info"), QStringLiteral("--output=json"), path});
    ASSERT_TRUE(info.waitForFinished());
    const QJsonObject facts = QJsonDocument::fromJson(info.readAllStandardOutput()).object();
    EXPECT_EQ(facts[QLatin1String("format")].toString(), QStringLiteral("qcow2"));
    EXPECT_EQ(quint64(facts[QLatin1String("virtual-size")].toInteger()), 5 * GiB);
    ASSERT_TRUE(ok(await(backend->storage()->deleteDiskImage(path))));
    EXPECT_FALSE(QFile::exists(path));
    EXPECT_EQ(pools(), QString());
}

TEST_F(LibvirtMachines, UsesThePoolThatIsThere)
{
    QTemporaryDir folder;
    session->virsh({QStringLiteral("pool-create-as"), QStringLiteral("mine"), QStringLiteral("dir"), QStringLiteral("--target"), folder.path()});
    const QString path = folder.filePath(QStringLiteral("d.qcow2"));
    ASSERT_TRUE(ok(await(backend->storage()->createDiskImage({.path = path, .capacityBytes = GiB}, {}))));
    EXPECT_EQ(pools(), QStringLiteral("mine"));
    // Made behind the pool's back.
    const QString other = folder.filePath(QStringLiteral("other.raw"));
    QFile file(other);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_TRUE(await(backend->storage()->exists(other)).value_or(false));
    EXPECT_EQ(await(backend->storage()->createDiskImage({.path = other, .capacityBytes = GiB}, {})).error().code, ErrorCode::FileExists);
    EXPECT_EQ(file.size(), 0);
    EXPECT_TRUE(ok(await(backend->storage()->deleteDiskImage(path))));
    EXPECT_TRUE(ok(await(backend->storage()->deleteDiskImage(other))));
    EXPECT_EQ(pools(), QStringLiteral("mine"));
}

TEST_F(LibvirtMachines, FailedImagesTakeTheirFoldersBack)
{
    QTemporaryDir folder;
    const QString closed = folder.filePath(QStringLiteral("closed"));
    ASSERT_TRUE(QDir().mkdir(closed));
    ASSERT_EQ(::chmod(QFile::encodeName(closed).constData(), 0500), 0);
    const Result<> made = await(backend->storage()->createDiskImage({.path = closed + QStringLiteral("/d.qcow2"), .capacityBytes = GiB}, {}));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::FileUnreadable) << made.error().detail.toStdString();
    EXPECT_EQ(pools(), QString());
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(await(backend->storage()->createDiskImage({.path = folder.filePath(QStringLiteral("a/b.qcow2")), .capacityBytes = GiB}, stop.get_token())));
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("a"))));
}

TEST_F(LibvirtMachines, DefaultPlaceIsWhereOtherToolsLook)
{
    const Result<StoragePlace> place = await(backend->storage()->defaultPlace());
    ASSERT_TRUE(ok(place));
    EXPECT_EQ(place->folder, qEnvironmentVariable("XDG_DATA_HOME") + QLatin1String("/libvirt/images"));
    EXPECT_GT(place->freeBytes, 0U);
}

TEST_F(LibvirtMachines, ReadableMeansReadableByThisUser)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.iso"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    StorageRole *storage = backend->storage();
    EXPECT_TRUE(ok(await(storage->checkReadable(path))));
    EXPECT_EQ(await(storage->checkReadable(folder.path())).error().code, ErrorCode::FileIsFolder);
    ASSERT_EQ(::chmod(QFile::encodeName(path).constData(), 0), 0);
    EXPECT_EQ(await(storage->checkReadable(path)).error().code, ErrorCode::NotReadableByHypervisor);
}

TEST_F(LibvirtMachines, MissingDiskIsNamed)
{
    const MachineId id = defineSmall(QStringLiteral("m"),
                                     QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/nowhere/d.qcow2'/>"
                                                    "<target dev='vda' bus='virtio'/></disk>"));
    const Result<> started = await(backend->power()->start(id, {}));
    ASSERT_FALSE(started.has_value());
    EXPECT_EQ(started.error().code, ErrorCode::FileMissing);
    EXPECT_EQ(started.error().subject, QStringLiteral("/nowhere/d.qcow2"));
    EXPECT_EQ(machine(id).state, MachineState::Off);
}

TEST_F(LibvirtMachines, DiskOfARunningMachineIsInUse)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("d.qcow2"));
    ASSERT_TRUE(ok(await(backend->storage()->createDiskImage({.path = path, .capacityBytes = GiB}, {}))));
    const QString disk =
        QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%1'/><target dev='vda' bus='virtio'/></disk>")
            .arg(path);
    startSmall(QStringLiteral("one"), disk);
    const MachineId two = defineSmall(QStringLiteral("two"), disk);
    const Result<> started = await(backend->power()->start(two, {}));
    ASSERT_FALSE(started.has_value());
    EXPECT_EQ(started.error().code, ErrorCode::DiskInUse) << started.error().detail.toStdString();
}

TEST_F(LibvirtMachines, ScreenshotShowsTheFirmware)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    EXPECT_TRUE(waitUntil([&] {
        const Result<QImage> picture = await(backend->console()->screenshot(id, 0));
        if (!picture) {
            return false;
        }
        for (int y = 0; y < picture->height(); ++y) {
            for (int x = 0; x < picture->width(); ++x) {
                if (picture->pixel(x, y) != picture->pixel(0, 0)) {
                    return true;
                }
            }
        }
        return false;
    }));
}

TEST_F(LibvirtMachines, GraphicsSocketSpeaksToTheEmulator)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    const auto socket = await(backend->console()->openGraphics(id, 0));
    ASSERT_TRUE(ok(socket));
    pollfd wait = {.fd = (*socket)->get(), .events = POLLIN, .revents = 0};
    ASSERT_EQ(::poll(&wait, 1, 10000), 1);
    char greeting[13] = {};
    ASSERT_EQ(::read((*socket)->get(), greeting, 12), 12);
    EXPECT_STREQ(greeting, "RFB 003.008\n");
    EXPECT_FALSE(await(backend->console()->openGraphics(id, 7)).has_value());
}

TEST_F(LibvirtMachines, SavingCanBeStoppedWhileItRuns)
{
    // Enough memory with something in it would take long; the wish comes before the answer in any case.
    const MachineId id = startSmall(QStringLiteral("m"));
    std::stop_source stop;
    Task<> saving = backend->power()->saveState(id, stop.get_token());
    stop.request_stop();
    const Result<> saved = await(std::move(saving));
    const MachineState state = machine(id).state;
    if (saved) {
        EXPECT_EQ(state, MachineState::Saved) << "it was done before it could be stopped";
    } else {
        EXPECT_EQ(saved.error().code, ErrorCode::Cancelled) << saved.error().detail.toStdString();
        EXPECT_TRUE(waitUntil([&] {
            return machine(id).state == MachineState::Running;
        }));
    }
}

TEST_F(LibvirtMachines, SecretsStayInTheDefinition)
{
    QString xml = liveMachineXml(QStringLiteral("m"), QUuid::createUuid().toString(QUuid::WithoutBraces));
    xml.replace(QLatin1String("<graphics type='vnc'>"), QLatin1String("<graphics type='vnc' passwd='geheim'>"));
    const MachineId id = define(xml);
    const Result<QString> stored = await(backend->definitions()->xml(id, DefinitionKind::Stored));
    ASSERT_TRUE(ok(stored));
    EXPECT_TRUE(stored->contains(QLatin1String("geheim"))) << "storing it again would lose it";
}

} // namespace
} // namespace vitrine::test

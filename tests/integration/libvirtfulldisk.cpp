// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A guest writes until the host's file system is full. Needs a small file system: a tmpfs in a mount
// namespace of the test's own, for which a program must ask before it has threads.

#include "tests/integration/libvirtfixture.h"
#include "tests/support/privatefolders.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vitrine::test {
namespace {

bool writeFile(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/** Empty, or why there is no namespace. */
QString enterNamespace()
{
    const QByteArray user = QByteArray::number(::geteuid());
    const QByteArray group = QByteArray::number(::getegid());
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
        return QStringLiteral("no user namespace: ") + QString::fromLocal8Bit(std::strerror(errno));
    }
    const QByteArray userMap = user + ' ' + user + " 1";
    const QByteArray groupMap = group + ' ' + group + " 1";
    if (!writeFile("/proc/self/setgroups", "deny") || !writeFile("/proc/self/uid_map", userMap) || !writeFile("/proc/self/gid_map", groupMap)) {
        return QStringLiteral("the namespace can't be set up");
    }
    return {};
}

QString namespaceProblem;

class FullDisk : public LiveBackend
{
protected:
    void SetUp() override
    {
        if (!namespaceProblem.isEmpty()) {
            GTEST_SKIP() << namespaceProblem.toStdString();
        }
        if (::mount("none", QFile::encodeName(place.path()).constData(), "tmpfs", 0, "size=12m,mode=0777") != 0) {
            GTEST_SKIP() << "no tmpfs can be mounted: " << std::strerror(errno);
        }
        LiveBackend::SetUp();
    }
    void TearDown() override
    {
        LiveBackend::TearDown();
        ::umount2(QFile::encodeName(place.path()).constData(), MNT_DETACH);
    }

    QTemporaryDir place;
};

TEST_F(FullDisk, PausesTheGuestUntilThereIsRoom)
{
    const QString ballast = place.filePath(QStringLiteral("ballast"));
    QFile filler(ballast);
    ASSERT_TRUE(filler.open(QIODevice::WriteOnly));
    filler.write(QByteArray(6 << 20, 'x'));
    filler.close();
    const QString disk = place.filePath(QStringLiteral("d.qcow2"));
    ASSERT_EQ(QProcess::execute(QStringLiteral("qemu-img"),
                                {QStringLiteral("convert"),
                                 QStringLiteral("-f"),
                                 QStringLiteral("raw"),
                                 QStringLiteral("-O"),
                                 QStringLiteral("qcow2"),
                                 QStringLiteral(VITRINE_GUESTS "/filldisk.img"),
                                 disk}),
              0);
    ASSERT_EQ(QProcess::execute(QStringLiteral("qemu-img"), {QStringLiteral("resize"), QStringLiteral("-q"), disk, QStringLiteral("64M")}), 0);
    const MachineId id = startSmall(QStringLiteral("m"),
                                    QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%1'/>"
                                                   "<target dev='vda' bus='virtio'/></disk>")
                                        .arg(disk));
    ASSERT_TRUE(waitUntil([&] {
        return machine(id).state == MachineState::Paused;
    }));
    EXPECT_EQ(machine(id).reason, StateReason::DiskFull);
    ASSERT_TRUE(QFile::remove(ballast));
    EXPECT_TRUE(ok(await(backend->power()->resume(id))));
    EXPECT_EQ(machine(id).state, MachineState::Running);
    EXPECT_TRUE(ok(await(backend->power()->forceOff(id))));
}

TEST_F(FullDisk, RefusesImagesWithoutRoom)
{
    QFile filler(place.filePath(QStringLiteral("ballast")));
    ASSERT_TRUE(filler.open(QIODevice::WriteOnly));
    filler.write(QByteArray(12 << 20, 'x'));
    filler.close();
    const QString path = place.filePath(QStringLiteral("d.qcow2"));
    const Result<> made = await(backend->storage()->createDiskImage({.path = path, .capacityBytes = 1 << 20}, {}));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::NoSpace);
    EXPECT_FALSE(QFile::exists(path));
}

} // namespace
} // namespace vitrine::test

int main(int argc, char **argv)
{
    vitrine::test::namespaceProblem = vitrine::test::enterNamespace();
    vitrine::test::usePrivateFolders();
    const QGuiApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}

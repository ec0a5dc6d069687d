// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinedevices.h"
#include "tests/unit/modelsfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>

namespace vitrine::test {
namespace {

class MachineDevicesTest : public ModelsTest
{
protected:
    void SetUp() override
    {
        open(QStringLiteral("scenario=default&delay=0"));
        id = idOf(QStringLiteral("Debian 13"));
        devices = std::make_unique<MachineDevices>(&store, &commands, id);
        ASSERT_TRUE(waitUntil([this] {
            return devices->isKnown();
        }));
    }
    QString disc() const
    {
        for (const DiskDetails &disk : devices->details().disks) {
            if (disk.kind == DiskDetails::Kind::Cdrom) {
                return disk.source;
            }
        }
        return QStringLiteral("(no drive)");
    }
    QString discDrive() const
    {
        for (const DiskDetails &disk : devices->details().disks) {
            if (disk.kind == DiskDetails::Kind::Cdrom) {
                return disk.target;
            }
        }
        return {};
    }

    OperationList operations;
    MachineCommands commands{&store, &operations};
    QSignalSpy failed{&commands, &MachineCommands::failed};
    MachineId id;
    std::unique_ptr<MachineDevices> devices;
};

TEST_F(MachineDevicesTest, FollowAMediumThatIsChanged)
{
    const QString path = QStringLiteral("/demo/images/debian.iso");
    EXPECT_TRUE(disc().isEmpty());
    commands.changeMedium(id, discDrive(), path);
    EXPECT_TRUE(waitUntil([&] {
        return disc() == path;
    })) << failed.count();
    commands.changeMedium(id, discDrive(), {});
    EXPECT_TRUE(waitUntil([this] {
        return disc().isEmpty();
    }));
}

TEST_F(MachineDevicesTest, FollowACableThatIsPulled)
{
    ASSERT_FALSE(devices->details().nics.isEmpty());
    commands.setLinkUp(id, devices->details().nics.first().mac, false);
    EXPECT_TRUE(waitUntil([this] {
        return !devices->details().nics.first().linkUp;
    }));
}

TEST_F(MachineDevicesTest, AFailedChangeIsToldAndChangesNothing)
{
    commands.changeMedium(id, QStringLiteral("nosuch"), QStringLiteral("/x.iso"));
    ASSERT_TRUE(waitUntil([this] {
        return failed.count() == 1;
    }));
    EXPECT_EQ(failed.first().at(1).value<Error>().code, ErrorCode::NotFound);
    EXPECT_TRUE(disc().isEmpty());
}

TEST_F(MachineDevicesTest, TheFastDisplayIsStoredForTheNextStart)
{
    QString stored = *await(commands.definitionXml(id, DefinitionKind::Stored));
    stored.remove(QRegularExpression(QStringLiteral("<graphics type=.dbus.[^>]*>")));
    ASSERT_FALSE(stored.contains(QStringLiteral("dbus")));
    ASSERT_TRUE(await(backend->definitions()->define(stored)));
    commands.addFastDisplay(id);
    EXPECT_TRUE(waitUntil([this] {
        return !commands.isBusy(id);
    }));
    EXPECT_EQ(failed.count(), 0);
    EXPECT_TRUE(await(commands.definitionXml(id, DefinitionKind::Stored))->contains(QStringLiteral("dbus")));
}

TEST_F(MachineDevicesTest, NothingIsSignalledWhenNothingChanged)
{
    const QSignalSpy changed(devices.get(), &MachineDevices::changed);
    for (int i = 0; i < 20; ++i) {
        Q_EMIT backend->machineEvent(id, MachineEvent::DevicesChanged);
    }
    QCoro::waitFor(commands.details(id));
    QCoreApplication::processEvents();
    EXPECT_EQ(changed.count(), 0);
}

} // namespace
} // namespace vitrine::test

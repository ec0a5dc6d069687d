// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"
#include "tests/contract/contractfixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <pugixml.hpp>

namespace vitrine::test {
namespace {

const QString mac = QStringLiteral("52:54:00:12:34:56");

class HardwareContract : public Contract
{
protected:
    MachineId drive()
    {
        return defined(QStringLiteral("drive"), QStringLiteral("<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><readonly/></disk>"));
    }
    /** With its processors at rest: firmware resets the drives when it starts, which QEMU can't bear while a disc is changed. */
    void startBeforeFirmware(const MachineId &id)
    {
        ASSERT_TRUE(succeeded(await(backend->power()->start(id, {.paused = true}))));
    }
    QString medium()
    {
        const QString path = m_folder.filePath(QStringLiteral("a, b & c.iso"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.resize(1 << 20));
        return path;
    }
    QString read(const MachineId &id, DefinitionKind kind, const char *xpath)
    {
        const Result<QString> text = await(backend->definitions()->xml(id, kind));
        EXPECT_TRUE(succeeded(text));
        const Result<DomainXml> xml = DomainXml::parse(text.value_or(QString()));
        return xml ? QString::fromUtf8(xml->root().select_node(xpath).attribute().value()) : QString();
    }

private:
    QTemporaryDir m_folder;
};

constexpr const char *mediumPath = "devices/disk[target/@dev='hdc']/source/@file";
constexpr const char *linkPath = "devices/interface/link/@state";

TEST_P(HardwareContract, MediumOfAMachineThatIsOff)
{
    const MachineId id = drive();
    const QString path = medium();
    ASSERT_TRUE(succeeded(await(backend->hardware()->changeMedium(id, QStringLiteral("hdc"), path))));
    EXPECT_EQ(read(id, DefinitionKind::Stored, mediumPath), path);
    ASSERT_TRUE(succeeded(await(backend->hardware()->changeMedium(id, QStringLiteral("hdc"), {}))));
    EXPECT_EQ(read(id, DefinitionKind::Stored, mediumPath), QString());
}

TEST_P(HardwareContract, MediumOfARunningMachineNowAndAfterRestart)
{
    const MachineId id = drive();
    const QString path = medium();
    ASSERT_NO_FATAL_FAILURE(startBeforeFirmware(id));
    ASSERT_TRUE(succeeded(await(backend->hardware()->changeMedium(id, QStringLiteral("hdc"), path))));
    EXPECT_EQ(read(id, DefinitionKind::Active, mediumPath), path);
    EXPECT_EQ(read(id, DefinitionKind::Stored, mediumPath), path);
    ASSERT_TRUE(succeeded(await(backend->hardware()->changeMedium(id, QStringLiteral("hdc"), {}))));
    EXPECT_EQ(read(id, DefinitionKind::Active, mediumPath), QString());
    EXPECT_EQ(read(id, DefinitionKind::Stored, mediumPath), QString());
}

TEST_P(HardwareContract, NoSuchDriveOrAdapterChangesNothing)
{
    const MachineId id = drive();
    const QString before = await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString());
    EXPECT_EQ(codeOf(await(backend->hardware()->changeMedium(id, QStringLiteral("sdz"), medium()))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(await(backend->hardware()->setLinkUp(id, mac, false))), ErrorCode::NotFound);
    EXPECT_EQ(await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString()), before);
}

TEST_P(HardwareContract, LinkIsPulledAndPluggedAgain)
{
    const MachineId id =
        defined(QStringLiteral("cable"), QStringLiteral("<interface type='user'><mac address='%1'/><model type='virtio'/></interface>").arg(mac));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    const Result<> pulled = await(backend->hardware()->setLinkUp(id, mac.toUpper(), false));
    if (!pulled && pulled.error().code == ErrorCode::NotSupported) {
        GTEST_SKIP() << "this driver cannot change the link: " << pulled.error().detail.toStdString();
    }
    ASSERT_TRUE(succeeded(pulled));
    EXPECT_EQ(read(id, DefinitionKind::Active, linkPath), QStringLiteral("down"));
    EXPECT_EQ(read(id, DefinitionKind::Stored, linkPath), QStringLiteral("down"));
    ASSERT_TRUE(succeeded(await(backend->hardware()->setLinkUp(id, mac, true))));
    EXPECT_NE(read(id, DefinitionKind::Active, linkPath), QStringLiteral("down"));
    EXPECT_NE(read(id, DefinitionKind::Stored, linkPath), QStringLiteral("down"));
}

TEST_P(HardwareContract, ApplyStoresAnEdit)
{
    const MachineId id = drive();
    const QString before = await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString());
    DomainXml after = *DomainXml::parse(before);
    after.setTitle(QStringLiteral("new title"));
    const Result<QString> applied = await(backend->hardware()->apply(id, {.before = before, .after = after.toString()}));
    ASSERT_TRUE(succeeded(applied));
    EXPECT_TRUE(applied->contains(QLatin1String("new title")));
    EXPECT_EQ(machine(id).title, QStringLiteral("new title"));
}

TEST_P(HardwareContract, ApplyReachesARunningMachineToo)
{
    const MachineId id = drive();
    ASSERT_NO_FATAL_FAILURE(startBeforeFirmware(id));
    const QString before = await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString());
    DomainXml after = *DomainXml::parse(before);
    const QString path = medium();
    ASSERT_TRUE(succeeded(after.setMedium(QStringLiteral("hdc"), path)));
    ASSERT_TRUE(succeeded(await(backend->hardware()->apply(id, {.before = before, .after = after.toString()}))));
    EXPECT_EQ(read(id, DefinitionKind::Active, mediumPath), path);
    EXPECT_EQ(read(id, DefinitionKind::Stored, mediumPath), path);
}

TEST_P(HardwareContract, ApplyNeverOverwritesAnotherProgramsChange)
{
    const MachineId id = drive();
    const QString before = await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString());
    DomainXml theirs = *DomainXml::parse(before);
    theirs.setTitle(QStringLiteral("theirs"));
    ASSERT_TRUE(succeeded(await(backend->definitions()->define(theirs.toString()))));
    DomainXml mine = *DomainXml::parse(before);
    mine.setTitle(QStringLiteral("mine"));
    EXPECT_EQ(codeOf(await(backend->hardware()->apply(id, {.before = before, .after = mine.toString()}))), ErrorCode::ChangedElsewhere);
    EXPECT_EQ(machine(id).title, QStringLiteral("theirs"));
}

TEST_P(HardwareContract, ApplyRefusesWhatIsInvalid)
{
    const MachineId id = drive();
    const QString before = await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString());
    QString invalid = before;
    invalid.replace(QLatin1String("<devices>"), QLatin1String("<nonsense/><devices>"));
    EXPECT_EQ(codeOf(await(backend->hardware()->apply(id, {.before = before, .after = invalid}))), ErrorCode::XmlInvalid);
    EXPECT_EQ(await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString()), before);
}

INSTANTIATE_TEST_SUITE_P(Demo, HardwareContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, HardwareContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, HardwareContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
#endif

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/history/definitionhistory.h"
#include "tests/unit/modelsfixture.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

QString definition(const QString &title, const QString &name = u"m"_s)
{
    return u"<domain type='kvm'><name>%1</name><uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid><title>%2</title><memory>65536</memory></domain>"_s.arg(name,
                                                                                                                                                        title);
}

const MachineId somebody{.connection = u"qemu:///session"_s, .uuid = QUuid(u"c7a5fdbd-edaf-9455-926a-d65c16db1809"_s)};

class RevisionFolderTest : public testing::Test
{
protected:
    QTemporaryDir place;
    RevisionFolder folder{place.path(), 5};
};

TEST_F(RevisionFolderTest, KeepsWhatDiffers)
{
    EXPECT_TRUE(folder.keep(somebody, definition(u"a"_s), RevisionOrigin::Found).value_or(false));
    EXPECT_FALSE(folder.keep(somebody, u"<!-- c -->"_s + definition(u"a"_s), RevisionOrigin::Applied).value_or(true));
    EXPECT_TRUE(folder.keep(somebody, definition(u"b"_s, u"renamed"_s), RevisionOrigin::Applied).value_or(false));
    const QList<Revision> all = folder.revisions(somebody);
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[0].number, 2);
    EXPECT_EQ(all[0].origin, RevisionOrigin::Applied);
    EXPECT_EQ(all[1].origin, RevisionOrigin::Found);
    EXPECT_EQ(folder.xml(somebody, 1).value_or(QString()), definition(u"a"_s));
    EXPECT_EQ(folder.xml(somebody, 7).error().code, ErrorCode::NotFound);
}

TEST_F(RevisionFolderTest, IsBoundedAndNumbersGoOn)
{
    for (int i = 0; i < 9; ++i) {
        EXPECT_TRUE(folder.keep(somebody, definition(QString::number(i)), RevisionOrigin::Applied).value_or(false));
    }
    const QList<Revision> all = folder.revisions(somebody);
    ASSERT_EQ(all.size(), 5);
    EXPECT_EQ(all.first().number, 9);
    EXPECT_EQ(all.last().number, 5);
}

TEST_F(RevisionFolderTest, AnEventThatWasQuickerThanTheAnswer)
{
    ASSERT_TRUE(folder.keep(somebody, definition(u"a"_s), RevisionOrigin::Elsewhere).value_or(false));
    EXPECT_FALSE(folder.keep(somebody, definition(u"a"_s), RevisionOrigin::Applied).value_or(true));
    EXPECT_EQ(folder.revisions(somebody).first().origin, RevisionOrigin::Applied);
}

TEST_F(RevisionFolderTest, FilesAreTheUsersAlone)
{
    ASSERT_TRUE(folder.keep(somebody, definition(u"a"_s), RevisionOrigin::Applied).value_or(false));
    QDirIterator files(place.path(), {u"*.xml"_s}, QDir::Files, QDirIterator::Subdirectories);
    ASSERT_TRUE(files.hasNext());
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    EXPECT_FALSE(files.nextFileInfo().permissions() & others);
}

TEST_F(RevisionFolderTest, WhatIsNoDefinitionIsNotKept)
{
    EXPECT_EQ(folder.keep(somebody, u"<domain"_s, RevisionOrigin::Applied).error().code, ErrorCode::XmlInvalid);
    EXPECT_TRUE(folder.revisions(somebody).isEmpty());
}

class DefinitionHistoryTest : public ModelsTest
{
protected:
    void SetUp() override
    {
        open(u"scenario=default&delay=1"_s);
        ASSERT_TRUE(waitUntil([this] {
            return store.count() > 0;
        }));
        for (const MachineInfo &info : store.machines()) {
            if (info.state == MachineState::Off) {
                id = info.id;
            }
        }
        history = std::make_unique<DefinitionHistory>(&store, RevisionFolder(place.path()));
    }
    [[nodiscard]] QString stored() const
    {
        return await(backend->definitions()->xml(id, DefinitionKind::Stored)).value_or(QString());
    }
    [[nodiscard]] QString withTitle(const QString &title) const
    {
        DomainXml xml = *DomainXml::parse(stored());
        xml.setTitle(title);
        return xml.toString();
    }
    [[nodiscard]] QList<RevisionEntry> entries() const
    {
        return await(history->entries(id)).value_or(QList<RevisionEntry>{});
    }
    [[nodiscard]] bool reaches(qsizetype count) const
    {
        return waitUntil([&] {
            return entries().size() == count;
        });
    }

    QTemporaryDir place;
    MachineId id;
    std::unique_ptr<DefinitionHistory> history;
};

TEST_F(DefinitionHistoryTest, OthersChangesAreKeptWithWhatTheyChanged)
{
    history->look(id);
    ASSERT_TRUE(reaches(1));
    EXPECT_EQ(entries()[0].revision.origin, RevisionOrigin::Found);
    ASSERT_TRUE(await(backend->definitions()->define(withTitle(u"theirs"_s))).has_value());
    ASSERT_TRUE(reaches(2));
    const RevisionEntry newest = entries()[0];
    EXPECT_EQ(newest.revision.origin, RevisionOrigin::Elsewhere);
    ASSERT_EQ(newest.changes.size(), 1);
    EXPECT_EQ(newest.changes[0].property, u"general.title"_s);
    EXPECT_EQ(newest.changes[0].newValue, u"theirs"_s);
}

TEST_F(DefinitionHistoryTest, EveryMachineIsLookedAtInItsTurn)
{
    history->setPace(std::chrono::milliseconds(1), std::chrono::milliseconds(1));
    for (const MachineInfo &machine : store.machines()) {
        EXPECT_TRUE(waitUntil([&] {
            const auto kept = await(history->entries(machine.id));
            return kept && kept->size() == 1 && kept->first().revision.origin == RevisionOrigin::Found;
        })) << machine.name.toStdString();
    }
    ASSERT_TRUE(await(backend->definitions()->define(withTitle(u"theirs"_s))).has_value());
    ASSERT_TRUE(reaches(2));
    EXPECT_EQ(entries()[0].changes.size(), 1) << "the settings were never opened, and yet there is a way back";
}

TEST_F(DefinitionHistoryTest, MachinesAreLookedAtOneAfterTheOther)
{
    constexpr std::chrono::milliseconds pace(250);
    QElapsedTimer time;
    time.start();
    history->setPace(std::chrono::milliseconds(1), pace);
    const QList<MachineInfo> machines = store.machines();
    ASSERT_GE(machines.size(), 3);
    for (const MachineInfo &machine : machines) {
        EXPECT_TRUE(waitUntil([&] {
            return !await(history->entries(machine.id)).value_or(QList<RevisionEntry>{}).isEmpty();
        })) << machine.name.toStdString();
    }
    EXPECT_GT(time.durationElapsed(), pace * (machines.size() - 1) * 0.8) << "a thousand machines would load the computer";
}

TEST_F(DefinitionHistoryTest, NothingIsReadWhileTheProgramStarts)
{
    EXPECT_FALSE(waitUntil(
        [&] {
            return !entries().isEmpty();
        },
        std::chrono::milliseconds(300)));
}

TEST_F(DefinitionHistoryTest, VitrinesOwnCommandsAreItsOwn)
{
    OperationList operations;
    MachineCommands commands(&store, &operations);
    history->look(id);
    ASSERT_TRUE(reaches(1));
    QObject::connect(&commands, &MachineCommands::edited, history.get(), &DefinitionHistory::noteOwn);
    const QList<NicDetails> adapters = await(commands.details(id)).value_or(MachineDetails{}).nics;
    ASSERT_FALSE(adapters.isEmpty());
    commands.setLinkUp(id, adapters[0].mac, !adapters[0].linkUp);
    ASSERT_TRUE(reaches(2));
    EXPECT_TRUE(waitUntil([&] {
        return entries()[0].revision.origin == RevisionOrigin::Applied;
    }));
}

TEST_F(DefinitionHistoryTest, WhatWasBeforeAnOwnCommandIsKeptThoughNobodyHasLooked)
{
    OperationList operations;
    MachineCommands commands(&store, &operations);
    QObject::connect(&commands, &MachineCommands::editing, history.get(), &DefinitionHistory::noteBefore);
    QObject::connect(&commands, &MachineCommands::edited, history.get(), &DefinitionHistory::noteOwn);
    const QString before = stored();
    const QList<NicDetails> adapters = await(commands.details(id)).value_or(MachineDetails{}).nics;
    ASSERT_FALSE(adapters.isEmpty());
    commands.setLinkUp(id, adapters[0].mac, !adapters[0].linkUp);
    ASSERT_TRUE(reaches(2));
    EXPECT_EQ(await(history->xml(id, entries().last().revision.number)).value_or(QString()), before);
}

TEST_F(DefinitionHistoryTest, OwnChangesAreOwnAndCanBeTakenBack)
{
    const QString before = stored();
    const QString after = withTitle(u"mine"_s);
    ASSERT_TRUE(await(backend->hardware()->apply(id, {.before = before, .after = after})).has_value());
    history->noteApplied(id, before, after);
    ASSERT_TRUE(reaches(2));
    EXPECT_EQ(entries()[0].revision.origin, RevisionOrigin::Applied);
    EXPECT_EQ(entries()[1].revision.origin, RevisionOrigin::Found);
    ASSERT_TRUE(await(history->returnTo(id, entries()[1].revision.number)).has_value());
    EXPECT_TRUE(sameDefinition(*DomainXml::parse(stored()), *DomainXml::parse(before)));
    ASSERT_EQ(entries().size(), 3);
    EXPECT_EQ(entries()[0].revision.origin, RevisionOrigin::Returned);
    EXPECT_FALSE(await(history->returnTo(id, 99)).has_value());
}

} // namespace
} // namespace vitrine::test

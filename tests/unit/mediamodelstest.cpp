// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/mediacommands.h"
#include "models/media/mediafiltermodel.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"
#include "models/media/mediatreemodel.h"
#include "tests/unit/modelsfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

class MediaModels : public ModelsTest
{
protected:
    void load(const QString &query = u"delay=0"_s)
    {
        open(query);
        library = std::make_unique<MediaLibrary>(&store, backend->uri());
        commands = std::make_unique<MediaCommands>(library.get(), &operations);
        QObject::connect(commands.get(), &MediaCommands::failed, [this](const Error &error) {
            failures.append(error);
        });
        library->setActive(true);
        ASSERT_TRUE(waitUntil([this] {
            return library->isLoaded() && !library->defaultFolder().isEmpty();
        }));
    }
    QString path(const QString &name) const
    {
        return u"/demo/images/"_s + name;
    }
    bool lists(const QString &name) const
    {
        return MediaIndex(library->listing()).find(path(name)) != nullptr;
    }
    bool settled() const
    {
        return waitUntil([this] {
            return !operations.hasRunning() && !library->isLoading();
        });
    }
    static QStringList names(const QAbstractItemModel &model, const QModelIndex &parent = {})
    {
        QStringList result;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            result.append(index.data().toString());
            result += names(model, index);
        }
        return result;
    }

    OperationList operations;
    std::unique_ptr<MediaLibrary> library;
    std::unique_ptr<MediaCommands> commands;
    QList<Error> failures;
};

TEST_F(MediaModels, APlaceThatSomebodyElseAddsIsListed)
{
    load();
    ASSERT_TRUE(settled());
    const auto listsPlace = [this] {
        return std::ranges::contains(library->listing().places, u"theirs"_s, &MediaPlace::name);
    };
    const auto adding = backend->media()->addPlace({.name = u"theirs"_s, .type = u"dir"_s, .folder = u"/demo/theirs"_s});
    EXPECT_TRUE(waitUntil(listsPlace));
    library->setActive(false);
    QSignalSpy changes(library.get(), &MediaLibrary::changed);
    Q_EMIT backend->storageChanged();
    QCoreApplication::processEvents();
    EXPECT_EQ(changes.count(), 0) << "nobody looks";
}

TEST_F(MediaModels, TheGuestsSystemDecidesHowItTakesNewRoom)
{
    EXPECT_TRUE(growHint(u"http://microsoft.com/win/11"_s).contains(u"Extend Volume"_s));
    EXPECT_FALSE(growHint(u"http://microsoft.com/win/11"_s).contains(u"growpart"_s));
    EXPECT_TRUE(growHint(u"http://debian.org/debian/13"_s).contains(u"growpart"_s));
    EXPECT_TRUE(growHint(u"http://freebsd.org/freebsd/14.2"_s).contains(u"gpart"_s));
    EXPECT_TRUE(growHint({}).contains(u"growpart"_s) && growHint({}).contains(u"Extend Volume"_s));
}

TEST_F(MediaModels, TheTreeFollowsWithoutResets)
{
    open(u"delay=0"_s);
    library = std::make_unique<MediaLibrary>(&store, backend->uri());
    commands = std::make_unique<MediaCommands>(library.get(), &operations);
    MediaTreeModel model(library.get());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    EXPECT_EQ(model.rowCount(), 0);
    library->setActive(true);
    ASSERT_TRUE(waitUntil([&] {
        return model.rowCount() > 0;
    }));
    const QPersistentModelIndex base = model.indexOf(path(u"debian-13-base.qcow2"_s));
    ASSERT_TRUE(base.isValid());
    EXPECT_EQ(names(model, base), (QStringList{u"mail-server.qcow2"_s, u"web-server.qcow2"_s}));
    commands->remove(path(u"web-server.qcow2"_s), RemovalWay::ForEver);
    ASSERT_TRUE(waitUntil([&] {
        return model.rowCount(base) == 1;
    }));
    commands->resize(path(u"archive.qcow2"_s), 100ULL << 30);
    ASSERT_TRUE(waitUntil([&] {
        return model.indexOf(path(u"archive.qcow2"_s)).siblingAtColumn(MediaTreeModel::SizeColumn).data().toString() == u"100 GiB"_s;
    }));
    commands->create({.path = path(u"a.qcow2"_s), .format = u"qcow2"_s, .capacityBytes = 1ULL << 30});
    ASSERT_TRUE(waitUntil([&] {
        return model.indexOf(path(u"a.qcow2"_s)).isValid();
    }));
    backend->loseConnection(std::chrono::milliseconds(5));
    ASSERT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_TRUE(base.isValid()) << "a lost connection takes nothing off the list";
    EXPECT_EQ(resets.size(), 0);
}

TEST_F(MediaModels, FiltersKeepTheBaseOfWhatIsFound)
{
    load();
    MediaTreeModel model(library.get());
    MediaFilterModel filter;
    filter.setSourceModel(&model);
    filter.setSearch(u"WEB server"_s);
    EXPECT_EQ(names(filter), (QStringList{u"debian-13-base.qcow2"_s, u"web-server.qcow2"_s}));
    filter.setSearch({});
    filter.setKind(MediaFilterModel::Kind::Discs);
    EXPECT_EQ(names(filter).size(), 2);
    filter.setKind(MediaFilterModel::Kind::Unused);
    EXPECT_TRUE(names(filter).contains(u"archive.qcow2"_s));
    EXPECT_FALSE(names(filter).contains(u"Debian 13.qcow2"_s));
}

TEST_F(MediaModels, JobsAreListedAndTheListFollows)
{
    load();
    QSignalSpy made(commands.get(), &MediaCommands::made);
    commands->copy({.source = path(u"archive.qcow2"_s), .target = path(u"copy.raw"_s), .format = u"raw"_s});
    EXPECT_TRUE(operations.hasRunning());
    EXPECT_TRUE(commands->isBusy(path(u"archive.qcow2"_s)));
    commands->check(path(u"archive.qcow2"_s));
    ASSERT_EQ(failures.size(), 1) << "one at a time for an image";
    EXPECT_EQ(failures.takeFirst().code, ErrorCode::Busy);
    ASSERT_TRUE(settled());
    EXPECT_EQ(made.size(), 1);
    EXPECT_TRUE(lists(u"copy.raw"_s));
    commands->move(path(u"copy.raw"_s), path(u"moved.raw"_s));
    ASSERT_TRUE(settled());
    EXPECT_FALSE(lists(u"copy.raw"_s));
    EXPECT_TRUE(lists(u"moved.raw"_s));
    EXPECT_TRUE(failures.isEmpty());
}

TEST_F(MediaModels, CancelledJobsAreSilentAndLeaveNothing)
{
    load(u"delay=20"_s);
    commands->copy({.source = path(u"archive.qcow2"_s), .target = path(u"copy.qcow2"_s), .format = u"qcow2"_s});
    auto *operation = operations.index(0).data(OperationList::OperationRole).value<Operation *>();
    ASSERT_TRUE(waitUntil([&] {
        return operation->progress() > 0;
    }));
    operation->cancel();
    ASSERT_TRUE(settled());
    EXPECT_EQ(operation->phase(), Operation::Phase::Cancelled);
    EXPECT_FALSE(lists(u"copy.qcow2"_s));
    EXPECT_TRUE(failures.isEmpty());
}

TEST_F(MediaModels, UsedImagesStayAndTheErrorNamesTheirUsers)
{
    load();
    commands->remove(path(u"debian-13-base.qcow2"_s), RemovalWay::ForEver);
    ASSERT_TRUE(settled());
    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().code, ErrorCode::DiskInUse);
    EXPECT_EQ(refusalText(failures.first()), u"Not while it is used by mail-server.qcow2, web-server.qcow2."_s);
    EXPECT_TRUE(lists(u"debian-13-base.qcow2"_s));
}

TEST_F(MediaModels, ChecksTellWhatTheyFind)
{
    load();
    QSignalSpy checked(commands.get(), &MediaCommands::checked);
    commands->check(path(u"damaged.qcow2"_s));
    ASSERT_TRUE(settled());
    ASSERT_EQ(checked.size(), 1);
    const auto found = checked.first().at(1).value<ImageCheck>();
    EXPECT_EQ(found.errors, 3U);
    EXPECT_TRUE(checkText(found, false).contains(u"3 places"_s));
    commands->repair(path(u"damaged.qcow2"_s));
    ASSERT_TRUE(settled());
    EXPECT_EQ(checked.last().at(1).value<ImageCheck>().repaired, 15U);
    EXPECT_TRUE(checkText({}, false).contains(u"in order"_s));
}

TEST_F(MediaModels, FailedCommandsCanBeGivenAgain)
{
    load();
    commands->addPlace({.name = u"images"_s, .type = u"dir"_s, .folder = u"/x"_s});
    ASSERT_TRUE(settled());
    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().code, ErrorCode::NameTaken);
    commands->retry();
    ASSERT_TRUE(settled());
    EXPECT_EQ(failures.size(), 2);
}

TEST_F(MediaModels, AThousandImagesTakeNoTime)
{
    MediaListing listing;
    for (int i = 0; i < 1000; ++i) {
        const QString file = u"/images/%1.qcow2"_s.arg(i);
        listing.media.append({.facts = {.path = file, .format = u"qcow2"_s, .backing = i % 2 ? u"/images/%1.qcow2"_s.arg(i - 1) : QString()}});
        listing.uses.append({.path = file, .machineName = u"machine %1"_s.arg(i)});
    }
    QElapsedTimer timer;
    timer.start();
    const MediaIndex index(listing);
    for (const Medium &medium : std::as_const(listing.media)) {
        EXPECT_FALSE(usersText(index, medium.facts.path).isEmpty());
    }
    EXPECT_LT(timer.elapsed(), 500) << "it grows with the square of their number";
}

} // namespace
} // namespace vitrine::test

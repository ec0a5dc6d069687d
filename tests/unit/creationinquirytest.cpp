// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationinquiry.h"
#include "backends/demo/demobackend.h"
#include "models/machinestore.h"
#include "tests/support/await.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::StringLiterals;

namespace {

/** What the probes were asked; probes are plain functions, so it lives outside of them. */
struct Asked {
    QStringList checked;
    QStringList detected;
    QList<std::stop_token> stops;
    bool wrongFormat = false;
    bool isWindows = false;
    QString driverDisc;
    int driverDiscs = 0;
};

Task<> checkIso(std::shared_ptr<Asked> asked, QString path, std::stop_token stop)
{
    asked->checked.append(path);
    asked->stops.append(stop);
    co_return Result<>{};
}
Task<std::optional<OsDefaults>> detectOs(std::shared_ptr<Asked> asked, QString path)
{
    asked->detected.append(path);
    co_return OsDefaults{.id = u"x"_s, .name = u"X"_s, .windows = asked->isWindows};
}
Task<QString> findDriverDisc(std::shared_ptr<Asked> asked)
{
    ++asked->driverDiscs;
    co_return QString(asked->driverDisc); // a copy: what is returned is moved from
}
Task<QStringList> checkDisk(std::shared_ptr<Asked> asked, QString path)
{
    if (asked->wrongFormat) {
        co_return fail(ErrorCode::WrongDiskFormat, path);
    }
    co_return QStringList{};
}

class Inquiry : public testing::Test
{
protected:
    Inquiry()
        : backend(u"demo:///?scenario=empty&delay=1"_s)
    {
        store.addBackend(&backend);
        const CreationProbes probes{
            .checkIso =
                [asked = asked](QString path, std::stop_token stop) {
                    return checkIso(asked, path, stop);
                },
            .detectOs =
                [asked = asked](QString path, std::stop_token) {
                    return detectOs(asked, path);
                },
            .findDriverDisc =
                [asked = asked] {
                    return findDriverDisc(asked);
                },
            .checkDisk =
                [asked = asked](QString path) {
                    return checkDisk(asked, path);
                },
        };
        draft.setConnection(backend.uri(), {});
        inquiry = std::make_unique<CreationInquiry>(&store, backend.uri(), probes, &draft);
    }
    void open()
    {
        backend.open();
        EXPECT_TRUE(waitUntil([this] {
            return backend.connectionState() == ConnectionState::Open;
        }));
    }
    QString file(const QString &name)
    {
        QFile made(folder.filePath(name));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        made.write("x");
        return made.fileName();
    }

    QTemporaryDir folder;
    DemoBackend backend;
    MachineStore store;
    CreationDraft draft;
    std::shared_ptr<Asked> asked = std::make_shared<Asked>();
    std::unique_ptr<CreationInquiry> inquiry;
};

TEST_F(Inquiry, findsOutAllThatCreateNeeds)
{
    open();
    inquiry->start();
    draft.setIsoPath(file(u"a.iso"_s));
    EXPECT_TRUE(waitUntil([this] {
        return draft.canCreate();
    }));
    EXPECT_EQ(draft.values().title, u"X"_s);
    EXPECT_GT(draft.facts().host->memoryBytes, 0u);
}

TEST_F(Inquiry, driversAreLookedForWhenItIsWindows)
{
    open();
    asked->driverDisc = file(u"virtio-win.iso"_s);
    inquiry->start();
    draft.setIsoPath(file(u"a.iso"_s));
    ASSERT_TRUE(waitUntil([this] {
        return draft.canCreate();
    }));
    EXPECT_EQ(asked->driverDiscs, 0) << "nobody else has a use for them";
    asked->isWindows = true;
    draft.setIsoPath(file(u"w.iso"_s));
    ASSERT_TRUE(waitUntil([this] {
        return draft.facts().driverDisc.has_value();
    }));
    EXPECT_EQ(*draft.facts().driverDisc, asked->driverDisc);
    EXPECT_EQ(asked->driverDiscs, 1);
}

TEST_F(Inquiry, driversAreFoundAmongTheListedMedia)
{
    DemoBackend full(u"demo:///?delay=1"_s);
    store.addBackend(&full);
    full.open();
    draft.setConnection(full.uri(), {});
    CreationInquiry other(&store, full.uri(), {}, &draft);
    other.start();
    OsDefaults windows{.id = u"http://microsoft.com/win/11"_s, .name = u"Windows"_s, .windows = true};
    draft.setOsId(windows.id);
    draft.setChosenOs(windows);
    EXPECT_TRUE(waitUntil([this] {
        return draft.facts().driverDisc && draft.facts().driverDisc->endsWith(u"/virtio-win.iso"_s);
    }));
}

TEST_F(Inquiry, waitsUntilTypingPauses)
{
    open();
    inquiry->start();
    const QString path = file(u"abc.iso"_s);
    for (qsizetype end = 1; end <= path.size(); ++end) {
        draft.setIsoPath(path.left(end));
    }
    EXPECT_TRUE(waitUntil([this] {
        return draft.facts().isoStage == IsoStage::Done;
    }));
    EXPECT_EQ(asked->checked, QStringList{path});
}

TEST_F(Inquiry, aNewPathStopsTheLookAtTheOldOne)
{
    open();
    inquiry->start();
    draft.setIsoPath(file(u"a.iso"_s));
    ASSERT_TRUE(waitUntil([this] {
        return asked->stops.size() == 1;
    }));
    EXPECT_FALSE(asked->stops.constFirst().stop_requested());
    draft.setIsoPath(file(u"b.iso"_s));
    EXPECT_TRUE(asked->stops.constFirst().stop_requested());
}

TEST_F(Inquiry, theHypervisorHasItsSayAboutTheImage)
{
    open();
    inquiry->start();
    draft.setIsoPath(u"/nowhere/a.iso"_s); // fine for the probe, missing for the connection
    EXPECT_TRUE(waitUntil([this] {
        return draft.facts().isoStage == IsoStage::Done;
    }));
    ASSERT_TRUE(draft.facts().isoProblem.has_value());
    EXPECT_EQ(draft.facts().isoProblem->code, ErrorCode::FileMissing);
    EXPECT_TRUE(asked->detected.isEmpty()) << "there is nothing to detect in it";
}

TEST_F(Inquiry, aFileThatAppearsIsSeenOnRefresh)
{
    open();
    inquiry->start();
    draft.setIsoPath(folder.filePath(u"late.iso"_s));
    ASSERT_TRUE(waitUntil([this] {
        return draft.facts().isoProblem.has_value();
    }));
    file(u"late.iso"_s);
    inquiry->refresh();
    EXPECT_TRUE(waitUntil([this] {
        return draft.canCreate();
    }));
}

TEST_F(Inquiry, aConnectionThatOpensLaterIsAskedThen)
{
    inquiry->start();
    EXPECT_TRUE(waitUntil([this] {
        return draft.facts().hostProblem.has_value();
    }));
    open();
    EXPECT_TRUE(waitUntil([this] {
        return draft.facts().host && !draft.facts().hostProblem;
    }));
}

TEST_F(Inquiry, anExistingDiskIsLookedAt)
{
    open();
    inquiry->start();
    draft.setDiskChoice(DiskChoice::Existing);
    asked->wrongFormat = true;
    const QString path = file(u"disk"_s);
    draft.setExistingDiskPath(path);
    EXPECT_TRUE(waitUntil([this, path] {
        return draft.facts().existingDisk.contains(path);
    }));
    EXPECT_EQ(draft.facts().existingDisk.value(path).error().code, ErrorCode::WrongDiskFormat);
}

TEST_F(Inquiry, mayGoWhileAnswersAreOnTheirWay)
{
    open();
    inquiry->start();
    draft.setIsoPath(file(u"a.iso"_s));
    inquiry.reset();
    bool later = false;
    QTimer::singleShot(std::chrono::milliseconds(50), &draft, [&later] {
        later = true;
    });
    EXPECT_TRUE(waitUntil([&later] {
        return later;
    }));
    EXPECT_FALSE(draft.facts().host.has_value());
}

} // namespace

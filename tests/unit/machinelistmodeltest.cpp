// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinelistmodel.h"
#include "tests/unit/modelsfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace vitrine::test {
namespace {

/** The model under watch from before it has anything. */
class MachineListModelTest : public ModelsTest
{
protected:
    MachineListModel model{&store};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
    QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy reset{&model, &QAbstractItemModel::modelReset};
    QSignalSpy layout{&model, &QAbstractItemModel::layoutChanged};

    void TearDown() override
    {
        EXPECT_EQ(reset.count(), 0);
        EXPECT_EQ(layout.count(), 0);
    }
    QVariant value(const MachineId &id, int role) const
    {
        return model.data(model.indexOf(id), role);
    }
};

TEST_F(MachineListModelTest, ManyMachinesAreOneInsertion)
{
    open(QStringLiteral("scenario=many&machines=1000&delay=0"));
    EXPECT_EQ(model.rowCount(), 1000);
    EXPECT_EQ(inserted.count(), 1);
    const MachineId last = store.machines().last().id;
    EXPECT_EQ(model.indexOf(last).row(), 999);
    EXPECT_EQ(model.idAt(model.indexOf(last)), last);
}

TEST_F(MachineListModelTest, AChangeNamesExactlyItsRoles)
{
    open(QStringLiteral("scenario=default&delay=0"));
    const MachineId id = idOf(QStringLiteral("Ubuntu 24.04"));
    backend->setState(id, MachineState::Running);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.first().at(0).toModelIndex(), model.indexOf(id));
    EXPECT_EQ(changed.first().at(1).toModelIndex(), model.indexOf(id));
    const auto roles = changed.first().at(2).value<QList<int>>();
    EXPECT_TRUE(roles.contains(MachineListModel::StateTextRole));
    EXPECT_FALSE(roles.contains(int(Qt::DisplayRole)));
    EXPECT_FALSE(roles.contains(int(MachineListModel::OsIconPathRole)));
    EXPECT_EQ(value(id, MachineListModel::StateRole).toInt(), int(MachineState::Running));
}

TEST_F(MachineListModelTest, WhatNoRoleShowsIsNoChange)
{
    open(QStringLiteral("scenario=default&delay=0"));
    MachineInfo info = machine(QStringLiteral("Ubuntu 24.04"));
    info.memoryBytes += 1;
    backend->setInfo(info.id, info);
    EXPECT_EQ(changed.count(), 0);
}

TEST_F(MachineListModelTest, NeighboursWithTheSameChangeAreAnnouncedTogether)
{
    open(QStringLiteral("scenario=many&machines=100&delay=0"));
    QList<MachineInfo> machines = store.machines().mid(10, 40);
    for (MachineInfo &info : machines) {
        info.state = MachineState::Saved;
    }
    Q_EMIT backend->machinesChanged(machines);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.first().at(0).toModelIndex().row(), 10);
    EXPECT_EQ(changed.first().at(1).toModelIndex().row(), 49);
}

TEST_F(MachineListModelTest, RemovesScatteredRows)
{
    open(QStringLiteral("scenario=many&machines=10&delay=0"));
    const QList<MachineInfo> machines = store.machines();
    Q_EMIT backend->machinesRemoved({machines.at(1).id, machines.at(2).id, machines.at(7).id});
    EXPECT_EQ(removed.count(), 2) << "two runs of neighbours";
    EXPECT_EQ(model.rowCount(), 7);
    EXPECT_FALSE(model.indexOf(machines.at(2).id).isValid());
    for (int row = 0; row < model.rowCount(); ++row) {
        EXPECT_EQ(model.indexOf(model.idAt(model.index(row))).row(), row);
    }
}

TEST_F(MachineListModelTest, StaysWhileTheBackendIsLostAndEmptiesWhenItCloses)
{
    open(QStringLiteral("scenario=default&delay=0"));
    const int rows = model.rowCount();
    backend->loseConnection(std::chrono::milliseconds(1));
    EXPECT_EQ(model.rowCount(), rows);
    ASSERT_TRUE(waitUntil([this] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_EQ(inserted.count(), 1);
    backend->close();
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(removed.count(), 1);
}

TEST_F(MachineListModelTest, KeepsSelectionThroughChurn)
{
    open(QStringLiteral("scenario=churn&machines=50&delay=0"));
    const QPersistentModelIndex first(model.index(0));
    const int before = int(changed.count());
    ASSERT_TRUE(waitUntil([&] {
        return changed.count() >= before + 10;
    }));
    EXPECT_EQ(first.row(), 0);
    EXPECT_EQ(inserted.count(), 1);
    EXPECT_EQ(removed.count(), 0);
}

TEST_F(MachineListModelTest, ThumbnailsBelongToTheirMachine)
{
    open(QStringLiteral("scenario=many&machines=3&delay=0"));
    const QList<MachineInfo> machines = store.machines();
    QImage picture(4, 4, QImage::Format_RGB32);
    picture.fill(Qt::red);
    model.setThumbnail(machines.at(2).id, picture);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.first().at(2).value<QList<int>>(), QList<int>{MachineListModel::ThumbnailRole});
    backend->remove(machines.at(0).id);
    EXPECT_EQ(value(machines.at(2).id, MachineListModel::ThumbnailRole).value<QImage>(), picture);
    model.setThumbnail(machines.at(2).id, {});
    EXPECT_TRUE(value(machines.at(2).id, MachineListModel::ThumbnailRole).value<QImage>().isNull());
    model.setThumbnail({}, picture);
}

TEST_F(MachineListModelTest, SearchFindsTitleNameAndSystem)
{
    open(QStringLiteral("scenario=default&delay=0"));
    const QString text = value(idOf(QStringLiteral("openSUSE build host")), MachineListModel::SearchTextRole).toString();
    EXPECT_TRUE(text.contains(QStringLiteral("build host")));
    EXPECT_TRUE(text.contains(QStringLiteral("Tumbleweed")));
}

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/networkspage.h"
#include "models/networks/networkcommands.h"
#include "models/networks/networkstore.h"
#include "tests/ui/managersfixture.h"
#include "ui/networks/portforwardtable.h"
#include "ui/networks/reachbutton.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTreeView>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

class NetworksPageTest : public ManagersFixture
{
protected:
    void SetUp() override
    {
        ManagersFixture::SetUp();
        networks = std::make_unique<NetworkStore>(&store, uri());
        commands = std::make_unique<NetworkCommands>(networks.get());
        page = std::make_unique<NetworksPage>(networks.get(), commands.get());
        page->resize(900, 600);
        page->show();
        ASSERT_TRUE(becomes([this] {
            return row(list(), u"laboratory"_s).isValid() && find<QTreeView>(u"networkGuests"_s)->model()->rowCount() > 0;
        }));
    }
    void TearDown() override
    {
        page.reset();
    }
    QTreeView *list() const
    {
        return find<QTreeView>(u"networkList"_s);
    }
    QString cell(const QString &name, int column) const
    {
        return row(list(), name).siblingAtColumn(column).data().toString();
    }

    std::unique_ptr<NetworkStore> networks;
    std::unique_ptr<NetworkCommands> commands;
};

TEST_F(NetworksPageTest, ShowsWhoIsOnANetwork)
{
    const QAbstractItemModel *guests = find<QTreeView>(u"networkGuests"_s)->model();
    EXPECT_EQ(guests->rowCount(), 3);
    EXPECT_EQ(guests->index(0, 1).data().toString(), u"192.168.122.20"_s);
    EXPECT_FALSE(action(u"network_start"_s)->isEnabled());
    EXPECT_EQ(action(u"network_start"_s)->toolTip(), u"It runs already."_s);
    list()->setCurrentIndex(row(list(), u"laboratory"_s));
    EXPECT_TRUE(becomes([&] {
        return guests->rowCount() == 0;
    }));
    EXPECT_TRUE(action(u"network_start"_s)->isEnabled());
    action(u"network_start"_s)->trigger();
    EXPECT_TRUE(becomes([this] {
        return cell(u"laboratory"_s, 2) == u"Running"_s;
    }));
    expectNames();
}

TEST_F(NetworksPageTest, MakesEditsAndRemovesOne)
{
    action(u"network_new"_s)->trigger();
    auto *dialog = find<QDialog>(u"networkDialog"_s);
    ASSERT_TRUE(dialog);
    auto *accept = dialog->findChild<QPushButton *>(u"networkAccept"_s);
    EXPECT_TRUE(accept->isEnabled()) << "the defaults are right";
    auto *name = dialog->findChild<QLineEdit *>(u"networkName"_s);
    name->setText(u"default"_s);
    EXPECT_FALSE(accept->isEnabled());
    EXPECT_TRUE(dialog->findChild<QLabel *>(u"networkIssue"_s)->text().contains(u"already"_s));
    name->setText(u"aquarium"_s);
    dialog->findChild<QLineEdit *>(u"ipv4Address"_s)->setText(u"192.168.122.7"_s);
    EXPECT_FALSE(accept->isEnabled()) << "overlaps";
    dialog->findChild<QLineEdit *>(u"ipv4Address"_s)->setText(u"10.55.0.1"_s);
    dialog->findChild<QLineEdit *>(u"ipv4Start"_s)->setText(u"10.55.0.10"_s);
    dialog->findChild<QLineEdit *>(u"ipv4End"_s)->setText(u"10.55.0.20"_s);
    EXPECT_TRUE(accept->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    ASSERT_TRUE(becomes([this] {
        return cell(u"aquarium"_s, 2) == u"Running"_s && list()->currentIndex().data().toString() == u"aquarium"_s;
    }));
    EXPECT_EQ(cell(u"aquarium"_s, 3), u"10.55.0.0/24"_s);
    ASSERT_TRUE(becomes([this] {
        return !find<QDialog>(u"networkDialog"_s) && action(u"network_edit"_s)->isEnabled();
    }));
    action(u"network_edit"_s)->trigger();
    dialog = find<QDialog>(u"networkDialog"_s);
    ASSERT_TRUE(dialog);
    auto *mode = dialog->findChild<QComboBox *>(u"networkMode"_s);
    mode->setCurrentIndex(1);
    dialog->accept();
    ASSERT_TRUE(becomes([this] {
        return cell(u"aquarium"_s, 1) == u"Isolated"_s;
    }));
    EXPECT_TRUE(find<QLabel>(u"networkNotice"_s)->isVisible()) << "it runs as it was";
    action(u"network_remove"_s)->trigger();
    ASSERT_TRUE(find<QMessageBox>(u"networkQuestion"_s));
    press(u"networkConfirm"_s);
    EXPECT_TRUE(becomes([this] {
        return !row(list(), u"aquarium"_s).isValid();
    }));
}

TEST_F(NetworksPageTest, AGuestKeepsItsAddress)
{
    auto *guests = find<QTreeView>(u"networkGuests"_s);
    guests->setCurrentIndex(guests->model()->index(0, 0));
    ASSERT_TRUE(action(u"guest_copy"_s)->isEnabled());
    action(u"guest_copy"_s)->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), u"192.168.122.20"_s);
    ASSERT_TRUE(action(u"guest_reserve"_s)->isEnabled()) << action(u"guest_reserve"_s)->toolTip().toStdString();
    action(u"guest_reserve"_s)->trigger();
    auto *dialog = find<QDialog>(u"networkDialog"_s);
    ASSERT_TRUE(dialog);
    dialog->accept();
    EXPECT_TRUE(becomes([this] {
        const auto network = networks->watched();
        return network && network->definition.subnets.value(0).reservations.value(0).address == u"192.168.122.20"_s;
    }));
    EXPECT_TRUE(becomes([this] {
        return !action(u"guest_reserve"_s)->isEnabled();
    })) << "it has it already";
    guests->setCurrentIndex({});
    EXPECT_FALSE(action(u"guest_copy"_s)->isEnabled());
}

class PortForwardTableTest : public testing::Test
{
protected:
    void SetUp() override
    {
        table.setForwards({{.name = u"SSH"_s, .hostPort = 42222, .guestPort = 22}, {.name = u"Web"_s, .hostPort = 42280, .guestPort = 80}});
        table.resize(700, 300);
        table.show();
    }
    QList<ReachButton *> buttons() const
    {
        return table.findChildren<ReachButton *>();
    }
    PortForwardTable table;
};

TEST_F(PortForwardTableTest, EachRowCanBeReached)
{
    ASSERT_EQ(buttons().size(), 2);
    EXPECT_EQ(buttons().first()->defaultAction()->objectName(), u"reachSsh"_s);
    EXPECT_EQ(buttons().last()->defaultAction()->objectName(), u"reachOpen"_s);
    EXPECT_FALSE(buttons().first()->isEnabled());
    EXPECT_EQ(buttons().first()->toolTip(), u"The machine is off."_s);
    table.setActive(QList<PortForward>{{.name = u"another name"_s, .hostPort = 42222, .guestPort = 22}});
    EXPECT_TRUE(buttons().first()->isEnabled());
    EXPECT_FALSE(buttons().last()->isEnabled());
    EXPECT_EQ(buttons().last()->toolTip(), u"Apply the change first."_s);
    const PortForward forward{.hostAddress = {}, .hostPort = 2222, .guestPort = 22};
    EXPECT_EQ(reachUrl(forward, PortUse::Ssh).toString(), u"ssh://127.0.0.1:2222"_s);
    EXPECT_EQ(reachCommand(forward, PortUse::Ssh), u"ssh -p 2222 127.0.0.1"_s);
    EXPECT_EQ(reachUrl({.hostPort = 8443, .guestPort = 443}, PortUse::Web).toString(), u"https://127.0.0.1:8443"_s);
    EXPECT_EQ(reachUrl({.hostPort = 3390, .guestPort = 3389}, PortUse::Rdp).toString(), u"rdp://127.0.0.1:3390"_s);
}

TEST_F(PortForwardTableTest, RowsAreAddedEditedAndTakenAway)
{
    QSignalSpy changed(&table, &PortForwardTable::changed);
    table.findChild<QAction *>(u"addRdp"_s)->trigger();
    ASSERT_EQ(table.forwards().size(), 3);
    EXPECT_EQ(table.forwards().last().guestPort, 3389);
    ASSERT_EQ(buttons().size(), 3);
    auto *view = table.findChild<QTreeView *>(u"portForwards"_s);
    EXPECT_TRUE(view->model()->index(2, 3).data(Qt::DecorationRole).isNull());
    view->model()->setData(view->model()->index(2, 3), u"42222"_s);
    EXPECT_FALSE(view->model()->index(2, 3).data(Qt::DecorationRole).isNull()) << "two rows, one port";
    view->setCurrentIndex(view->model()->index(2, 0));
    QTest::mouseClick(table.findChild<QPushButton *>(u"portForwardRemove"_s), Qt::LeftButton);
    EXPECT_EQ(table.forwards().size(), 2);
    EXPECT_GE(changed.size(), 3);
    table.setUnavailable(u"The package passt is missing."_s);
    EXPECT_FALSE(table.findChild<QPushButton *>(u"portForwardAdd"_s)->isEnabled());
}

} // namespace
} // namespace vitrine

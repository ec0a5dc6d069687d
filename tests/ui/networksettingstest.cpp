// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/networkrole.h"
#include "backends/demo/demobackend.h"
#include "models/definition/definitiondraft.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/support/await.h"
#include "ui/machinesettings/machinesettingsdialog.h"
#include "ui/networks/reachbutton.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;
using test::await;

/** The pages of a machine's settings that are about networks and shared folders. */
class NetworkSettings : public testing::Test
{
protected:
    void SetUp() override
    {
        store.addBackend(&backend);
        backend.open();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return store.count() > 0;
        }));
    }
    void TearDown() override
    {
        delete dialog;
    }
    MachineId machineThatIs(MachineState state) const
    {
        for (const MachineInfo &machine : store.machines()) {
            if (machine.state == state) {
                return machine.id;
            }
        }
        ADD_FAILURE() << "no such machine";
        return {};
    }
    void openPage(const MachineId &id, SettingsPage page)
    {
        dialog = new MachineSettingsDialog(&store, &commands, id, nullptr);
        dialog->show();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return dialog->draft() && !dialog->draft()->facts().macsOfOthers.isEmpty();
        }));
        find<QListWidget>(u"settingsPages"_s)->setCurrentRow(int(page));
    }
    template<typename T>
    T *find(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    QString changes() const
    {
        return find<QLabel>(u"settingsChanges"_s)->text();
    }
    QPushButton *apply() const
    {
        return dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Apply);
    }
    void set(int column, const QString &text) const
    {
        QAbstractItemModel *model = find<QTreeView>(u"portForwards"_s)->model();
        ASSERT_TRUE(model->setData(model->index(0, column), text));
    }

    DemoBackend backend{u"demo:///?delay=0"_s};
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    QPointer<MachineSettingsDialog> dialog;
};

TEST_F(NetworkSettings, ForwardsAreATableOfTheSameDraft)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::Network);
    find<QAction>(u"addSsh"_s)->trigger();
    EXPECT_TRUE(changes().contains("SSH (TCP 127.0.0.1:2222 to 22)"_L1)) << changes().toStdString();
    EXPECT_TRUE(dialog->draft()->text().contains("<range start='2222' to='22'/>"_L1)) << dialog->draft()->text().toStdString();
    EXPECT_TRUE(apply()->isEnabled());
    const auto *reach = dialog->findChild<ReachButton *>();
    ASSERT_TRUE(reach);
    EXPECT_EQ(reach->toolTip(), u"The machine is off."_s);
    for (const QString &bad : {u"70000"_s, u"0"_s, u"80"_s}) {
        set(3, bad);
        EXPECT_FALSE(apply()->isEnabled()) << bad.toStdString();
        EXPECT_TRUE(find<QLabel>(u"interface.forwards_issue"_s)->isVisible()) << bad.toStdString();
    }
    set(3, u"2300"_s);
    EXPECT_FALSE(find<QLabel>(u"interface.forwards_issue"_s)->isVisible());
    dialog->draft()->revert();
    EXPECT_EQ(find<QTreeView>(u"portForwards"_s)->model()->rowCount(), 0) << "follows the draft";
}

TEST_F(NetworkSettings, ARowStaysWhereItIsWhileItIsEdited)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::Network);
    find<QAction>(u"addSsh"_s)->trigger();
    find<QAction>(u"addWeb"_s)->trigger();
    set(3, u"2300"_s); // the document has it last now
    const QAbstractItemModel *model = find<QTreeView>(u"portForwards"_s)->model();
    EXPECT_EQ(model->index(0, 0).data().toString(), u"SSH"_s);
    EXPECT_EQ(model->index(0, 3).data().toString(), u"2300"_s);
}

TEST_F(NetworkSettings, WhatIsForwardedNowCanBeOpened)
{
    const MachineId id = machineThatIs(MachineState::Running);
    openPage(id, SettingsPage::Network);
    find<QAction>(u"addSsh"_s)->trigger();
    EXPECT_EQ(dialog->findChild<ReachButton *>()->toolTip(), u"Apply the change first."_s);
    apply()->click();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        const auto *reach = dialog->findChild<ReachButton *>();
        return reach && reach->isEnabled();
    }));
}

TEST_F(NetworkSettings, TellsTheGuestsAddressesToBeCopied)
{
    openPage(machineThatIs(MachineState::Running), SettingsPage::Network);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return find<QLabel>(u"adapterAddress"_s) != nullptr;
    }));
    EXPECT_EQ(find<QLabel>(u"adapterAddress"_s)->text(), u"192.168.1.20 (told by the guest)"_s);
    EXPECT_TRUE(find<QLabel>(u"adapterAddressNote"_s)->text().contains("port forwards only"_L1));
    find<QToolButton>(u"adapterAddressCopy"_s)->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), u"192.168.1.20"_s);
}

TEST_F(NetworkSettings, SaysWhyNoAddressIsKnown)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::Network);
    EXPECT_EQ(find<QLabel>(u"adapterAddressNote"_s)->text(), u"The machine is off."_s);
    ASSERT_TRUE(dialog->draft()->setValue(*findProperty(u"interface.type"), {u"interface"_s, 0}, u"network"_s));
    EXPECT_TRUE(find<QLabel>(u"adapterAddressNote"_s)->text().contains("port forwards belong to"_L1));
    EXPECT_FALSE(find<QTreeView>(u"portForwards"_s)->isVisible());
}

TEST_F(NetworkSettings, AMacOfAnotherMachineIsToldBeforeApply)
{
    const MachineId id = machineThatIs(MachineState::Off);
    QString taken;
    const QList<MachineAdapter> adapters = await(backend.networks()->adapters()).value_or(QList<MachineAdapter>());
    for (const MachineAdapter &adapter : adapters) {
        taken = adapter.machine == id ? taken : adapter.mac;
    }
    openPage(id, SettingsPage::Network);
    auto *mac = find<QLineEdit>(u"interface.mac"_s);
    mac->setText(taken.toUpper());
    EXPECT_TRUE(find<QLabel>(u"interface.mac_issue"_s)->text().contains("has this address"_L1));
    EXPECT_FALSE(apply()->isEnabled());
    mac->setText(u"52:54:00:f1:f2:f3"_s);
    EXPECT_TRUE(apply()->isEnabled());
}

TEST_F(NetworkSettings, NetworksAreChosenFromAList)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::Network);
    ASSERT_TRUE(dialog->draft()->setValue(*findProperty(u"interface.type"), {u"interface"_s, 0}, u"network"_s));
    auto *source = find<QComboBox>(u"interface.source"_s);
    ASSERT_TRUE(source && source->isVisible());
    EXPECT_EQ(source->currentText(), u"default"_s);
    source->setCurrentIndex(source->findText(u"laboratory"_s));
    EXPECT_EQ(dialog->draft()->value(*findProperty(u"interface.source"), {u"interface"_s, 0}), u"laboratory"_s);
    source->setEditText(u"elsewhere"_s);
    EXPECT_TRUE(find<QLabel>(u"interface.source_issue"_s)->text().contains("elsewhere"_L1));
}

TEST_F(NetworkSettings, AFolderIsSharedByChoosingIt)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::SharedFolders);
    const auto *add = find<QPushButton>(u"settingsPage_%1_add"_s.arg(int(SettingsPage::SharedFolders)));
    ASSERT_TRUE(add);
    add->menu()->actions().first()->trigger();
    auto *chooser = find<QFileDialog>(u"shareFolder"_s);
    ASSERT_TRUE(chooser);
    QTemporaryDir folder(QDir::tempPath() + u"/My PicturesXXXXXX"_s);
    Q_EMIT chooser->fileSelected(folder.path());
    chooser->reject();
    const QString tag = find<QLineEdit>(u"filesystem.tag"_s)->text();
    EXPECT_TRUE(tag.startsWith("My-Pictures"_L1)) << tag.toStdString();
    EXPECT_EQ(find<QLineEdit>(u"filesystem.source"_s)->text(), folder.path());
    EXPECT_EQ(dialog->draft()->value(*findProperty(u"memory.access")), u"shared"_s);
    const auto *command = find<QLabel>(u"folderMountCommand"_s);
    ASSERT_TRUE(command && command->isVisible());
    EXPECT_TRUE(command->text().endsWith(u"mount -t virtiofs %1 /mnt/%1"_s.arg(tag))) << command->text().toStdString();
    find<QToolButton>(u"folderMountCommandCopy"_s)->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), command->text());
    find<QLineEdit>(u"filesystem.tag"_s)->setText(u"other"_s);
    EXPECT_TRUE(command->text().contains("virtiofs other"_L1)) << "follows the draft";
    EXPECT_TRUE(apply()->isEnabled());
}

TEST_F(NetworkSettings, TheChannelForAFolderOfTheWindowIsAddedWhereItIsMissing)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::SharedFolders);
    DefinitionDraft *draft = dialog->draft();
    const auto channel = [draft] {
        const QList<DeviceRef> devices = devicesOf(draft->xml());
        const auto found = std::ranges::find_if(devices, [draft](const DeviceRef &device) {
            return device.element == "channel"_L1 && draft->value(*findProperty(u"channel.name"), device) == "org.spice-space.webdav.0"_L1;
        });
        return found == devices.end() ? std::optional<DeviceRef>() : *found;
    };
    auto *add = find<QPushButton>(u"windowFolderAdd"_s);
    ASSERT_TRUE(add);
    ASSERT_TRUE(channel()) << "new machines have it";
    EXPECT_FALSE(add->isVisible());
    draft->removeDevice(*channel());
    EXPECT_TRUE(add->isVisible());
    add->click();
    EXPECT_TRUE(channel());
    EXPECT_FALSE(add->isVisible());
    EXPECT_TRUE(find<QLabel>(u"windowFolderText"_s)->isVisible());
}

TEST_F(NetworkSettings, SaysWhichPackageIsMissing)
{
    openPage(machineThatIs(MachineState::Off), SettingsPage::Network);
    DefinitionFacts facts = dialog->draft()->facts();
    facts.missingPieces = {u"passt"_s, u"virtiofsd"_s};
    dialog->draft()->setFacts(facts);
    EXPECT_FALSE(find<QPushButton>(u"portForwardAdd"_s)->isEnabled());
    EXPECT_TRUE(find<QWidget>(u"portForwardMessage"_s)->isVisible());
    ASSERT_TRUE(dialog->draft()->addDevice(u"<filesystem><driver type='virtiofs'/><source dir='/'/><target dir='t'/></filesystem>"_s));
    find<QListWidget>(u"settingsPages"_s)->setCurrentRow(int(SettingsPage::SharedFolders));
    EXPECT_TRUE(find<QLabel>(u"folderProblem"_s)->text().contains("virtiofsd"_L1));
}

} // namespace
} // namespace vitrine

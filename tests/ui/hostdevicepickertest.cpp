// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demobackend.h"
#include "models/definition/changetext.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/definitionloading.h"
#include "models/machinestore.h"
#include "ui/machinesettings/hostdevicepicker.h"
#include "tests/ui/testpicture.h"
#include "models/usbfilters.h"
#include "ui/machinesettings/usbfilterlist.h"

#include <KMessageDialog>
#include <KMessageWidget>

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

class HostDevicePickerTest : public testing::Test
{
protected:
    void open(HostDevicePicker::Kind kind, const QString &uri = u"demo:///?delay=1"_s)
    {
        backend = std::make_unique<DemoBackend>(uri);
        store.addBackend(backend.get());
        backend->open();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return store.count() > 0;
        }));
        picker = new HostDevicePicker(kind, &draft, &store, store.machines().first().id, nullptr);
        picker->show();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return tree()->topLevelItemCount() > 0;
        }));
    }
    ~HostDevicePickerTest() override
    {
        delete picker;
    }
    QTreeWidget *tree() const
    {
        return picker->findChild<QTreeWidget *>(u"hostDevices"_s);
    }
    /** The line with a text; null when there is none. */
    QTreeWidgetItem *line(const QString &text) const
    {
        for (QTreeWidgetItemIterator item(tree()); *item; ++item) {
            if ((*item)->text(0).contains(text)) {
                return *item;
            }
        }
        return nullptr;
    }
    void choose(const QString &text)
    {
        ASSERT_NE(line(text), nullptr) << text.toStdString();
        tree()->setCurrentItem(line(text));
    }
    QString note() const
    {
        return picker->findChild<QLabel *>(u"hostDeviceNote"_s)->text();
    }
    QPushButton *add() const
    {
        return picker->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    QStringList changes() const
    {
        QStringList texts;
        for (const DefinitionChange &change : draft.changes()) {
            texts.append(changeText(change));
        }
        return texts;
    }

    std::unique_ptr<DemoBackend> backend;
    MachineStore store;
    DefinitionDraft draft{*DomainXml::parse(u"<domain type='kvm'><name>guest</name><memory unit='GiB'>4</memory><vcpu>2</vcpu><devices/></domain>"_s), std::nullopt, {}};
    QPointer<HostDevicePicker> picker;
};

TEST_F(HostDevicePickerTest, DevicesOfAGroupComeTogether)
{
    open(HostDevicePicker::Kind::Pci);
    QTreeWidgetItem *card = line(u"GP107 ["_s);
    ASSERT_NE(card, nullptr);
    ASSERT_NE(card->parent(), nullptr);
    EXPECT_TRUE(card->parent()->text(0).contains(u"IOMMU group 2"_s));
    EXPECT_EQ(card->parent()->childCount(), 2) << "the bridge stays";
    choose(u"GP107 ["_s);
    EXPECT_TRUE(note().contains(u"Audio Controller"_s)) << note().toStdString();
    savePicture(*picker, "hostdevices-pci");
    ASSERT_TRUE(add()->isEnabled());
    add()->click();
    EXPECT_EQ(changes().size(), 2);
    EXPECT_TRUE(changes().value(0).contains(u"NVIDIA GP107"_s)) << changes().value(0).toStdString();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !picker;
    }));
}

TEST_F(HostDevicePickerTest, WhatTheComputerRunsFromIsRefusedWithTheReason)
{
    open(HostDevicePicker::Kind::Pci);
    choose(u"NVMe"_s);
    EXPECT_FALSE(add()->isEnabled());
    EXPECT_TRUE(note().contains(u"holds “/”"_s)) << note().toStdString();
    EXPECT_TRUE(QMetaObject::invokeMethod(tree(), "itemActivated", Q_ARG(QTreeWidgetItem *, tree()->currentItem()), Q_ARG(int, 0)));
    EXPECT_EQ(changes(), QStringList()) << "Enter doesn't get round it";
    choose(u"82599ES"_s);
    EXPECT_TRUE(add()->isEnabled());
}

TEST_F(HostDevicePickerTest, TheScreenInUseIsAskedAbout)
{
    open(HostDevicePicker::Kind::Pci);
    choose(u"HD Graphics"_s);
    EXPECT_TRUE(note().contains(u"goes dark"_s)) << note().toStdString();
    add()->click();
    auto *question = picker->findChild<KMessageDialog *>(u"confirmHostDevice"_s);
    ASSERT_NE(question, nullptr);
    savePicture(*question, "hostdevices-question");
    question->done(KMessageDialog::SecondaryAction);
    EXPECT_EQ(changes(), QStringList());
    add()->click();
    question = picker->findChildren<KMessageDialog *>(u"confirmHostDevice"_s).constLast();
    question->done(KMessageDialog::PrimaryAction);
    EXPECT_EQ(changes().size(), 1);
}

TEST_F(HostDevicePickerTest, WithoutIommuItIsSaidWhatToSwitchOn)
{
    open(HostDevicePicker::Kind::Pci, u"demo:///?delay=1&iommu=off"_s);
    const auto *advice = picker->findChild<KMessageWidget *>(u"iommuAdvice"_s);
    EXPECT_TRUE(advice->isVisible());
    EXPECT_TRUE(advice->text().contains(u"intel_iommu=on"_s));
    choose(u"GP107 ["_s);
    EXPECT_FALSE(add()->isEnabled());
    savePicture(*picker, "hostdevices-noiommu");
}

TEST_F(HostDevicePickerTest, TwinsAreToldByTheirSerialNumbers)
{
    open(HostDevicePicker::Kind::Usb);
    choose(u"A9007UX2"_s);
    EXPECT_TRUE(note().contains(u"until it is unplugged"_s)) << note().toStdString();
    savePicture(*picker, "hostdevices-usb");
    add()->click();
    EXPECT_TRUE(draft.text().contains(u"bus='1' device='5'"_s)) << draft.text().toStdString();
    EXPECT_TRUE(changes().value(0).contains(u"A9007UX2"_s)) << changes().value(0).toStdString();
}

TEST_F(HostDevicePickerTest, AStickIsFoundWhereverItIsPluggedIn)
{
    open(HostDevicePicker::Kind::Usb);
    QSignalSpy added(picker, &HostDevicePicker::added);
    choose(u"DataTraveler"_s);
    add()->click();
    EXPECT_EQ(added.size(), 1);
    EXPECT_TRUE(draft.text().contains(u"vendor id='0x0951'"_s)) << draft.text().toStdString();
    EXPECT_EQ(line(u"NVMe"_s), nullptr);
}

TEST_F(HostDevicePickerTest, AFilterOnlyTellsWhatWasChosen)
{
    open(HostDevicePicker::Kind::UsbFilter);
    QSignalSpy chosen(picker, &HostDevicePicker::chosen);
    choose(u"Webcam"_s); // which this user may not open: the window asks for permission
    EXPECT_TRUE(add()->isEnabled());
    add()->click();
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.first().first().value<HostDevice>().serial, u"5FB1A1D0"_s);
    EXPECT_EQ(changes(), QStringList());
}

TEST(UsbFilterListTest, ShowsAndForgetsWhatIsAlwaysConnected)
{
    const MachineId machine{.connection = u"demo:///"_s, .uuid = QUuid::createUuid()};
    UsbFilterList filters(machine);
    const auto *list = filters.findChild<QListWidget *>(u"usbFilterList"_s);
    filters.add({.vendor = 0x403, .product = 0x6001, .serial = u"A9007UX1"_s, .name = u"FTDI FT232R"_s});
    filters.add({.vendor = 0x403, .product = 0x6001, .serial = u"A9007UX1"_s, .name = u"FTDI FT232R"_s});
    ASSERT_EQ(list->count(), 1);
    EXPECT_TRUE(list->item(0)->text().contains(u"0403:6001, serial number A9007UX1"_s)) << list->item(0)->text().toStdString();
    EXPECT_EQ(usbFilters(machine).size(), 1);
    UsbFilterList again(machine);
    auto *known = again.findChild<QListWidget *>(u"usbFilterList"_s);
    ASSERT_EQ(known->count(), 1);
    known->setCurrentRow(0);
    again.findChild<QPushButton *>(u"usbFilterRemove"_s)->click();
    EXPECT_TRUE(usbFilters(machine).isEmpty());
}

TEST_F(HostDevicePickerTest, PartsOfACardAreOfferedAndHowToMakeMore)
{
    open(HostDevicePicker::Kind::Pci);
    choose(u"can be made of"_s);
    EXPECT_FALSE(add()->isEnabled());
    EXPECT_TRUE(note().contains(u"mdevctl start"_s)) << note().toStdString();
    choose(u"Part “"_s);
    add()->click();
    EXPECT_TRUE(draft.text().contains(u"c1f0a2f4"_s));
}

} // namespace

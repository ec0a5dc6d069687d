// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/storagepage.h"

#include "backends/core/properties/deviceedit.h"
#include "backends/demo/demobackend.h"
#include "models/definition/definitiondraft.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/media/mediadesk.h"
#include "models/operationlist.h"
#include "ui/machinesettings/storagetree.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

constexpr auto definition =
    u"<domain type='kvm'><name>guest</name><memory unit='MiB'>512</memory><vcpu>1</vcpu>"
    "<os><type arch='x86_64' machine='pc-q35-9.0'>hvm</type></os><devices>"
    "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/demo/images/archive.qcow2'/><target dev='vda' bus='virtio'/></disk>"
    "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><target dev='sda' bus='sata'/><readonly/></disk>"
    "<controller type='sata' index='0'/><controller type='pci' index='0' model='pcie-root'/></devices></domain>";

class StoragePageTest : public testing::Test
{
protected:
    void SetUp() override
    {
        store.addBackend(&backend);
        backend.open();
        ASSERT_TRUE(becomes([this] {
            return store.count() > 0;
        }));
        draft = std::make_unique<DefinitionDraft>(*DomainXml::parse(QString(definition)), std::nullopt, DefinitionFacts{});
        desk = MediaDesk::of(&store, &commands, backend.uri());
        page = std::make_unique<StoragePage>(draft.get(), desk);
        page->resize(900, 600);
        page->QWidget::show();
        ASSERT_TRUE(becomes([this] {
            return desk->library()->isLoaded() && !desk->library()->isLoading();
        }));
    }
    void TearDown() override
    {
        page.reset();
    }
    template<typename Condition>
    static bool becomes(Condition condition)
    {
        return QTest::qWaitFor(condition, 5000);
    }
    template<typename T>
    T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    StorageTree *tree() const
    {
        return find<StorageTree>(u"storageTree"_s);
    }
    /** The tree as text: drives are indented. */
    QStringList rows() const
    {
        QStringList lines;
        for (int row = 0; row < tree()->topLevelItemCount(); ++row) {
            const QTreeWidgetItem *bus = tree()->topLevelItem(row);
            if (bus->isHidden()) {
                continue;
            }
            lines.append(bus->text(0));
            for (int below = 0; below < bus->childCount(); ++below) {
                if (!bus->child(below)->isHidden()) {
                    lines.append(u" "_s + bus->child(below)->text(0));
                }
            }
        }
        return lines;
    }
    void choose(const QString &text) const
    {
        const QList<QTreeWidgetItem *> found = tree()->findItems(text, Qt::MatchExactly | Qt::MatchRecursive);
        ASSERT_FALSE(found.isEmpty()) << text.toStdString() << " in " << rows().join(u'|').toStdString();
        tree()->setCurrentItem(found.first());
    }
    QString value(QStringView property) const
    {
        return draft->value(*findProperty(property), tree()->spot().device);
    }
    QAction *entry(const QString &menu, const QString &text) const
    {
        for (QAction *action : find<QMenu>(menu)->actions()) {
            if (action->text() == text) {
                return action;
            }
        }
        return nullptr;
    }
    void trigger(const QString &menu, const QString &text) const
    {
        QAction *action = entry(menu, text);
        ASSERT_TRUE(action) << text.toStdString();
        ASSERT_TRUE(action->isEnabled()) << text.toStdString();
        action->trigger();
    }

    DemoBackend backend{u"demo:///?delay=0"_s};
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    MediaDesk *desk = nullptr;
    std::unique_ptr<DefinitionDraft> draft;
    std::unique_ptr<StoragePage> page;
};

TEST_F(StoragePageTest, ShowsControllersWithTheirDrives)
{
    EXPECT_EQ(rows(), (QStringList{u"virtio (fast)"_s, u" archive.qcow2"_s, u"SATA"_s, u" Empty"_s}));
    EXPECT_EQ(tree()->currentItem()->text(0), u"archive.qcow2"_s) << "the first drive is what most people come for";
    page->filter(true, {});
    EXPECT_TRUE(rows().contains(u"Other controllers"_s)) << "nothing is hidden from those who know";
    EXPECT_TRUE(rows().contains(u" pcie-root"_s));
}

TEST_F(StoragePageTest, TheChosenDriveHasItsFieldsAndItsImagesFacts)
{
    EXPECT_EQ(find<QLineEdit>(u"disk.source"_s)->text(), u"/demo/images/archive.qcow2"_s);
    EXPECT_TRUE(becomes([this] {
        return find<QLabel>(u"mediaSize"_s)->isVisible() && find<QLabel>(u"mediaSize"_s)->text() == u"80 GiB"_s;
    }));
    EXPECT_FALSE(find<QLabel>(u"mediumWarning"_s)->isVisible());
    choose(u"SATA"_s);
    EXPECT_TRUE(find<QLabel>(u"storageNote"_s)->text().contains(u"Every system knows it"_s));
    EXPECT_FALSE(find<QLabel>(u"mediaSize"_s)->isVisible());
}

TEST_F(StoragePageTest, AWrongFormatIsToldAndMended)
{
    ASSERT_TRUE(draft->setValue(*findProperty(u"disk.format"), {u"disk"_s, 0}, u"raw"_s));
    auto *mend = find<QPushButton>(u"mediumMend"_s);
    ASSERT_TRUE(mend->isVisible());
    EXPECT_TRUE(find<QLabel>(u"mediumWarning"_s)->text().contains(u"qcow2"_s));
    mend->click();
    EXPECT_EQ(value(u"disk.format"), u"qcow2"_s);
    EXPECT_FALSE(mend->isVisible());
}

TEST_F(StoragePageTest, AnImageThatPointsElsewhereIsTold)
{
    ASSERT_TRUE(draft->setValue(*findProperty(u"disk.source"), {u"disk"_s, 0}, u"/demo/images/from-elsewhere.qcow2"_s));
    EXPECT_TRUE(becomes([this] {
        return find<QLabel>(u"mediaProblem"_s)->isVisible() && find<QLabel>(u"mediaProblem"_s)->text().contains(u"nbd:192.0.2.7"_s);
    }));
}

TEST_F(StoragePageTest, DrivesAreAddedWhereTheUserIs)
{
    choose(u"SATA"_s);
    trigger(u"storageAddMenu"_s, u"Disk without an Image"_s);
    EXPECT_EQ(rows(), (QStringList{u"virtio (fast)"_s, u" archive.qcow2"_s, u"SATA"_s, u" Empty"_s, u" No image yet"_s}));
    EXPECT_EQ(value(u"disk.bus"), u"sata"_s) << "and it is chosen";
    choose(u"virtio (fast)"_s);
    trigger(u"storageAddMenu"_s, u"Empty CD Drive"_s);
    EXPECT_EQ(value(u"disk.bus"), u"sata"_s) << "no CD is on virtio: where the other one is";
    trigger(u"storageAddMenu"_s, u"SCSI Controller"_s);
    trigger(u"storageAddMenu"_s, u"SCSI Controller"_s);
    EXPECT_EQ(tree()->spot().index, 1);
    trigger(u"storageAddMenu"_s, u"Disk without an Image"_s);
    EXPECT_EQ(value(u"disk.controller"), u"1"_s);
    trigger(u"storageAddMenu"_s, u"Empty Floppy Drive"_s);
    EXPECT_EQ(value(u"disk.bus"), u"fdc"_s);
    EXPECT_FALSE(draft->isApplicable()) << "a drive may be empty, a disk needs its image";
    for (const int disk : {2, 4}) {
        ASSERT_TRUE(draft->setValue(*findProperty(u"disk.source"), {u"disk"_s, disk}, u"/demo/images/%1.qcow2"_s.arg(disk)));
    }
    EXPECT_TRUE(draft->isApplicable());
}

TEST_F(StoragePageTest, DrivesAreMovedToAnotherBus)
{
    trigger(u"storageMoveMenu"_s, u"SATA"_s);
    EXPECT_EQ(rows(), (QStringList{u"virtio (fast)"_s, u"SATA"_s, u" archive.qcow2"_s, u" Empty"_s}));
    EXPECT_EQ(tree()->currentItem()->text(0), u"archive.qcow2"_s) << "it stays chosen";
    EXPECT_EQ(value(u"disk.bus"), u"sata"_s);
    EXPECT_FALSE(entry(u"storageMoveMenu"_s, u"SATA"_s)) << "it is there already";
    EXPECT_FALSE(entry(u"storageMoveMenu"_s, u"IDE"_s)) << "this machine has none";
    trigger(u"storageMoveMenu"_s, u"virtio (fast)"_s);
    EXPECT_EQ(value(u"disk.bus"), u"virtio"_s);
}

TEST_F(StoragePageTest, RemovesByKeyAndKeepsWhatHoldsDrives)
{
    choose(u"SATA"_s);
    auto *remove = find<QToolButton>(u"settingsPage_3_remove"_s);
    EXPECT_FALSE(remove->isEnabled());
    EXPECT_TRUE(remove->toolTip().contains(u"drives on it first"_s));
    choose(u"Empty"_s);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    EXPECT_EQ(rows(), (QStringList{u"virtio (fast)"_s, u" archive.qcow2"_s, u"SATA"_s}));
    choose(u"SATA"_s);
    EXPECT_TRUE(remove->isEnabled());
    choose(u"archive.qcow2"_s);
    find<QPushButton>(u"device_disk_0_remove"_s)->click();
    EXPECT_EQ(rows(), (QStringList{u"virtio (fast)"_s, u"SATA"_s}));
}

TEST_F(StoragePageTest, ANewDiskIsMadeAndPutIn)
{
    trigger(u"storageAddMenu"_s, u"New Disk…"_s);
    auto *dialog = find<QDialog>(u"imageDialog"_s);
    ASSERT_TRUE(dialog);
    EXPECT_EQ(dialog->findChild<QLineEdit *>(u"imageFolder"_s)->text(), u"/demo/images"_s) << "beside the machine's first disk";
    EXPECT_EQ(dialog->findChild<QLineEdit *>(u"imageName"_s)->text(), u"guest.qcow2"_s);
    dialog->findChild<QLineEdit *>(u"imageName"_s)->setText(u"extra, with 'odd' 100% näme.qcow2"_s);
    dialog->accept();
    EXPECT_TRUE(becomes([this] {
        return rows().contains(u" extra, with 'odd' 100% näme.qcow2"_s);
    })) << rows().join(u'|').toStdString();
    EXPECT_EQ(value(u"disk.source"), u"/demo/images/extra, with 'odd' 100% näme.qcow2"_s);
    EXPECT_EQ(value(u"disk.format"), u"qcow2"_s);
}

TEST_F(StoragePageTest, AnExistingImageGetsItsFormat)
{
    trigger(u"storageAddMenu"_s, u"Existing Disk…"_s);
    auto *dialog = find<QFileDialog>(u"storageFile"_s);
    ASSERT_TRUE(dialog);
    Q_EMIT dialog->fileSelected(u"/demo/images/debian-13-base.qcow2"_s);
    EXPECT_TRUE(becomes([this] {
        return rows().contains(u" debian-13-base.qcow2"_s);
    }));
    EXPECT_EQ(value(u"disk.format"), u"qcow2"_s);
}

TEST_F(StoragePageTest, ADiskIsEnlargedAndTheHintTold)
{
    auto *enlarge = find<QToolButton>(u"settingsPage_3_enlarge"_s);
    ASSERT_TRUE(enlarge->isEnabled()) << enlarge->toolTip().toStdString();
    enlarge->click();
    auto *dialog = find<QDialog>(u"resizeDialog"_s);
    ASSERT_TRUE(dialog);
    dialog->findChild<QDoubleSpinBox *>(u"resizeSize"_s)->setValue(100);
    dialog->accept();
    EXPECT_TRUE(becomes([this] {
        return find<QDialog>(u"diskEnlarged"_s) && find<QLabel>(u"mediaSize"_s)->text() == u"100 GiB"_s;
    }));
    choose(u"Empty"_s);
    EXPECT_FALSE(enlarge->isEnabled());
    EXPECT_FALSE(draft->isChanged()) << "it is the image that was changed";
}

TEST_F(StoragePageTest, TheSearchLeavesWhatFits)
{
    EXPECT_TRUE(page->filter(false, u"archive"_s));
    EXPECT_EQ(rows(), (QStringList{u"virtio (fast)"_s, u" archive.qcow2"_s}));
    EXPECT_FALSE(page->filter(false, u"nothing has this"_s));
    EXPECT_TRUE(page->filter(false, {}));
    EXPECT_EQ(rows().size(), 4);
}

TEST_F(StoragePageTest, GoesToASetting)
{
    page->filter(true, {});
    page->show(*findProperty(u"disk.cache"), {u"disk"_s, 1});
    EXPECT_EQ(tree()->spot().device, (DeviceRef{u"disk"_s, 1}));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the fields of the drive before
    EXPECT_EQ(page->focusWidget(), find<QComboBox>(u"disk.cache"_s));
}

TEST_F(StoragePageTest, OpensAtOnce)
{
    QElapsedTimer clock;
    clock.start();
    StoragePage another(draft.get(), desk);
    another.filter(true, {});
    another.resize(900, 600);
    another.QWidget::show();
    QTest::qWait(0);
    RecordProperty("milliseconds", int(clock.elapsed()));
    std::printf("opens in %lld ms\n", static_cast<long long>(clock.elapsed()));
    EXPECT_LT(clock.elapsed(), 200) << "50 ms is the aim on a quiet machine";
}

TEST_F(StoragePageTest, EveryControlHasAName)
{
    for (const QWidget *widget : page->findChildren<QWidget *>()) {
        const bool own = widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && !widget->objectName().startsWith(u"qt_"_s);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (own && !(button && !button->text().isEmpty())) {
            EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className() << " " << widget->objectName().toStdString();
        }
    }
}

} // namespace

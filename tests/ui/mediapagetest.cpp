// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/mediapage.h"
#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"
#include "tests/ui/managersfixture.h"

#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTreeView>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

class MediaPageTest : public ManagersFixture
{
protected:
    void SetUp() override
    {
        ManagersFixture::SetUp();
        library = std::make_unique<MediaLibrary>(&store, uri());
        commands = std::make_unique<MediaCommands>(library.get(), &operations);
        page = std::make_unique<MediaPage>(library.get(), commands.get());
        page->resize(900, 600);
        page->show();
        ASSERT_TRUE(becomes([this] {
            return row(tree(), u"archive.qcow2"_s).isValid() && !library->isLoading() && !library->defaultFolder().isEmpty();
        }));
    }
    void TearDown() override
    {
        page.reset();
    }
    QTreeView *tree() const
    {
        return find<QTreeView>(u"mediaTree"_s);
    }
    void choose(const QString &name) const
    {
        ASSERT_TRUE(row(tree(), name).isValid()) << name.toStdString();
        tree()->setCurrentIndex(row(tree(), name));
    }
    bool lists(const QString &name) const
    {
        return row(tree(), name).isValid();
    }
    QDialog *dialog(const QString &name) const
    {
        QDialog *found = nullptr;
        EXPECT_TRUE(becomes([&] {
            found = find<QDialog>(name);
            return found && found->isVisible();
        })) << name.toStdString();
        return found;
    }

    std::unique_ptr<MediaLibrary> library;
    std::unique_ptr<MediaCommands> commands;
};

TEST_F(MediaPageTest, ActionsSayWhyTheyAreNotPossible)
{
    choose(u"debian-13-base.qcow2"_s);
    EXPECT_FALSE(action(u"media_remove"_s)->isEnabled());
    EXPECT_TRUE(action(u"media_remove"_s)->toolTip().contains(u"web-server.qcow2"_s));
    EXPECT_TRUE(action(u"media_copy"_s)->isEnabled());
    choose(u"virtio-win.iso"_s);
    EXPECT_FALSE(action(u"media_resize"_s)->isEnabled());
    EXPECT_TRUE(action(u"media_remove"_s)->isEnabled());
    choose(u"archive.qcow2"_s);
    EXPECT_FALSE(action(u"media_compact"_s)->isEnabled()) << "its snapshots would go";
    EXPECT_TRUE(action(u"media_resize"_s)->isEnabled());
    choose(u"from-elsewhere.qcow2"_s);
    EXPECT_FALSE(action(u"media_copy"_s)->isEnabled());
    EXPECT_TRUE(find<QLabel>(u"mediaProblem"_s)->text().contains(u"nbd:192.0.2.7"_s)) << "what it points at is said";
}

TEST_F(MediaPageTest, PropertiesTellTheChain)
{
    choose(u"web-server.qcow2"_s);
    EXPECT_TRUE(find<QLabel>(u"mediaChain"_s)->text().contains(u"debian-13-base.qcow2"_s));
    EXPECT_EQ(find<QLabel>(u"mediaUsers"_s)->text(), u"No machine"_s);
    choose(u"archive.qcow2"_s);
    EXPECT_TRUE(find<QLabel>(u"mediaSnapshots"_s)->text().contains(u"before the move"_s));
}

TEST_F(MediaPageTest, MakesADiskByKeyboard)
{
    action(u"media_new"_s)->trigger();
    QDialog *created = dialog(u"imageDialog"_s);
    ASSERT_TRUE(created);
    auto *name = created->findChild<QLineEdit *>(u"imageName"_s);
    EXPECT_TRUE(name->hasFocus() || created->focusWidget() == name);
    name->setText(u"archive.qcow2"_s);
    EXPECT_FALSE(created->findChild<QPushButton *>(u"imageAccept"_s)->isEnabled()) << "the name is taken";
    name->setText(u"a/b"_s);
    EXPECT_FALSE(created->findChild<QPushButton *>(u"imageAccept"_s)->isEnabled());
    name->setText(u"mine.qcow2"_s);
    created->findChild<QComboBox *>(u"imageFormat"_s)->setCurrentIndex(1);
    EXPECT_EQ(name->text(), u"mine.img"_s) << "the ending follows the format";
    created->findChild<QDoubleSpinBox *>(u"imageSize"_s)->setValue(5);
    QTest::keyClick(created, Qt::Key_Return);
    ASSERT_TRUE(becomes([this] {
        return tree()->currentIndex().data().toString() == u"mine.img"_s;
    })) << "it is listed and selected";
    EXPECT_EQ(find<QLabel>(u"mediaSize"_s)->text(), u"5 GiB"_s);
}

TEST_F(MediaPageTest, CopyingNamesWhatIsReadToo)
{
    choose(u"web-server.qcow2"_s);
    action(u"media_copy"_s)->trigger();
    QDialog *copying = dialog(u"imageDialog"_s);
    ASSERT_TRUE(copying);
    EXPECT_TRUE(copying->findChild<QLabel *>(u"imageNote"_s)->text().contains(u"/demo/images/debian-13-base.qcow2"_s));
    EXPECT_EQ(copying->findChild<QLineEdit *>(u"imageName"_s)->text(), u"web-server-2.qcow2"_s);
    copying->accept();
    EXPECT_TRUE(becomes([this] {
        return lists(u"web-server-2.qcow2"_s);
    }));
}

TEST_F(MediaPageTest, DisksOnlyGrow)
{
    choose(u"archive.qcow2"_s);
    action(u"media_resize"_s)->trigger();
    QDialog *resizing = dialog(u"resizeDialog"_s);
    ASSERT_TRUE(resizing);
    auto *size = resizing->findChild<QDoubleSpinBox *>(u"resizeSize"_s);
    EXPECT_DOUBLE_EQ(size->minimum(), 80);
    size->setValue(80);
    EXPECT_FALSE(resizing->findChild<QPushButton *>(u"resizeAccept"_s)->isEnabled());
    size->setValue(120);
    resizing->accept();
    EXPECT_TRUE(becomes([this] {
        return find<QLabel>(u"mediaSize"_s)->text() == u"120 GiB"_s;
    }));
}

TEST_F(MediaPageTest, RemovingAsksAndNamesTheFile)
{
    choose(u"archive.qcow2"_s);
    action(u"media_remove"_s)->trigger();
    auto *question = qobject_cast<QMessageBox *>(dialog(u"mediaQuestion"_s));
    ASSERT_TRUE(question);
    EXPECT_TRUE(question->text().contains(u"/demo/images/archive.qcow2"_s));
    EXPECT_TRUE(question->informativeText().contains(u"2 snapshots"_s));
    question->reject();
    EXPECT_TRUE(lists(u"archive.qcow2"_s));
    ASSERT_TRUE(becomes([this] {
        return !find<QMessageBox>(u"mediaQuestion"_s);
    }));
    action(u"media_remove"_s)->trigger();
    ASSERT_TRUE(dialog(u"mediaQuestion"_s));
    press(u"mediaTrash"_s);
    EXPECT_TRUE(becomes([this] {
        return !lists(u"archive.qcow2"_s);
    }));
}

TEST_F(MediaPageTest, DamageIsFoundAndRepaired)
{
    choose(u"damaged.qcow2"_s);
    action(u"media_check"_s)->trigger();
    auto *found = qobject_cast<QMessageBox *>(dialog(u"mediaChecked"_s));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->informativeText().contains(u"3 places"_s));
    press(u"mediaRepair"_s);
    EXPECT_TRUE(becomes([this] {
        const QList<QMessageBox *> boxes = page->findChildren<QMessageBox *>();
        return std::ranges::any_of(boxes, [](const QMessageBox *box) {
            return box->informativeText().contains(u"repaired"_s);
        });
    }));
}

TEST_F(MediaPageTest, SearchAndFoldersWork)
{
    find<QLineEdit>(u"mediaSearch"_s)->setText(u"windows"_s);
    EXPECT_FALSE(lists(u"archive.qcow2"_s));
    EXPECT_TRUE(lists(u"Windows 11.qcow2"_s));
    find<QLineEdit>(u"mediaSearch"_s)->clear();
    action(u"media_places"_s)->trigger();
    QDialog *places = dialog(u"placesDialog"_s);
    ASSERT_TRUE(places);
    places->findChild<QLineEdit *>(u"placeName"_s)->setText(u"images"_s);
    places->findChild<QLineEdit *>(u"placeFolder"_s)->setText(u"/demo/more"_s);
    EXPECT_FALSE(places->findChild<QPushButton *>(u"placeAdd"_s)->isEnabled()) << "the name is taken";
    places->findChild<QLineEdit *>(u"placeName"_s)->setText(u"more"_s);
    press(u"placeAdd"_s);
    EXPECT_TRUE(becomes([this] {
        return library->lists(u"/demo/more"_s);
    }));
    expectNames();
}

} // namespace
} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/createfixture.h"
#include "ui/widgets/collapsiblesection.h"

#include <KMessageWidget>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::StringLiterals;

namespace {

class Create : public CreateFixture
{
};

class CreateSlowly : public CreateFixture
{
protected:
    CreateSlowly()
        : CreateFixture(u"demo:///?scenario=empty&delay=60"_s)
    {
    }
};

TEST_F(Create, anImageAndOnePressMakeAMachine)
{
    openDialog(file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    EXPECT_EQ(child<QLineEdit>("machineName")->text(), u"Debian 13"_s);
    EXPECT_EQ(child<QSpinBox>("memory")->value(), 2048);
    press("createButton");
    ASSERT_TRUE(waitUntil([this] {
        return !created.isEmpty();
    }));
    const auto machine = store.machine(created.constFirst());
    ASSERT_TRUE(machine.has_value());
    EXPECT_EQ(machine->displayName(), u"Debian 13"_s);
    EXPECT_TRUE(waitUntil([this] {
        return store.machine(created.constFirst())->isActive();
    }));
    EXPECT_TRUE(waitUntil([this] {
        return !dialog;
    })) << "the dialog is gone when its machine is there";
}

TEST_F(Create, withoutAnImageNothingIsRedYet)
{
    openDialog();
    EXPECT_FALSE(canCreate());
    EXPECT_EQ(message("machineName"), QString());
    EXPECT_EQ(dialog->focusWidget(), child<QLineEdit>("isoPath"));
}

TEST_F(Create, aTypedNameStaysWhenTheSystemIsDetected)
{
    openDialog();
    QTest::keyClicks(child<QLineEdit>("machineName"), u"mine"_s);
    dialog->setIsoPath(file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    EXPECT_EQ(child<QLineEdit>("machineName")->text(), u"mine"_s);
    EXPECT_EQ(child<QComboBox>("osChoice")->currentText(), u"Debian 13 (detected)"_s);
}

TEST_F(Create, aChosenSystemIsFollowed)
{
    openDialog(file(u"other.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    auto *systems = child<QComboBox>("osChoice");
    systems->setCurrentIndex(systems->findText(u"Fedora 42"_s));
    EXPECT_TRUE(waitUntil([this] {
        return child<QSpinBox>("memory")->value() == 4096;
    }));
    EXPECT_EQ(child<QLineEdit>("machineName")->text(), u"Fedora 42"_s);
}

TEST_F(Create, aFileThatGoesAwayIsNoticedOnCreate)
{
    const QString iso = file(u"debian-13.iso"_s);
    openDialog(iso);
    ASSERT_TRUE(waitUntilReady());
    ASSERT_TRUE(QFile::remove(iso));
    press("createButton");
    EXPECT_TRUE(waitUntil([this] {
        return !message("isoPath").isEmpty();
    }));
    shoot(u"failed"_s);
    EXPECT_FALSE(canCreate());
    EXPECT_EQ(store.count(), 0);
    ASSERT_NE(dialog->findChild<KMessageWidget *>(), nullptr);
    dialog->setIsoPath(file(u"debian-13b.iso"_s));
    EXPECT_TRUE(waitUntil([this] {
        return !dialog->findChild<KMessageWidget *>() || !dialog->findChild<KMessageWidget *>()->isVisible();
    })) << "another image, so the failure is history";
}

TEST_F(Create, aMistakeIsSaidUnderItsField)
{
    openDialog(file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    auto *name = child<QLineEdit>("machineName");
    name->selectAll();
    QTest::keyClick(name, Qt::Key_Backspace);
    EXPECT_TRUE(waitUntil([this] {
        return !message("machineName").isEmpty();
    }));
    EXPECT_EQ(name->accessibleDescription(), message("machineName"));
    EXPECT_FALSE(canCreate());
    child<QSpinBox>("memory")->setValue(16 * 1024 * 1024);
    child<QSpinBox>("diskSize")->setValue(0);
    EXPECT_TRUE(waitUntil([this] {
        return !message("memory").isEmpty() && !message("diskSize").isEmpty();
    }));
}

TEST_F(Create, aFileThatIsNoImageIsSaidAtOnce)
{
    openDialog(folder.path());
    EXPECT_TRUE(waitUntil([this] {
        return message("isoPath").contains(u"folder"_s);
    }));
    dialog->setIsoPath(file(u"empty.iso"_s, {}));
    EXPECT_TRUE(waitUntil([this] {
        return message("isoPath").contains(u"empty"_s);
    }));
    EXPECT_FALSE(canCreate());
    dialog->setIsoPath(file(u"data.iso"_s));
    EXPECT_TRUE(waitUntil([this] {
        return message("isoPath").contains(u"go on"_s);
    }));
    EXPECT_TRUE(waitUntilReady()) << "an image that does not boot may be used";
}

TEST_F(Create, aDroppedImageIsTaken)
{
    openDialog();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file(u"debian-13.iso"_s))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(dialog, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(dialog, &drop);
    EXPECT_TRUE(waitUntilReady());
}

TEST_F(CreateSlowly, cancelTakesBackAndKeepsTheChoices)
{
    openDialog(file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    press("createButton");
    ASSERT_TRUE(dialog->isCreating());
    shoot(u"creating"_s);
    press("cancelButton");
    ASSERT_TRUE(waitUntil([this] {
        return !dialog->isCreating();
    }));
    EXPECT_TRUE(waitUntilReady()) << "the form is there again";
    EXPECT_EQ(store.count(), 0);
    EXPECT_TRUE(created.isEmpty());
    EXPECT_EQ(child<QLineEdit>("machineName")->text(), u"Debian 13"_s);
}

TEST_F(CreateSlowly, closingWhileMakingCancels)
{
    openDialog(file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    press("createButton");
    dialog->close();
    EXPECT_TRUE(waitUntil([this] {
        return !dialog && !operations.hasRunning();
    }));
    EXPECT_EQ(store.count(), 0);
    EXPECT_TRUE(created.isEmpty());
}

TEST_F(CreateSlowly, closingTheMainWindowWhileMakingCancels)
{
    QPointer window(new QWidget);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    dialog = new CreateDialog(context, file(u"debian-13.iso"_s), window);
    dialog->show();
    ASSERT_TRUE(waitUntilReady());
    press("createButton");
    ASSERT_TRUE(dialog->isCreating());
    window->close();
    EXPECT_TRUE(waitUntil([&] {
        return !window && !dialog && !operations.hasRunning();
    }));
    EXPECT_EQ(operations.index(0).data(OperationList::OperationRole).value<Operation *>()->phase(), Operation::Phase::Cancelled);
    EXPECT_EQ(store.count(), 0);
    EXPECT_TRUE(created.isEmpty());
}

TEST_F(Create, opensInTheTimeOfABlink)
{
    openDialog();
    delete dialog; // styles and icons are loaded by now
    QElapsedTimer clock;
    clock.start();
    openDialog(file(u"debian-13.iso"_s));
    QCoreApplication::processEvents();
    RecordProperty("milliseconds", int(clock.elapsed()));
    EXPECT_LT(clock.elapsed(), 100);
}

TEST_F(Create, keyboardAloneIsEnough)
{
    openDialog();
    QTest::keyClicks(dialog->focusWidget(), file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    EXPECT_TRUE(waitUntil([this] {
        return !created.isEmpty();
    }));
}

TEST_F(Create, noTwoVisibleFieldsShareAMnemonic)
{
    openDialog();
    for (const char *name : {"hardwareSection", "diskSection"}) {
        child<CollapsibleSection>(name)->setExpanded(true);
    }
    QStringList mnemonics;
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label && label->buddy() ? label->text() : button ? button->text() : QString();
        const QString mnemonic = QKeySequence::mnemonic(text).toString();
        if (!mnemonic.isEmpty() && widget->isVisibleTo(dialog)) {
            EXPECT_FALSE(mnemonics.contains(mnemonic)) << qPrintable(text);
            mnemonics.append(mnemonic);
        }
    }
    EXPECT_GE(mnemonics.size(), 12);
}

TEST_F(Create, everyFieldHasANameForThoseWhoDoNotSee)
{
    openDialog();
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        const bool part = widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QComboBoxListView");
        if (widget->focusPolicy() == Qt::NoFocus || part) {
            continue;
        }
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        EXPECT_FALSE(widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
            << qPrintable(widget->objectName()) << widget->metaObject()->className();
    }
}

} // namespace

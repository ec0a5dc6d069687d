// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demobackend.h"
#include "models/definition/definitiondraft.h"
#include "models/history/definitionhistory.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/ui/testpicture.h"
#include "ui/machinesettings/machinesettingsdialog.h"
#include "ui/machinesettings/settingspageview.h"

#include <KMessageDialog>
#include <KMessageWidget>

#include <QCheckBox>
#include <QComboBox>
#include <QCoroTask>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <gtest/gtest.h>

#include <ctime>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

class MachineSettings : public testing::Test
{
protected:
    void SetUp() override
    {
        new DefinitionHistory(&store, RevisionFolder(kept.path()), &store);
        store.addBackend(&backend);
        backend.open();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return store.count() > 0;
        }));
        open(MachineState::Off);
    }
    void open(MachineState state)
    {
        for (const MachineInfo &machine : store.machines()) {
            if (machine.state == state) {
                id = machine.id;
            }
        }
        delete dialog;
        dialog = new MachineSettingsDialog(&store, &commands, id, nullptr);
        dialog->show();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return dialog->draft() != nullptr;
        }));
    }
    void TearDown() override
    {
        delete dialog;
    }
    template<typename T>
    T *find(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    QPushButton *button(QDialogButtonBox::StandardButton which) const
    {
        return dialog->findChild<QDialogButtonBox *>()->button(which);
    }
    QListWidget *pages() const
    {
        return find<QListWidget>(u"settingsPages"_s);
    }
    QString changes() const
    {
        return find<QLabel>(u"settingsChanges"_s)->text();
    }

    /** As another program would. */
    void changeElsewhere(const QString &property, const QString &value)
    {
        DomainXml xml = stored();
        const Property *row = findProperty(property);
        ASSERT_TRUE(row->write(xml, DeviceRef{}, value));
        ASSERT_TRUE(QCoro::waitFor(backend.definitions()->define(xml.toString())));
    }
    DomainXml stored()
    {
        return *DomainXml::parse(*QCoro::waitFor(backend.definitions()->xml(id, DefinitionKind::Stored)));
    }
    QString storedValue(const QString &property)
    {
        return findProperty(property)->read(stored(), DeviceRef{});
    }
    QString draftValue(const QString &property) const
    {
        return dialog->draft()->value(*findProperty(property));
    }
    void rename(const QString &title)
    {
        auto *field = find<QLineEdit>(u"general.title"_s);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, title);
    }
    bool isTold(const QString &text) const
    {
        return QTest::qWaitFor([&] {
            const auto *message = find<KMessageWidget>(u"elsewhereMessage"_s);
            return message->isVisible() && message->text().contains(text);
        });
    }

    DemoBackend backend{u"demo:///"_s};
    QTemporaryDir kept;
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    MachineId id;
    QPointer<MachineSettingsDialog> dialog;
};

TEST_F(MachineSettings, AChangeIsToldAndApplied)
{
    EXPECT_FALSE(button(QDialogButtonBox::Apply)->isEnabled());
    auto *title = find<QLineEdit>(u"general.title"_s);
    ASSERT_NE(title, nullptr);
    title->setFocus();
    title->selectAll();
    QTest::keyClicks(title, u"Renamed"_s);
    EXPECT_TRUE(changes().contains(u"→ Renamed"_s)) << changes().toStdString();
    button(QDialogButtonBox::Ok)->click();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return store.machine(id)->title == u"Renamed"_s && !dialog;
    }));
}

TEST_F(MachineSettings, HistoryTellsWhatWasAppliedAndLeadsBack)
{
    const QString before = store.machine(id)->title;
    auto *title = find<QLineEdit>(u"general.title"_s);
    title->setFocus();
    title->selectAll();
    QTest::keyClicks(title, u"Renamed"_s);
    button(QDialogButtonBox::Apply)->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return store.machine(id)->title == u"Renamed"_s;
    }));
    pages()->setCurrentRow(pages()->count() - 1);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !dialog->draft()->isChanged();
    }));
    const auto list = [this] {
        return find<QTreeWidget>(u"historyList"_s);
    };
    ASSERT_TRUE(QTest::qWaitFor([&] {
        if (list() && list()->topLevelItemCount() == 2) {
            list()->setCurrentItem(list()->topLevelItem(1));
        }
        return list() && find<QPushButton>(u"historyReturn"_s)->isEnabled() && find<QPlainTextEdit>(u"historyXml"_s)->toPlainText().contains(u"<domain"_s);
    }));
    EXPECT_TRUE(list()->topLevelItem(0)->text(2).contains(u"→ Renamed"_s)) << list()->topLevelItem(0)->text(2).toStdString();
    find<QPushButton>(u"historyReturn"_s)->click();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return store.machine(id)->title == before;
    }));
}

TEST_F(MachineSettings, WhatAnotherProgramChangesComesInAndNothingIsLost)
{
    rename(u"Mine"_s);
    changeElsewhere(u"general.description"_s, u"Theirs"_s);
    EXPECT_TRUE(isTold(u"Theirs"_s));
    EXPECT_TRUE(isTold(u"Your own changes are kept"_s));
    EXPECT_EQ(draftValue(u"general.description"_s), u"Theirs"_s);
    EXPECT_EQ(draftValue(u"general.title"_s), u"Mine"_s);
    button(QDialogButtonBox::Apply)->click();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return storedValue(u"general.title"_s) == u"Mine"_s;
    }));
    EXPECT_EQ(storedValue(u"general.description"_s), u"Theirs"_s);
}

TEST_F(MachineSettings, OfWhatBothChangedTheUserChooses)
{
    rename(u"Mine"_s);
    changeElsewhere(u"general.title"_s, u"Theirs"_s);
    EXPECT_TRUE(isTold(u"too"_s));
    EXPECT_EQ(draftValue(u"general.title"_s), u"Mine"_s);
    button(QDialogButtonBox::Apply)->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return find<QDialog>(u"mergeDialog"_s) != nullptr;
    }));
    auto *choice = find<QDialog>(u"mergeDialog"_s);
    auto *go = choice->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    EXPECT_FALSE(go->isEnabled()) << "nothing is chosen beforehand";
    EXPECT_EQ(storedValue(u"general.title"_s), u"Theirs"_s) << "nothing was overwritten";
    EXPECT_TRUE(choice->findChild<QRadioButton *>(u"merge_others_0"_s)->text().contains(u"Theirs"_s));
    choice->findChild<QRadioButton *>(u"merge_own_0"_s)->click();
    go->click();
    EXPECT_TRUE(changes().contains(u"Theirs → Mine"_s)) << changes().toStdString();
    button(QDialogButtonBox::Apply)->click();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return storedValue(u"general.title"_s) == u"Mine"_s;
    }));
}

TEST_F(MachineSettings, TheUserMayYield)
{
    rename(u"Mine"_s);
    changeElsewhere(u"general.title"_s, u"Theirs"_s);
    EXPECT_TRUE(isTold(u"too"_s));
    button(QDialogButtonBox::Apply)->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return find<QDialog>(u"mergeDialog"_s) != nullptr;
    }));
    auto *choice = find<QDialog>(u"mergeDialog"_s);
    choice->findChild<QRadioButton *>(u"merge_others_0"_s)->click();
    choice->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    EXPECT_EQ(find<QLineEdit>(u"general.title"_s)->text(), u"Theirs"_s);
    EXPECT_FALSE(dialog->draft()->isChanged());
}

TEST_F(MachineSettings, ReturningInHistoryAsksBeforeEditsAreLost)
{
    changeElsewhere(u"general.description"_s, u"Theirs"_s);
    pages()->setCurrentRow(pages()->count() - 1);
    auto *list = find<QTreeWidget>(u"historyList"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return list->topLevelItemCount() == 2;
    }));
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return draftValue(u"general.description"_s) == u"Theirs"_s;
    }));
    ASSERT_TRUE(dialog->draft()->setValue(*findProperty(u"general.title"_s), {}, u"Mine"_s));
    list->setCurrentItem(list->topLevelItem(1));
    find<QPushButton>(u"historyReturn"_s)->click();
    auto *question = find<KMessageDialog>(u"discardChanges"_s);
    ASSERT_NE(question, nullptr);
    question->done(KMessageDialog::SecondaryAction);
    EXPECT_EQ(draftValue(u"general.title"_s), u"Mine"_s);
    EXPECT_EQ(storedValue(u"general.description"_s), u"Theirs"_s);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return find<KMessageDialog>(u"discardChanges"_s) == nullptr;
    }));
    find<QPushButton>(u"historyReturn"_s)->click();
    find<KMessageDialog>(u"discardChanges"_s)->done(KMessageDialog::PrimaryAction);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return storedValue(u"general.description"_s) != u"Theirs"_s && !dialog->draft()->isChanged();
    }));
}

TEST_F(MachineSettings, AFieldTellsWhenItsChangeTakesEffect)
{
    open(MachineState::Running);
    EXPECT_EQ(find<QLabel>(u"general.title_effect"_s), nullptr) << "nothing was changed";
    rename(u"Now"_s);
    EXPECT_TRUE(find<QLabel>(u"general.title_effect"_s)->text().contains(u"now"_s));
    EXPECT_TRUE(find<QLineEdit>(u"general.title"_s)->accessibleDescription().contains(u"now"_s));
    pages()->setCurrentRow(int(SettingsPage::System));
    auto *memory = find<QSpinBox>(u"memory.size"_s);
    memory->setValue(memory->value() + 1);
    const auto *later = find<QLabel>(u"memory.size_effect"_s);
    EXPECT_TRUE(later->isVisible() && later->text().contains(u"next start"_s));
    memory->setValue(memory->value() - 1);
    EXPECT_FALSE(later->isVisible());
}

TEST_F(MachineSettings, TheMachineStoppingMeanwhileIsNoticed)
{
    open(MachineState::Running);
    rename(u"Mine"_s);
    ASSERT_TRUE(dialog->draft()->isRunning());
    commands.forceOff(id);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !dialog->draft()->isRunning();
    }));
    EXPECT_EQ(draftValue(u"general.title"_s), u"Mine"_s);
}

TEST_F(MachineSettings, OfASavedMachineItIsToldWhenChangesTakeEffect)
{
    EXPECT_FALSE(find<KMessageWidget>(u"savedStateNote"_s)->isVisible());
    open(MachineState::Saved);
    const auto *note = find<KMessageWidget>(u"savedStateNote"_s);
    EXPECT_TRUE(note->isVisible());
    vitrine::savePicture(*dialog, "settings-saved-machine");
    find<QAction>(u"savedStateDiscard"_s)->trigger();
    auto *question = find<KMessageDialog>(u"confirmDiscardState"_s);
    ASSERT_NE(question, nullptr);
    question->done(KMessageDialog::PrimaryAction);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return !note->isVisible();
    }));
    EXPECT_EQ(store.machine(id)->state, MachineState::Off);
}

TEST_F(MachineSettings, ApplyingLeavesPagesAndFocusAsTheyAre)
{
    rename(u"Renamed"_s);
    const QPointer field(find<QLineEdit>(u"general.title"_s));
    button(QDialogButtonBox::Apply)->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return storedValue(u"general.title"_s) == u"Renamed"_s && !dialog->draft()->isChanged();
    }));
    ASSERT_TRUE(field);
    EXPECT_EQ(dialog->focusWidget(), field);
}

TEST_F(MachineSettings, TheKeyboardGoesOnInANewDeviceAndAboveARemovedOne)
{
    pages()->setCurrentRow(int(SettingsPage::Ports));
    auto *page = find<QWidget>(u"settingsPage_%1"_s.arg(int(SettingsPage::Ports)));
    auto *add = find<QPushButton>(page->objectName() + u"_add"_s);
    ASSERT_NE(add, nullptr);
    for (int i = 0; i < 2; ++i) {
        add->menu()->actions().first()->trigger();
        const QWidget *first = dialog->focusWidget();
        EXPECT_TRUE(first && first->objectName().contains(u'.')) << "a field of the new device";
    }
    // Tab goes down the page in the order in which things stand there.
    int lowest = -1;
    const QWidget *start = page->findChild<QToolButton *>();
    for (const QWidget *field = start; page->isAncestorOf(field); field = field->nextInFocusChain()) {
        if (field->focusPolicy() & Qt::TabFocus && !field->focusProxy() && field->isVisibleTo(page)) {
            const int top = field->mapTo(page, QPoint()).y() + field->height();
            EXPECT_GE(top + field->height(), lowest) << field->objectName().toStdString();
            lowest = qMax(lowest, top);
        }
        if (field == add) {
            break;
        }
    }
    const QList<QPushButton *> removes = page->findChildren<QPushButton *>(QRegularExpression(u"^device_.*_0_remove$"_s));
    ASSERT_FALSE(removes.isEmpty());
    QPushButton *remove = removes.first();
    remove->setFocus();
    remove->click();
    ASSERT_TRUE(dialog->focusWidget());
    EXPECT_FALSE(dialog->focusWidget()->objectName().endsWith(u"_remove"_s)) << "the same key would remove the next one";
}

TEST_F(MachineSettings, EveryPropertyOfTheMachineHasOneFieldInOneGroup)
{
    for (int row = 0; row < pages()->count(); ++row) {
        pages()->setCurrentRow(row);
    }
    for (const Property &property : allProperties()) {
        if (property.element().isEmpty()) {
            EXPECT_EQ(dialog->findChildren<QWidget *>(property.id()).size(), 1) << property.id().data();
        }
    }
    const QWidget *system = find<QWidget>(u"settingsPage_%1"_s.arg(int(SettingsPage::System)));
    ASSERT_TRUE(system);
    EXPECT_TRUE(system->findChild<QWidget *>(u"group_memory"_s)->findChild<QWidget *>(u"memory.size"_s));
    EXPECT_TRUE(system->findChild<QWidget *>(u"group_start"_s)->findChild<QWidget *>(u"firmware.type"_s));
    EXPECT_FALSE(system->findChild<QWidget *>(u"group_hyperv"_s)->isVisible()) << "nothing of it is basic";
}

TEST_F(MachineSettings, AnEmptyPageSaysWhatItMeans)
{
    pages()->setCurrentRow(int(SettingsPage::SharedFolders));
    const QLabel *text = find<QLabel>(u"settingsPage_%1_placeholder"_s.arg(int(SettingsPage::SharedFolders)));
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->isVisible());
    EXPECT_TRUE(dialog->draft()->addDevice(u"<filesystem type='mount'><source dir='/x'/><target dir='x'/></filesystem>"_s).has_value());
    EXPECT_FALSE(text->isVisible());
}

TEST_F(MachineSettings, HalfADocumentIsNotLostOnClosing)
{
    pages()->setCurrentRow(pages()->count() - 2);
    find<QPlainTextEdit>(u"xmlText"_s)->setPlainText(u"<domain"_s);
    dialog->reject();
    EXPECT_NE(find<KMessageDialog>(u"discardChanges"_s), nullptr);
    EXPECT_TRUE(dialog->isVisible());
}

/** Processor time: on a busy test machine the clock on the wall counts other programs too. */
double threadMilliseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

TEST_F(MachineSettings, EveryPageOpensAtOnce)
{
    find<QCheckBox>(u"settingsAdvanced"_s)->setChecked(true);
    for (int row = 1; row < pages()->count(); ++row) {
        const double start = threadMilliseconds();
        pages()->setCurrentRow(row);
        QTest::qWait(0);
        const double taken = threadMilliseconds() - start;
        std::printf("%s: %.0f ms\n", qPrintable(pages()->currentItem()->text()), taken);
        EXPECT_LT(taken, 50) << pages()->currentItem()->text().toStdString();
    }
}

TEST_F(MachineSettings, SearchFindsASettingOnAnyPage)
{
    find<QLineEdit>(u"settingsSearch"_s)->setText(u"watchdog"_s);
    for (int row = 0; row < pages()->count(); ++row) {
        EXPECT_TRUE(pages()->item(row)->isHidden() || pages()->item(row)->text() == u"Other Devices"_s) << pages()->item(row)->text().toStdString();
    }
    find<QLineEdit>(u"settingsSearch"_s)->setText(u"cache"_s);
    EXPECT_EQ(pages()->currentItem()->isHidden(), false);
}

TEST_F(MachineSettings, ANumberOfManyDigitsIsShownAsItIs)
{
    find<QCheckBox>(u"settingsAdvanced"_s)->setChecked(true);
    ASSERT_TRUE(dialog->draft()->setValue(*findProperty(u"disk.totalBytes"), {u"disk"_s, 0}, u"5000000000"_s));
    pages()->setCurrentRow(int(SettingsPage::Tuning));
    const auto *spin = find<QDoubleSpinBox>(u"disk.totalBytes"_s);
    ASSERT_NE(spin, nullptr);
    EXPECT_EQ(qint64(spin->value()), 5000000000);
}

TEST_F(MachineSettings, ListsFollowWhatTheMachineCanHaveNow)
{
    find<QCheckBox>(u"settingsAdvanced"_s)->setChecked(true);
    const auto added = dialog->draft()->addDevice(u"<input type='mouse' bus='usb'/>"_s);
    ASSERT_TRUE(added);
    pages()->setCurrentRow(int(SettingsPage::Other));
    const auto *section = find<QWidget>(u"device_input_%1"_s.arg(added->index));
    ASSERT_NE(section, nullptr);
    const auto *bus = section->findChild<QComboBox *>(u"input.bus"_s);
    ASSERT_NE(bus, nullptr);
    EXPECT_GE(bus->findData(u"ps2"_s), 0);
    ASSERT_TRUE(dialog->draft()->setValue(*findProperty(u"input.type"), *added, u"tablet"_s));
    EXPECT_LT(bus->findData(u"ps2"_s), 0) << "there is no such tablet";
    EXPECT_EQ(bus->currentData(), u"usb"_s);
}

TEST_F(MachineSettings, WhatIsSetAlreadyStaysInItsList)
{
    find<QCheckBox>(u"settingsAdvanced"_s)->setChecked(true);
    const auto added = dialog->draft()->addDevice(u"<smartcard mode='passthrough' type='tcp'><source mode='bind' host='a' service='1'/></smartcard>"_s);
    ASSERT_TRUE(added);
    pages()->setCurrentRow(int(SettingsPage::Other));
    const auto *section = find<QWidget>(u"device_smartcard_%1"_s.arg(added->index));
    ASSERT_NE(section, nullptr);
    const auto *way = section->findChild<QComboBox *>(u"smartcard.type"_s);
    ASSERT_NE(way, nullptr);
    EXPECT_EQ(way->currentData(), u"tcp"_s) << "what another program has made is shown as it is";
}

TEST_F(MachineSettings, WhatAnotherSettingAsksForIsToldAtItsField)
{
    const auto added = dialog->draft()->addDevice(u"<serial type='pty'/>"_s);
    ASSERT_TRUE(added);
    pages()->setCurrentRow(int(SettingsPage::Ports));
    auto *section = find<QWidget>(u"device_serial_%1"_s.arg(added->index));
    ASSERT_NE(section, nullptr);
    auto *path = section->findChild<QLineEdit *>(u"serial.path"_s);
    ASSERT_NE(path, nullptr);
    EXPECT_FALSE(path->isVisible());
    ASSERT_TRUE(dialog->draft()->setValue(*findProperty(u"serial.type"), *added, u"file"_s));
    EXPECT_TRUE(path->isVisible());
    const auto *issue = section->findChild<QLabel *>(u"serial.path_issue"_s);
    ASSERT_NE(issue, nullptr);
    EXPECT_TRUE(issue->isVisible());
    EXPECT_FALSE(button(QDialogButtonBox::Apply)->isEnabled());
    QTest::keyClicks(path, u"/tmp/port"_s);
    EXPECT_FALSE(issue->isVisible());
    EXPECT_TRUE(button(QDialogButtonBox::Apply)->isEnabled());
}

TEST_F(MachineSettings, AWrongValueIsToldAndCannotBeApplied)
{
    pages()->setCurrentRow(int(SettingsPage::Network));
    auto *mac = find<QLineEdit>(u"interface.mac"_s);
    ASSERT_NE(mac, nullptr);
    mac->selectAll();
    QTest::keyClicks(mac, u"zz"_s);
    EXPECT_FALSE(button(QDialogButtonBox::Apply)->isEnabled());
    EXPECT_TRUE(find<QLabel>(u"interface.mac_issue"_s)->text().contains(u"52:54:00"_s));
    EXPECT_EQ(mac->text(), u"zz"_s) << "stays to be mended";
}

TEST_F(MachineSettings, XmlByHandIsCheckedBeforeItGoesAnywhere)
{
    pages()->setCurrentRow(pages()->count() - 2);
    auto *text = find<QPlainTextEdit>(u"xmlText"_s);
    ASSERT_NE(text, nullptr);
    const QString good = text->toPlainText();
    text->setPlainText(QString(good).replace(u"</domain>"_s, u"</domian>"_s));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return find<QLabel>(u"xmlProblem"_s)->isVisible();
    }));
    EXPECT_FALSE(dialog->draft()->isChanged());
    text->setPlainText(QString(good).replace(u"<devices>"_s, u"<devices><watchdog model='itco' action='reset'/>"_s));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return dialog->draft()->isChanged();
    }));
}

TEST_F(MachineSettings, ADeviceWithoutFieldsIsShownAsItIs)
{
    ASSERT_TRUE(dialog->draft()->addDevice(u"<wonder type='unheard-of'/>"_s));
    pages()->setCurrentRow(int(SettingsPage::Other));
    const auto *xml = find<QPlainTextEdit>(u"device_wonder_0_xml"_s);
    ASSERT_NE(xml, nullptr);
    EXPECT_TRUE(xml->isVisible());
    EXPECT_TRUE(xml->toPlainText().contains(u"unheard-of"_s));
}

TEST_F(MachineSettings, ClosingAsksBeforeChangesAreLost)
{
    auto *title = find<QLineEdit>(u"general.title"_s);
    QTest::keyClicks(title, u"x"_s);
    dialog->reject();
    auto *question = find<KMessageDialog>(u"discardChanges"_s);
    ASSERT_NE(question, nullptr);
    EXPECT_TRUE(dialog->isVisible());
    question->done(KMessageDialog::PrimaryAction);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !dialog;
    }));
    EXPECT_NE(store.machine(id)->title.right(1), u"x"_s);
}

TEST_F(MachineSettings, EveryFieldHasANameForScreenReaders)
{
    find<QCheckBox>(u"settingsAdvanced"_s)->setChecked(true);
    for (int row = 0; row < pages()->count(); ++row) {
        pages()->setCurrentRow(row);
    }
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        const bool isField = widget->focusPolicy() & Qt::TabFocus && widget->isVisibleTo(dialog) && !widget->objectName().startsWith(u"qt_"_s);
        if (isField) {
            const auto *named = qobject_cast<const QAbstractButton *>(widget);
            EXPECT_FALSE(widget->accessibleName().isEmpty() && (!named || named->text().isEmpty()))
                << widget->metaObject()->className() << " " << widget->objectName().toStdString();
        }
    }
}

} // namespace

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "testpicture.h"
#include "ui/input/keyboardsettings.h"
#include "ui/input/keysedit.h"
#include "ui/settings/combinationlistedit.h"
#include "ui/settings/hostkeyedit.h"
#include "ui/settings/settingsdialog.h"
#include "vitrinesettings.h"

#include <KConfigDialog>

#include <QApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QListWidget>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace vitrine {

namespace {

/** As a keyboard gives it. */
void key(QWidget *widget, QEvent::Type type, quint32 evdev, Qt::Key key = Qt::Key_unknown)
{
    QKeyEvent event(type, key, Qt::NoModifier, evdev + 8, 0, 0);
    QApplication::sendEvent(widget, &event);
}

void pressTogether(KeysEdit *field, const KeyCombination &keys)
{
    field->click();
    for (const quint32 code : keys) {
        key(field, QEvent::KeyPress, code);
    }
    for (const quint32 code : keys) {
        key(field, QEvent::KeyRelease, code);
    }
}

class Settings : public testing::Test
{
protected:
    void SetUp() override
    {
        VitrineSettings::self()->setDefaults();
        VitrineSettings::self()->save();
    }
    void TearDown() override
    {
        delete dialog();
    }
    static KConfigDialog *dialog()
    {
        return KConfigDialog::exists(QStringLiteral("settingsDialog"));
    }
    template<typename Widget>
    static Widget *child(const char *name, QWidget *in = dialog())
    {
        return in->findChild<Widget *>(QLatin1String(name));
    }
    static void apply()
    {
        QPushButton *button = dialog()->button(QDialogButtonBox::Apply);
        ASSERT_TRUE(QTest::qWaitFor([button] {
            return button->isEnabled();
        }));
        button->click();
    }
    /** The dialog for one combination. */
    static QDialog *question()
    {
        return dialog()->findChild<QDialog *>(QStringLiteral("combinationDialog"));
    }
};

} // namespace

TEST(KeyCombination, isKeptAsNumbersAndShownAsNames)
{
    const KeyCombination combination{KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE};
    EXPECT_EQ(settingsText(combination), QStringLiteral("29+56+111"));
    EXPECT_EQ(combinationFromSettings(QStringLiteral("29+56+111")), combination);
    EXPECT_EQ(combinationName(combination), QStringLiteral("Ctrl+Alt+Del"));
    EXPECT_EQ(keyNames({KEY_RIGHTCTRL, KEY_SCROLLLOCK}), QStringLiteral("Right Ctrl + Scroll Lock"));
    EXPECT_EQ(keyName(KEY_KP7), QStringLiteral("Keypad 7"));
    EXPECT_EQ(keyName(KEY_1), QStringLiteral("1"));
    EXPECT_EQ(keyName(240), QStringLiteral("Key 240"));
}

TEST(KeyCombination, damagedSettingsAreLeftOut)
{
    for (const char *text : {"", "+", "29+", "29+29", "0", "x", "-1", "99999", "1+2+3+4+5+6+7"}) {
        EXPECT_TRUE(combinationFromSettings(QLatin1String(text)).isEmpty()) << text;
    }
    EXPECT_EQ(combinationsFromSettings({QStringLiteral("29"), QStringLiteral("x")}), QList<KeyCombination>{{KEY_LEFTCTRL}});
}

TEST_F(Settings, haveDefaultsAndSurviveDamage)
{
    const KeyboardSettings settings = KeyboardSettings::load();
    EXPECT_EQ(settings.hostKeys, KeyCombination{KEY_RIGHTCTRL});
    EXPECT_TRUE(settings.toSend.contains(KeyCombination{KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE}));
    EXPECT_TRUE(settings.toSend.contains(KeyCombination{KEY_SYSRQ}));
    EXPECT_EQ(settings.toSend.size(), VitrineSettings::defaultCombinationsToSendValue().size());
    EXPECT_TRUE(settings.keptOnHost.isEmpty());
    for (const QList<int> &damaged : {QList<int>{}, QList<int>{-5}, QList<int>{1, 2, 3, 4}}) {
        VitrineSettings::setHostKey(damaged);
        EXPECT_EQ(KeyboardSettings::load().hostKeys, KeyCombination{KEY_RIGHTCTRL});
    }
}

TEST(HostKey, conflictsAreTold)
{
    EXPECT_FALSE(judgeHostKeys({KEY_A}, {}, false).usable);
    EXPECT_FALSE(judgeHostKeys({KEY_ENTER, KEY_SPACE}, {}, false).usable);
    EXPECT_TRUE(judgeHostKeys({KEY_LEFTCTRL, KEY_A}, {}, false).usable);
    for (const quint32 good : {KEY_RIGHTCTRL, KEY_COMPOSE, KEY_PAUSE, KEY_F12, KEY_RIGHTALT}) {
        EXPECT_TRUE(judgeHostKeys({good}, {}, false).text.isEmpty()) << good;
    }
    EXPECT_FALSE(judgeHostKeys({KEY_RIGHTALT}, {}, true).text.isEmpty()) << "AltGr types";
    const HostKeyJudgement kept = judgeHostKeys({KEY_LEFTALT}, {{KEY_LEFTALT, KEY_TAB}}, false);
    EXPECT_TRUE(kept.usable);
    EXPECT_TRUE(kept.text.contains(QStringLiteral("Alt+Tab")));
    EXPECT_TRUE(judgeHostKeys({KEY_LEFTALT, KEY_LEFTCTRL}, {{KEY_LEFTALT, KEY_TAB}}, false).text.isEmpty());
}

TEST_F(Settings, hostKeyIsSetByPressingIt)
{
    showSettingsDialog(nullptr, PreferencesPage::Keyboard);
    auto *field = child<KeysEdit>("hostKeyField");
    EXPECT_TRUE(field->isVisible()) << "the page asked for";
    EXPECT_EQ(field->text(), QStringLiteral("Right Ctrl"));
    savePicture(*dialog(), "settings-keyboard");
    pressTogether(field, {KEY_LEFTCTRL, KEY_LEFTALT});
    EXPECT_EQ(field->text(), QStringLiteral("Left Ctrl + Left Alt"));
    apply();
    EXPECT_EQ(VitrineSettings::hostKey(), QList<int>({KEY_LEFTCTRL, KEY_LEFTALT}));
    pressTogether(field, {KEY_A});
    EXPECT_EQ(field->text(), QStringLiteral("Left Ctrl + Left Alt")) << "a letter is refused";
    EXPECT_TRUE(child<QLabel>("hostKeyNote")->isVisible());
    savePicture(*dialog(), "settings-keyboard-refused");
    child<QToolButton>("hostKeyReset")->click();
    EXPECT_FALSE(child<QLabel>("hostKeyNote")->isVisible());
    apply();
    EXPECT_EQ(VitrineSettings::hostKey(), QList<int>{KEY_RIGHTCTRL});
}

TEST_F(Settings, defaultsAreRestored)
{
    VitrineSettings::setHostKey({KEY_PAUSE});
    VitrineSettings::setCombinationsKept({QStringLiteral("115")});
    VitrineSettings::self()->save();
    showSettingsDialog(nullptr, PreferencesPage::Combinations);
    EXPECT_EQ(child<KeysEdit>("hostKeyField")->text(), QStringLiteral("Pause"));
    dialog()->button(QDialogButtonBox::RestoreDefaults)->click();
    EXPECT_EQ(child<KeysEdit>("hostKeyField")->text(), QStringLiteral("Right Ctrl"));
    apply();
    EXPECT_EQ(KeyboardSettings::load().hostKeys, KeyCombination{KEY_RIGHTCTRL});
    EXPECT_TRUE(KeyboardSettings::load().keptOnHost.isEmpty());
}

TEST_F(Settings, keysOfTheHostCommandsAreSetByPressingThem)
{
    showSettingsDialog(nullptr, PreferencesPage::Combinations);
    child<QTabWidget>("combinationTabs")->setCurrentIndex(2);
    auto *zoom = child<QKeySequenceEdit>("hostCommand_zoomIn");
    ASSERT_TRUE(zoom->isVisible());
    savePicture(*dialog(), "settings-hostcommands");
    QTest::keyClick(zoom->focusProxy() ? zoom->focusProxy() : zoom, Qt::Key_F, Qt::ControlModifier);
    EXPECT_EQ(zoom->keySequence(), QKeySequence(Qt::Key_F)) << "what is held beside it does not count";
    EXPECT_TRUE(child<QKeySequenceEdit>("hostCommand_fullScreen")->keySequence().isEmpty()) << "its former command";
    apply();
    EXPECT_EQ(KeyboardSettings::load().commandKeys.key(HostCommand::ZoomIn), int(Qt::Key_F));
    child<QPushButton>("restoreHostCommands")->click();
    apply();
    EXPECT_EQ(KeyboardSettings::load().commandKeys, HostCommandKeys());
    EXPECT_TRUE(VitrineSettings::hostCommandKeys().isEmpty());
}

TEST_F(Settings, aFieldThatWaitsTakesNoMoreThanThreeKeysAndIsLeftUnchanged)
{
    showSettingsDialog(nullptr, PreferencesPage::Keyboard);
    auto *field = child<KeysEdit>("hostKeyField");
    field->click();
    savePicture(*dialog(), "settings-keyboard-waiting");
    key(field, QEvent::KeyRelease, KEY_ENTER); // of the press that opened it
    field->click();
    EXPECT_EQ(field->text(), QStringLiteral("Right Ctrl"));
    pressTogether(field, {KEY_LEFTCTRL, KEY_LEFTALT, KEY_LEFTSHIFT, KEY_LEFTMETA});
    EXPECT_EQ(field->keys(), KeyCombination({KEY_LEFTCTRL, KEY_LEFTALT, KEY_LEFTSHIFT}));
    QTest::keyClick(field, Qt::Key_Tab);
    EXPECT_EQ(field->keys().size(), 3) << "an ordinary key again";
}

TEST_F(Settings, combinationsAreAddedChangedAndRemoved)
{
    showSettingsDialog(nullptr, PreferencesPage::Combinations);
    auto *edit = child<CombinationListEdit>("kcfg_CombinationsToSend");
    auto *list = child<QListWidget>("combinations", edit);
    EXPECT_EQ(list->item(0)->text(), QStringLiteral("Ctrl+Alt+Del"));
    savePicture(*dialog(), "settings-combinations");
    child<QPushButton>("addCombination", edit)->click();
    ASSERT_TRUE(question());
    auto *ok = question()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    EXPECT_FALSE(ok->isEnabled());
    auto *field = question()->findChild<KeysEdit *>();
    pressTogether(field, {KEY_DELETE, KEY_LEFTALT, KEY_LEFTCTRL});
    EXPECT_FALSE(ok->isEnabled()) << "it is in the list";
    savePicture(*question(), "combination-twice");
    pressTogether(field, {KEY_LEFTMETA, KEY_L});
    savePicture(*question(), "combination");
    ok->click();
    EXPECT_EQ(list->item(list->count() - 1)->text(), QStringLiteral("Super+L"));
    apply();
    EXPECT_EQ(VitrineSettings::combinationsToSend().last(), QStringLiteral("125+38"));
    ASSERT_TRUE(QTest::qWaitFor([] {
        return !question();
    }));
    child<QPushButton>("editCombination", edit)->click();
    pressTogether(question()->findChild<KeysEdit *>(), {KEY_LEFTMETA, KEY_R});
    question()->accept();
    EXPECT_EQ(list->item(list->count() - 1)->text(), QStringLiteral("Super+R"));
    child<QPushButton>("removeCombination", edit)->click();
    EXPECT_EQ(edit->combinations(), VitrineSettings::defaultCombinationsToSendValue());
    list->setCurrentRow(0);
    child<QPushButton>("removeCombination", edit)->click();
    child<QPushButton>("restoreCombinations", edit)->click();
    EXPECT_EQ(edit->combinations(), VitrineSettings::defaultCombinationsToSendValue());
}

TEST_F(Settings, combinationsKeptOnThisComputerAreAListOfTheirOwn)
{
    showSettingsDialog(nullptr, PreferencesPage::Combinations);
    child<QTabWidget>("combinationTabs")->setCurrentIndex(1);
    auto *edit = child<CombinationListEdit>("kcfg_CombinationsKept");
    child<QPushButton>("addCombination", edit)->click();
    pressTogether(question()->findChild<KeysEdit *>(), {KEY_LEFTALT, KEY_TAB});
    question()->accept();
    savePicture(*dialog(), "settings-combinations-kept");
    apply();
    EXPECT_EQ(KeyboardSettings::load().keptOnHost, QList<KeyCombination>({{KEY_LEFTALT, KEY_TAB}}));
}

} // namespace vitrine

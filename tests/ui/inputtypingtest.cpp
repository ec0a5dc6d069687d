// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "testpicture.h"
#include "ui/input/guestkeyboard.h"
#include "ui/input/keyboardlayouts.h"
#include "ui/input/texttyper.h"
#include "ui/input/typetextdialog.h"

#include <KMessageWidget>
#include <KSharedConfig>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>
#include <xkbcommon/xkbcommon.h>

namespace vitrine {

namespace {

GuestKeyboard keyboard(const char *layout, const char *variant = "")
{
    const auto found = GuestKeyboard::forLayout(QLatin1String(layout), QLatin1String(variant));
    EXPECT_TRUE(found) << layout;
    return found.value_or(GuestKeyboard());
}

/** What a system with that layout makes of a stroke. */
QString typedOn(const char *layout, const Keystroke &stroke)
{
    const std::unique_ptr<xkb_context, decltype(&xkb_context_unref)> context(xkb_context_new(XKB_CONTEXT_NO_FLAGS), &xkb_context_unref);
    const xkb_rule_names names = {"evdev", "pc105", layout, "", ""};
    const std::unique_ptr<xkb_keymap, decltype(&xkb_keymap_unref)> keymap(xkb_keymap_new_from_names(context.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS),
                                                                          &xkb_keymap_unref);
    const std::unique_ptr<xkb_state, decltype(&xkb_state_unref)> state(xkb_state_new(keymap.get()), &xkb_state_unref);
    for (const quint32 modifier : stroke.modifiers) {
        xkb_state_update_key(state.get(), modifier + 8, XKB_KEY_DOWN);
    }
    char text[16] = {};
    xkb_state_key_get_utf8(state.get(), stroke.evdev + 8, text, sizeof(text));
    return QString::fromUtf8(text);
}

} // namespace

TEST(GuestKeyboard, usKeys)
{
    const GuestKeyboard us = keyboard("us");
    EXPECT_EQ(us.strokesFor(U'a'), QList<Keystroke>{{.evdev = KEY_A}});
    EXPECT_EQ(us.strokesFor(U'A'), (QList<Keystroke>{{.evdev = KEY_A, .modifiers = {KEY_LEFTSHIFT}}}));
    EXPECT_EQ(us.strokesFor(U'\n'), QList<Keystroke>{{.evdev = KEY_ENTER}});
    EXPECT_EQ(us.strokesFor(U'\t'), QList<Keystroke>{{.evdev = KEY_TAB}});
    EXPECT_EQ(us.strokesFor(U'7'), QList<Keystroke>{{.evdev = KEY_7}}) << "not the number pad, where Num Lock decides";
    EXPECT_FALSE(us.usesModifier(KEY_RIGHTALT));
}

TEST(GuestKeyboard, otherLayouts)
{
    const GuestKeyboard de = keyboard("de");
    EXPECT_EQ(de.strokesFor(U'z'), QList<Keystroke>{{.evdev = KEY_Y}});
    EXPECT_EQ(de.strokesFor(U'@'), (QList<Keystroke>{{.evdev = KEY_Q, .modifiers = {KEY_RIGHTALT}}}));
    EXPECT_TRUE(de.usesModifier(KEY_RIGHTALT));
    const GuestKeyboard fr = keyboard("fr");
    EXPECT_EQ(fr.strokesFor(U'a'), QList<Keystroke>{{.evdev = KEY_Q}});
    EXPECT_EQ(fr.strokesFor(U'1'), (QList<Keystroke>{{.evdev = KEY_1, .modifiers = {KEY_LEFTSHIFT}}}));
    EXPECT_EQ(keyboard("ru").strokesFor(U'ф'), QList<Keystroke>{{.evdev = KEY_A}});
    EXPECT_FALSE(GuestKeyboard::forLayout(QStringLiteral("no such layout"), {}));
}

TEST(GuestKeyboard, deadKeys)
{
    const GuestKeyboard de = keyboard("de");
    EXPECT_EQ(de.strokesFor(U'é'), QList<Keystroke>({{.evdev = KEY_EQUAL}, {.evdev = KEY_E}}));
    EXPECT_EQ(de.strokesFor(U'Ê'), QList<Keystroke>({{.evdev = KEY_GRAVE}, {.evdev = KEY_E, .modifiers = {KEY_LEFTSHIFT}}}));
    EXPECT_EQ(de.strokesFor(U'^'), QList<Keystroke>({{.evdev = KEY_GRAVE}, {.evdev = KEY_SPACE}}));
    EXPECT_TRUE(keyboard("us").strokesFor(U'é').isEmpty());
}

TEST(GuestKeyboard, missingCharactersAreEachNamedOnce)
{
    const TypingPlan plan = keyboard("us").planFor(QStringLiteral("aé€\r\né!"));
    EXPECT_EQ(plan.missing, QList<char32_t>({U'é', U'€'}));
    EXPECT_EQ(plan.strokes.size(), 3) << "a, one Enter, !";
    EXPECT_TRUE(keyboard("de").planFor(QStringLiteral("Über die Straße: 5 €, x² @{}[]\\|~")).missing.isEmpty());
    const TypingPlan decomposed = keyboard("de").planFor(QStringLiteral("u\u0308"));
    EXPECT_EQ(decomposed.strokes, QList<Keystroke>{{.evdev = KEY_LEFTBRACE}}) << "as one character";
}

TEST(GuestKeyboard, everyStrokeGivesItsCharacterOnThatLayout)
{
    for (const char *layout : {"us", "gb", "de", "fr", "es", "pl", "br", "jp", "tr", "ch", "ru"}) {
        const GuestKeyboard board = keyboard(layout);
        int direct = 0;
        for (char32_t character = U' '; character < 0x500; ++character) {
            const QList<Keystroke> strokes = board.strokesFor(character);
            if (strokes.size() == 1) {
                ++direct;
                EXPECT_EQ(typedOn(layout, strokes.first()), QString::fromUcs4(&character, 1)) << layout;
            }
        }
        EXPECT_GT(direct, 60) << layout;
    }
}

TEST(KeyboardLayouts, areThoseOfTheDatabase)
{
    const QList<KeyboardLayout> layouts = keyboardLayouts();
    EXPECT_GT(layouts.size(), 100);
    EXPECT_TRUE(std::ranges::any_of(layouts, [](const KeyboardLayout &layout) {
        return layout.name == QLatin1String("de") && layout.variant == QLatin1String("nodeadkeys") && layout.description.contains(QLatin1String("German"));
    }));
    qputenv("XKB_DEFAULT_LAYOUT", "pl,us");
    EXPECT_EQ(hostKeyboardLayout().name, QStringLiteral("pl"));
    qunsetenv("XKB_DEFAULT_LAYOUT");
    EXPECT_FALSE(hostKeyboardLayout().name.isEmpty());
}

namespace {

class Typing : public testing::Test
{
protected:
    void SetUp() override
    {
        session.connectWith(noise({20, 20}));
    }
    /** Waits until typing has ended. */
    static bool wait(QSignalSpy &finished)
    {
        return !finished.isEmpty() || finished.wait();
    }

    FakeSession session;
};

} // namespace

TEST_F(Typing, pressesAndReleasesInOrderAtItsPace)
{
    TextTyper typer(&session);
    QSignalSpy finished(&typer, &TextTyper::finished);
    const QList<Keystroke> strokes = keyboard("us").planFor(QStringLiteral("aB")).strokes;
    EXPECT_EQ(TextTyper::duration(strokes), 6 * TextTyper::pace);
    QElapsedTimer clock;
    clock.start();
    typer.start(strokes);
    ASSERT_TRUE(wait(finished));
    EXPECT_TRUE(finished.first().first().toBool());
    EXPECT_GE(clock.durationElapsed(), 6 * TextTyper::pace);
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+30 -30 +42 +48 -48 -42"));
}

TEST_F(Typing, stopReleasesWhatIsDown)
{
    TextTyper typer(&session);
    QSignalSpy finished(&typer, &TextTyper::finished);
    typer.start(keyboard("us").planFor(QStringLiteral("BBBB")).strokes);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("+48"));
    }));
    typer.stop();
    ASSERT_EQ(finished.size(), 1);
    EXPECT_FALSE(finished.first().first().toBool());
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+42 +48 -48 -42"));
}

TEST_F(Typing, theRestIsNotTypedIntoTheNextConnection)
{
    TextTyper typer(&session);
    QSignalSpy finished(&typer, &TextTyper::finished);
    typer.start(keyboard("us").planFor(QStringLiteral("aaaa")).strokes);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !session.log.isEmpty();
    }));
    session.setState(ConsoleSession::State::Closed);
    EXPECT_EQ(finished.size(), 1);
    session.log.clear();
    session.setState(ConsoleSession::State::Connected);
    QTest::qWait(5 * TextTyper::pace);
    EXPECT_TRUE(session.log.filter(QStringLiteral("+")).isEmpty());
}

TEST_F(Typing, whatWasDownAtABreakIsReleasedOverTheNextConnection)
{
    TextTyper typer(&session);
    const QSignalSpy finished(&typer, &TextTyper::finished);
    const QSignalSpy connected(&typer, &TextTyper::connectedChanged);
    typer.start(keyboard("us").planFor(QStringLiteral("BBBB")).strokes);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("+48"));
    }));
    session.setState(ConsoleSession::State::Connecting); // falls to another transport
    EXPECT_EQ(finished.size(), 1);
    EXPECT_FALSE(typer.isConnected());
    session.log.clear();
    session.setState(ConsoleSession::State::Connected);
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("-48 -42"));
    EXPECT_EQ(connected.size(), 2);
    session.setState(ConsoleSession::State::Closed);
    session.log.clear();
    session.setState(ConsoleSession::State::Connected);
    EXPECT_TRUE(session.log.isEmpty()) << "once";
}

TEST_F(Typing, anotherSessionIsTypedIntoAfterTheFirstHasGone)
{
    auto *first = new FakeSession;
    first->connectWith(noise({20, 20}));
    TextTyper typer(first);
    QSignalSpy finished(&typer, &TextTyper::finished);
    typer.start(keyboard("us").planFor(QStringLiteral("BBBB")).strokes);
    ASSERT_TRUE(QTest::qWaitFor([first] {
        return first->log.contains(QStringLiteral("+42"));
    }));
    delete first;
    EXPECT_EQ(finished.size(), 1);
    EXPECT_FALSE(typer.isConnected());
    typer.setSession(nullptr);
    typer.setSession(&session);
    EXPECT_TRUE(session.log.contains(QStringLiteral("-42")));
    session.log.clear();
    typer.start(keyboard("us").planFor(QStringLiteral("a")).strokes);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return finished.size() == 2;
    }));
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+30 -30"));
}

TEST_F(Typing, aLiveSessionThatIsReplacedHasNothingDown)
{
    FakeSession other;
    other.connectWith(noise({20, 20}));
    TextTyper typer(&session);
    typer.start(keyboard("us").planFor(QStringLiteral("BBBB")).strokes);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("+48"));
    }));
    typer.setSession(&other);
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+42 +48 -48 -42"));
    EXPECT_TRUE(other.log.isEmpty());
}

TEST_F(Typing, capsLockOfTheGuestIsOffMeanwhile)
{
    session.lights = KeyboardLed::CapsLock;
    TextTyper typer(&session);
    QSignalSpy finished(&typer, &TextTyper::finished);
    typer.start(keyboard("us").planFor(QStringLiteral("a")).strokes);
    ASSERT_TRUE(wait(finished));
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+58 -58 +30 -30 +58 -58"));
}

namespace {

class TypeText : public Typing
{
protected:
    void SetUp() override
    {
        Typing::SetUp();
        state.writeEntry("TypingLayout", "us");
        QGuiApplication::clipboard()->setText(QStringLiteral("pass word"));
    }
    void open()
    {
        dialog = new TypeTextDialog(&session, state, nullptr);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
    }
    template<typename Widget>
    Widget *child(const char *name) const
    {
        return dialog->findChild<Widget *>(QLatin1String(name));
    }
    QPushButton *typeButton() const
    {
        return child<QPushButton>("typeButton");
    }

    KConfigGroup state{KSharedConfig::openStateConfig(), QStringLiteral("TypeText test")};
    QPointer<TypeTextDialog> dialog;
};

} // namespace

TEST_F(TypeText, beginsWithTheClipboardAndClosesWhenAllIsTyped)
{
    open();
    EXPECT_EQ(child<QPlainTextEdit>("textToType")->toPlainText(), QStringLiteral("pass word"));
    savePicture(*dialog, "typetext");
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("ab"));
    typeButton()->click();
    EXPECT_FALSE(typeButton()->isEnabled());
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !dialog;
    }));
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+30 -30 +48 -48"));
}

TEST_F(TypeText, namesWhatCantBeTypedBeforeAnythingIsSent)
{
    open();
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("5 €\u200bfür é"));
    auto *message = child<KMessageWidget>("typingMessage");
    EXPECT_TRUE(message->isVisible());
    EXPECT_TRUE(message->text().endsWith(QStringLiteral("€ U+200B ü é"))) << message->text().toStdString();
    EXPECT_FALSE(typeButton()->isEnabled());
    savePicture(*dialog, "typetext-missing");
    child<QCheckBox>("leaveOut")->setChecked(true);
    EXPECT_TRUE(typeButton()->isEnabled());
    auto *layouts = child<QComboBox>("guestLayout");
    layouts->setCurrentIndex(layouts->findText(QStringLiteral("German (QWERTY)")));
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("5 € für é"));
    EXPECT_FALSE(message->isVisible());
    EXPECT_FALSE(child<QCheckBox>("leaveOut")->isVisible());
    EXPECT_TRUE(session.log.isEmpty());
}

TEST_F(TypeText, stopsWhenAnotherWindowComesToTheFront)
{
    open();
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("a").repeated(500));
    typeButton()->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return session.log.size() > 2;
    }));
    savePicture(*dialog, "typetext-typing");
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    const qsizetype sent = session.log.size();
    EXPECT_EQ(session.log.filter(QStringLiteral("+")).size(), session.log.filter(QStringLiteral("-")).size()) << "nothing stays down";
    QTest::qWait(5 * TextTyper::pace);
    EXPECT_EQ(session.log.size(), sent);
    EXPECT_TRUE(child<KMessageWidget>("typingMessage")->isVisible());
    EXPECT_TRUE(typeButton()->isEnabled());
    dialog->close();
}

TEST_F(TypeText, aBreakIsSaidAndTheNextConnectionCanBeTypedInto)
{
    open();
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("a").repeated(500));
    typeButton()->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return session.log.size() > 2;
    }));
    session.setState(ConsoleSession::State::Closed, {.code = ErrorCode::ConnectionLost});
    auto *message = child<KMessageWidget>("typingMessage");
    EXPECT_TRUE(message->isVisible());
    EXPECT_TRUE(message->text().contains(QStringLiteral("connection to the screen ended"))) << message->text().toStdString();
    EXPECT_FALSE(typeButton()->isEnabled()) << "into nothing";
    EXPECT_TRUE(child<QLabel>("typingEstimate")->text().contains(QStringLiteral("not connected")));
    savePicture(*dialog, "typetext-broken");
    FakeSession next;
    dialog->setSession(nullptr);
    dialog->setSession(&next);
    EXPECT_FALSE(typeButton()->isEnabled());
    next.connectWith(noise({20, 20}));
    EXPECT_TRUE(typeButton()->isEnabled());
    EXPECT_TRUE(child<QLabel>("typingEstimate")->text().contains(QStringLiteral("Takes about")));
    next.log.clear();
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("ab"));
    typeButton()->click();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !dialog;
    }));
    EXPECT_EQ(next.log.join(u' '), QStringLiteral("+30 -30 +48 -48"));
}

TEST_F(TypeText, remembersTheLayout)
{
    open();
    auto *layouts = child<QComboBox>("guestLayout");
    EXPECT_EQ(layouts->currentText(), QStringLiteral("English (US)"));
    layouts->setCurrentIndex(layouts->findText(QStringLiteral("German (no dead keys)")));
    child<QPlainTextEdit>("textToType")->setPlainText(QStringLiteral("z"));
    typeButton()->click();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !dialog;
    }));
    EXPECT_EQ(session.log.first(), QStringLiteral("+%1").arg(KEY_Y));
    open();
    EXPECT_EQ(child<QComboBox>("guestLayout")->currentText(), QStringLiteral("German (no dead keys)"));
    dialog->close();
}

} // namespace vitrine

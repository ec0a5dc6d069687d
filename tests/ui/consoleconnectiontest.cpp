// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a console window does when its screen's connection breaks, is taken or falls to another transport.

#include "consolefixture.h"
#include "ui/console/statuslamps.h"
#include "ui/input/typetextdialog.h"

#include <KMessageWidget>

#include <QPlainTextEdit>
#include <QPushButton>

namespace vitrine {

namespace {

class Connection : public ConsoleFixture
{
};

} // namespace

TEST_F(Connection, connectsAnewWhenTheMachineStartsAgain)
{
    connectGuest();
    change(MachineState::Off);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !factory.last;
    })) << "the old session is let go";
    change(MachineState::Running);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.made == 2 && factory.last;
    }));
    connectGuest(noise({320, 200}, 3));
    EXPECT_TRUE(title().isEmpty());
    QTest::keyClick(view(), Qt::Key_A);
    EXPECT_FALSE(factory.last->log.isEmpty());
}

TEST_F(Connection, aBrokenConnectionIsOpenedAnewOnceByItself)
{
    connectGuest();
    factory.last->setState(ConsoleSession::State::Closed, {.code = ErrorCode::ConnectionLost});
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.made == 2 && factory.last;
    }));
    connectGuest();
    factory.last->setState(ConsoleSession::State::Closed, {.code = ErrorCode::ConnectionLost});
    ASSERT_TRUE(step(ConsoleStep::Reconnect));
    QTest::qWait(1000);
    EXPECT_EQ(factory.made, 2) << "never in a loop";
    QTest::mouseClick(step(ConsoleStep::Reconnect), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.made == 3;
    }));
}

TEST_F(Connection, aSpiceScreenIsNotTakenBackFromAnotherViewerByItself)
{
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return bool(factory.last);
    }));
    factory.last->kind = ConsoleTransport::Spice;
    connectGuest();
    factory.last->setState(ConsoleSession::State::Closed, {.code = ErrorCode::ConnectionLost});
    ASSERT_TRUE(step(ConsoleStep::Reconnect));
    QTest::qWait(1000);
    EXPECT_EQ(factory.made, 1) << "SPICE does not tell a break from another viewer";
}

TEST_F(Connection, aFallSaysFromWhatToWhat)
{
    connectGuest();
    factory.last->kind = ConsoleTransport::Spice;
    Q_EMIT factory.last->notice({.from = ConsoleTransport::QemuDBus, .hadOpened = true, .reason = {.code = ErrorCode::ConnectionLost}});
    const auto *told = window->findChild<KMessageWidget *>(QStringLiteral("statusNote"));
    ASSERT_FALSE(window->findChild<StatusLamps *>()->hasRoomFor(told->text()));
    EXPECT_TRUE(told->isVisible()) << "the lamps leave it no room";
    EXPECT_TRUE(told->text().contains(QStringLiteral("fast display ended"))) << told->text().toStdString();
    EXPECT_TRUE(told->text().contains(QStringLiteral("SPICE"))) << told->text().toStdString();
    picture("fall");
}

TEST_F(Connection, aFallFromWhatNeverOpenedSaysWhy)
{
    connectGuest();
    factory.last->kind = ConsoleTransport::Spice;
    const auto *told = window->findChild<KMessageWidget *>(QStringLiteral("statusNote"));
    Q_EMIT factory.last->notice({.from = ConsoleTransport::QemuDBus, .reason = {.code = ErrorCode::Timeout}});
    EXPECT_EQ(told->text().toStdString(), "The fast display could not be opened: it did not answer in time. The screen comes over SPICE now.");
    picture("fall-never-opened");
    Q_EMIT factory.last->notice({.from = ConsoleTransport::Vnc, .reason = {.code = ErrorCode::ComponentMissing, .subject = QStringLiteral("x")}});
    EXPECT_TRUE(told->text().contains(QStringLiteral("over VNC could not be opened: "))) << told->text().toStdString();
    factory.last->kind = ConsoleTransport::QemuDBus;
    Q_EMIT factory.last->notice({.from = ConsoleTransport::Spice, .hadOpened = true, .reason = {.code = ErrorCode::ConnectionLost}});
    EXPECT_EQ(told->text().toStdString(), "The connection over SPICE ended. The fast display shows the screen now.");
}

TEST_F(Connection, textCanBeTypedOverTheNextConnectionToo)
{
    connectGuest();
    action("typeText")->trigger();
    const QPointer dialog = window->findChild<TypeTextDialog *>();
    ASSERT_TRUE(dialog);
    dialog->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("a"));
    auto *type = dialog->findChild<QPushButton *>(QStringLiteral("typeButton"));
    EXPECT_TRUE(type->isEnabled());
    const QPointer<FakeSession> before = factory.last;
    factory.last->setState(ConsoleSession::State::Closed, {.code = ErrorCode::ConnectionLost});
    EXPECT_FALSE(type->isEnabled());
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return factory.last && factory.last != before;
    })) << "it is tried once more";
    connectGuest();
    ASSERT_TRUE(type->isEnabled());
    type->click();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return !dialog;
    }));
    EXPECT_TRUE(factory.last->log.contains(QStringLiteral("+30")));
}

TEST_F(Connection, aScreenTakenByAnotherViewerIsTakenBackOnlyOnRequest)
{
    connectGuest();
    factory.last->setState(ConsoleSession::State::Closed, {.code = ErrorCode::TakenOver});
    picture("takenover");
    EXPECT_EQ(factory.made, 1);
    ASSERT_TRUE(step(ConsoleStep::Reconnect));
    QTest::mouseClick(step(ConsoleStep::Reconnect), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.made == 2;
    }));
}

} // namespace vitrine

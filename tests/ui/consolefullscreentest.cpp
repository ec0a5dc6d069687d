// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolefixture.h"
#include "fakeencoder.h"
#include "ui/console/recorder.h"

#include <KMessageWidget>

#include <QScrollArea>
#include <QScrollBar>

namespace vitrine {

namespace {

using namespace Qt::StringLiterals;

class FullScreen : public ConsoleFixture
{
protected:
    /** Full screen, with the bar away again. */
    void enter()
    {
        action("fullScreen")->trigger();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return window->isFullScreen() && view()->width() >= window->width();
        }));
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return bar()->isVisible() && bar()->y() == 0;
        }));
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return bar()->y() == -bar()->height();
        }));
    }
    QWidget *bar() const
    {
        return window->findChild<QWidget *>(u"fullScreenBar"_s);
    }
    /** The pointer goes where the window has no pixel above it. */
    bool edgeBringsTheBar() const
    {
        const QPoint edge = view()->mapFrom(window.data(), QPoint(window->width() / 4, 0));
        QMouseEvent move(QEvent::MouseMove, edge, view()->mapToGlobal(edge), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(view(), &move);
        return QTest::qWaitFor(
            [this] {
                return bar()->y() == 0;
            },
            1000);
    }
};

TEST_F(FullScreen, TheEdgeBringsTheBarWhenTheGuestHasStopped)
{
    connectGuest();
    enter();
    factory.last->setState(ConsoleSession::State::Closed);
    change(MachineState::Off, StateReason::ByGuest);
    EXPECT_TRUE(edgeBringsTheBar());
    picture("fullscreen-off");
}

TEST_F(FullScreen, TheEdgeBringsTheBarOfAGuestWithAMouse)
{
    connectGuest();
    enter();
    factory.last->mode = PointerMode::Relative;
    Q_EMIT factory.last->pointerModeChanged();
    EXPECT_TRUE(edgeBringsTheBar());
}

TEST_F(FullScreen, TheEdgeIsTheScreensAndNotTheScrolledPictures)
{
    connectGuest(noise({3000, 2000}));
    action("toggleScaling")->trigger();
    enter();
    auto *area = window->findChild<QScrollArea *>(u"consoleArea"_s);
    area->verticalScrollBar()->setValue(300);
    ASSERT_LT(view()->y(), 0);
    EXPECT_TRUE(edgeBringsTheBar());
}

TEST_F(FullScreen, WhatTheStatusLineWouldTellIsToldOverTheScreen)
{
    connectGuest();
    const auto *note = window->findChild<KMessageWidget *>(u"statusNote"_s);
    enter();
    Q_EMIT commands.shutDownIgnored(machine.id);
    EXPECT_TRUE(note->isVisible());
    EXPECT_TRUE(note->text().contains("Force Off"_L1));
    factory.last->kind = ConsoleTransport::Spice;
    Q_EMIT factory.last->notice({.from = ConsoleTransport::QemuDBus, .hadOpened = true, .reason = {.code = ErrorCode::ConnectionLost}});
    EXPECT_TRUE(note->text().contains("SPICE"_L1)) << note->text().toStdString();
    picture("fullscreen-told");
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return note->height() > 10;
    }));
    EXPECT_EQ(window->childAt(window->width() / 4, 0), view()) << "the edge stays free for the bar";
    EXPECT_NE(window->childAt(window->width() / 4, 5), view());
}

class RecordedFullScreen : public FullScreen
{
protected:
    void SetUp() override
    {
        encoders = &fakes;
        FullScreen::SetUp();
    }
    FakeEncoderFactory fakes;
};

TEST_F(RecordedFullScreen, ARecordingIsSeen)
{
    connectGuest();
    const auto *mark = window->findChild<QWidget *>(u"recordingMark"_s);
    ASSERT_TRUE(mark);
    auto *recorder = window->findChild<Recorder *>();
    recorder->start(view(), fakes.create(), u"/nowhere"_s);
    ASSERT_TRUE(recorder->isRecording());
    EXPECT_FALSE(mark->isVisible()) << "the lamp tells";
    enter();
    EXPECT_TRUE(mark->isVisible());
    EXPECT_EQ(mark->geometry().right(), window->width() - 1);
    picture("fullscreen-recording");
    recorder->stop();
    EXPECT_FALSE(mark->isVisible());
}

} // namespace

} // namespace vitrine

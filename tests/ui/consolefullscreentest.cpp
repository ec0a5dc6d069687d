// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolefixture.h"
#include "fakeencoder.h"

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

} // namespace

} // namespace vitrine

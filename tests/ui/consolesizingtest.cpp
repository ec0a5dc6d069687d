// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolefixture.h"
#include "ui/console/guestscreen.h"

#include <QScreen>

#include <cstdlib>

namespace vitrine {

namespace {

/** The window follows the guest, and the guest the window. */
class Sizing : public ConsoleFixture
{
protected:
    FakeHead *head() const
    {
        return factory.last->head;
    }
    QSize room() const
    {
        return window->findChild<GuestScreen *>()->roomInPixels();
    }
    void connectObedientGuest()
    {
        connectGuest();
        head()->canBeAsked = true;
    }
};

} // namespace

TEST_F(Sizing, theGuestFollowsTheWindowOnceTheUserLetsGo)
{
    connectObedientGuest();
    QTest::qWait(300);
    EXPECT_TRUE(head()->asked.isEmpty()) << "the window has the guest's size";
    for (int width = 700; width < 800; width += 10) {
        window->resize(width, 600);
        QTest::qWait(5);
    }
    EXPECT_TRUE(head()->asked.isEmpty()) << "not while the edge is dragged";
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !head()->asked.isEmpty();
    }));
    EXPECT_EQ(head()->asked, QList<QSize>{room()});
}

TEST_F(Sizing, aGuestThatRoundsIsNotAskedAgainNorFollowed)
{
    connectObedientGuest();
    window->resize(801, 603);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !head()->asked.isEmpty();
    }));
    head()->setImage(noise(QSize(room().width() / 8 * 8, room().height())));
    Q_EMIT factory.last->headsChanged();
    QTest::qWait(400);
    EXPECT_EQ(head()->asked.size(), 1);
    EXPECT_EQ(window->size(), QSize(801, 603));
    EXPECT_TRUE(view()->picture().isPixelExact()) << "a border of some pixels, but no blur";
}

TEST_F(Sizing, aGuestThatIsStillToFollowIsAskedToStayAsItIs)
{
    connectObedientGuest();
    window->resize(801, 603);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !head()->asked.isEmpty();
    }));
    const QSize followed = room();
    head()->setImage(noise(followed));
    window->resize(900, 700);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return head()->asked.size() == 2;
    }));
    window->resize(801, 603);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return head()->asked.size() == 3;
    }));
    EXPECT_EQ(head()->asked.last(), followed);
}

TEST_F(Sizing, switchedOffTheGuestIsLeftAlone)
{
    connectObedientGuest();
    action("autoResize")->trigger();
    window->resize(800, 600);
    QTest::qWait(400);
    EXPECT_TRUE(head()->asked.isEmpty());
    action("autoResize")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return head()->asked == QList<QSize>{room()};
    }));
}

TEST_F(Sizing, fullScreenGivesTheGuestTheScreenAndBack)
{
    connectObedientGuest();
    action("fullScreen")->trigger();
    const QSize screen = window->screen()->size();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return head()->asked == QList<QSize>{screen};
    }));
    head()->setImage(noise(screen));
    EXPECT_TRUE(view()->picture().isPixelExact());
    const QSize normal = window->normalGeometry().size();
    action("fullScreen")->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return head()->asked.size() == 2;
    }));
    EXPECT_EQ(window->size(), normal);
    EXPECT_EQ(head()->asked.last(), QSize(640, 400)) << "what it had before";
}

TEST_F(Sizing, aLateAnswerToFullScreenDoesNotBlowUpTheWindow)
{
    connectObedientGuest();
    const QSize normal = window->size();
    action("fullScreen")->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return !head()->asked.isEmpty();
    }));
    const QSize late = head()->asked.last();
    action("fullScreen")->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return window->size() == normal;
    }));
    head()->setImage(noise(late));
    QTest::qWait(50);
    EXPECT_EQ(window->size(), normal);
}

TEST_F(Sizing, aMinimisedWindowAsksForNothing)
{
    connectObedientGuest();
    window->resize(800, 600);
    window->showMinimized();
    QTest::qWait(400);
    EXPECT_TRUE(head()->asked.isEmpty());
}

TEST_F(Sizing, aMessageAboveTheScreenDoesNotResizeTheGuest)
{
    connectObedientGuest();
    window->resize(800, 600);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !head()->asked.isEmpty();
    }));
    head()->setImage(noise(head()->asked.last()));
    backend.failure = {.code = ErrorCode::Timeout};
    action("machine_pause")->trigger();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return window->findChild<QWidget *>(QStringLiteral("errorFrame"));
    }));
    QTest::qWait(400);
    EXPECT_EQ(head()->asked.size(), 1);
}

TEST_F(Sizing, aPresetResizesGuestAndWindow)
{
    connectObedientGuest();
    window->resize(900, 700);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !head()->asked.isEmpty();
    }));
    head()->setImage(noise(head()->asked.last()));
    auto *screens = window->findChild<QMenu *>(QStringLiteral("virtualScreens"));
    ASSERT_TRUE(screens);
    Q_EMIT screens->aboutToShow();
    auto *preset = screens->findChild<QAction *>(QStringLiteral("resize640x480"));
    ASSERT_TRUE(preset);
    preset->trigger();
    EXPECT_EQ(head()->asked.last(), QSize(640, 480));
    head()->setImage(noise({640, 480}));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return view()->size() == QSize(640, 480);
    }));
    QTest::qWait(400);
    EXPECT_EQ(head()->asked.last(), QSize(640, 480)) << "and that's that";
}

TEST_F(Sizing, aGuestLargerThanTheScreenGetsAWindowWithoutBorders)
{
    connectGuest(noise({1600, 800}));
    const QSize screen = window->screen()->availableSize();
    ASSERT_LT(screen.width(), 1600);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return window->width() <= screen.width() && std::abs(view()->width() - 2 * view()->height()) <= 2;
    })) << view()->width() << "x" << view()->height();
}

TEST_F(Sizing, zoomGoesInStepsFromWhatIsShown)
{
    connectGuest();
    action("zoomIn")->trigger();
    EXPECT_DOUBLE_EQ(view()->scaling().zoom, 1.25);
    EXPECT_EQ(view()->picture().target().size(), QSize(800, 500));
    action("zoomOut")->trigger();
    action("zoomOut")->trigger();
    EXPECT_DOUBLE_EQ(view()->scaling().zoom, 0.75);
    action("actualSize")->trigger();
    EXPECT_TRUE(view()->picture().isPixelExact());
    EXPECT_TRUE(action("scaleFixed")->isChecked());
    for (int i = 0; i < 20; ++i) {
        action("zoomIn")->trigger();
    }
    EXPECT_DOUBLE_EQ(view()->scaling().zoom, 4);
    EXPECT_FALSE(action("zoomIn")->isEnabled());
}

TEST_F(Sizing, aZoomedViewAsksForAGuestThatFits)
{
    connectObedientGuest();
    view()->window()->resize(900, 700);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !head()->asked.isEmpty();
    }));
    head()->setImage(noise(head()->asked.last()));
    action("zoomIn")->trigger();
    action("zoomIn")->trigger();
    action("zoomIn")->trigger();
    ASSERT_DOUBLE_EQ(view()->scaling().zoom, 2);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return head()->asked.last() == (QSizeF(room()) / 2).toSize();
    }));
}

TEST_F(Sizing, scalingAndAutoResizeAreRememberedForTheMachine)
{
    connectGuest();
    action("scaleInteger")->trigger();
    action("smoothScaling")->trigger();
    action("autoResize")->trigger();
    closeWindow();
    openWindow();
    EXPECT_EQ(view()->scaling(), (Scaling{.mode = ScaleMode::Integer, .zoom = 1, .smooth = false}));
    EXPECT_FALSE(action("autoResize")->isChecked());
    EXPECT_TRUE(action("scaleInteger")->isChecked());
}

TEST_F(Sizing, fullScreenIsRememberedAndLeavesToTheOldSize)
{
    connectGuest();
    window->resize(701, 502);
    action("fullScreen")->trigger();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return window->isFullScreen();
    }));
    closeWindow();
    openWindow();
    EXPECT_TRUE(window->isFullScreen());
    EXPECT_TRUE(action("fullScreen")->isChecked());
    action("fullScreen")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return window->size() == QSize(701, 502);
    }));
}

TEST_F(Sizing, aPinnedBarStays)
{
    connectGuest();
    action("fullScreen")->trigger();
    auto *bar = window->findChild<QWidget *>(QStringLiteral("fullScreenBar"));
    auto *pin = window->findChild<QAbstractButton *>(QStringLiteral("pinBar"));
    ASSERT_TRUE(pin);
    pin->click();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return bar->isVisible() && bar->y() == 0;
    }));
    QTest::qWait(2000); // longer than an unpinned one stays
    EXPECT_EQ(bar->y(), 0);
    pin->click();
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(bar, &leave);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return bar->y() < 0;
    }));
}

} // namespace vitrine

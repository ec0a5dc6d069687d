// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/integration/desktopfixture.h"

#include <QImage>
#include <QTemporaryDir>

#include <algorithm>

using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

QByteArray text(QSize size)
{
    return QByteArray::number(size.width()) + " x " + QByteArray::number(size.height());
}

class DesktopScreen : public DesktopTest
{
protected:
    /** Asks until the guest follows: it may be busy, and a new agent takes a moment. */
    [[nodiscard]] bool resizes(QSize size)
    {
        head().requestSize(size, QSize(300, 200));
        return waitUntil(
            [&] {
                return head().size() == size;
            },
            30s);
    }
    [[nodiscard]] QImage shown()
    {
        QImage picture;
        head().read([&picture](const QImage &now) {
            picture = now.convertToFormat(QImage::Format_RGB888);
        });
        return picture;
    }
    /** The same by another way. */
    [[nodiscard]] QImage dumped()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("screen.ppm"));
        guest().qemu().command(QStringLiteral("screendump"), {{QStringLiteral("filename"), file}});
        return QImage(file).convertToFormat(QImage::Format_RGB888);
    }
    /** Moves as a hand would, until the guest's pointer is there (to a pixel): the agent learns of a new screen in its time. */
    [[nodiscard]] bool pointerReaches(int head, QPoint position, const QByteArray &place)
    {
        const QByteArray near = "set -- " + place + "; eval $(xdotool getmouselocation --shell); "
            "[ $((X - $1)) -ge -1 ] && [ $((X - $1)) -le 1 ] && [ $((Y - $2)) -ge -1 ] && [ $((Y - $2)) -le 1 ] || { echo $X $Y; false; }";
        DesktopGuest::Output seen;
        const QDeadlineTimer deadline(20s);
        while (!deadline.hasExpired()) {
            session().movePointerTo(head, position + QPoint(5, 0));
            session().movePointerTo(head, position);
            seen = guest().run(near);
            if (seen.status == 0) {
                return true;
            }
        }
        ADD_FAILURE()
            << "the pointer is at " << seen.text.constData() << " instead of " << place.constData() << "\n"
            << guest()
                   .run("xrandr --listactivemonitors; xrandr -q | grep -w connected; xinput list; xinput list-props 'QEMU QEMU USB Tablet' | grep -i matrix")
                   .text.constData();
        for (const ConsoleHead *shown : session().heads()) {
            ADD_FAILURE() << shown->number() << ": " << text(shown->size()).constData();
        }
        return false;
    }
    void SetUp() override
    {
        DesktopTest::SetUp();
        if (!HasFatalFailure() && !IsSkipped()) {
            ASSERT_TRUE(resizes(QSize(1280, 800)));
        }
    }
};

TEST_P(DesktopScreen, TheGuestTakesTheWindowsSize)
{
    // 1024 x 768 is in every list of modes; the others a person makes by dragging a corner.
    for (const QSize size : {QSize(1024, 768), QSize(1112, 700), QSize(904, 640)}) {
        ASSERT_TRUE(resizes(size)) << text(size).constData() << " asked, shown are " << text(head().size()).constData();
        EXPECT_TRUE(guest().shows("xrandr", "current " + text(size)));
    }
}

TEST_P(DesktopScreen, EveryPixelIsAsQemuHasIt)
{
    // Scrolled text and a window that moves: many pictures of many sizes, and none may be lost or come late.
    for (int round = 0; round < 4; ++round) {
        guest().run("xsetroot -solid '#" + QByteArray::number(0x204060 + round * 0x101010, 16) + "'");
        guest().runAsUser("timeout 20 xterm -geometry 80x30+" + QByteArray::number(100 + round * 90) + "+60 -e seq " + QByteArray::number(3000 + round));
        EXPECT_TRUE(waitUntil(
            [this] {
                return shown() == dumped();
            },
            20s))
            << "round " << round;
    }
}

TEST_P(DesktopScreen, TheGuestsColoursAreShown)
{
    guest().run("xsetroot -solid '#12ab9f'");
    EXPECT_TRUE(waitUntil([this] {
        QRgb colour = 0;
        head().read([&colour](const QImage &image) {
            colour = image.pixel(image.width() - 10, image.height() - 10) & RGB_MASK;
        });
        return colour == 0x12ab9f;
    }));
}

TEST_P(DesktopScreen, ASecondScreenComesAndGoes)
{
    ASSERT_GE(session().maximumHeads(), 2);
    ASSERT_TRUE(session().setHeadEnabled(1, true));
    EXPECT_TRUE(guest().shows("xrandr", "Virtual-2 connected "));
    EXPECT_TRUE(guest().shows("xrandr --listactivemonitors", "Monitors: 2"));
    EXPECT_TRUE(guest().shows("xrandr", "current 2560 x 800"));
    ASSERT_TRUE(waitUntil([this] {
        return session().heads().size() == 2 && !session().heads().last()->size().isEmpty();
    }));
    // The second screen shows the right half of the desktop.
    guest().run("xsetroot -solid '#345678'");
    EXPECT_TRUE(waitUntil([this] {
        QRgb colour = 0;
        session().heads().last()->read([&colour](const QImage &image) {
            colour = image.pixel(image.width() - 10, image.height() - 10) & RGB_MASK;
        });
        return colour == 0x345678;
    }));
    EXPECT_TRUE(pointerReaches(1, QPoint(100, 50), "1380 50"));

    ASSERT_TRUE(session().setHeadEnabled(1, false));
    EXPECT_TRUE(guest().shows("xrandr --listactivemonitors", "Monitors: 1"));
    EXPECT_TRUE(waitUntil([this] {
        return session().heads().size() == 1;
    }));
}

TEST_P(DesktopScreen, ScreensThatAreResizedTogetherBothFollowAndStay)
{
    ASSERT_TRUE(session().setHeadEnabled(1, true));
    ASSERT_TRUE(waitUntil([this] {
        return session().heads().size() == 2 && !session().heads().last()->size().isEmpty();
    }));
    qsizetype fewest = 2;
    QObject context;
    QObject::connect(&session(), &ConsoleSession::headsChanged, &context, [&] {
        fewest = std::min(fewest, session().heads().size());
    });
    for (const auto &[first, second] :
         {std::pair(QSize(1024, 768), QSize(1112, 700)), {QSize(800, 600), QSize(904, 640)}, {QSize(1112, 700), QSize(1024, 768)}}) {
        session().heads().first()->requestSize(first, QSize(300, 200));
        session().heads().last()->requestSize(second, QSize(300, 200));
        EXPECT_TRUE(waitUntil([&, first = first, second = second] {
            return session().heads().first()->size() == first && session().heads().last()->size() == second;
        })) << text(session().heads().first()->size()).constData()
            << " and " << text(session().heads().last()->size()).constData();
    }
    EXPECT_EQ(fewest, 2) << "the window would have gone";
    ASSERT_TRUE(session().setHeadEnabled(1, false));
    EXPECT_TRUE(waitUntil([this] {
        return session().heads().size() == 1;
    }));
}

INSTANTIATE_TEST_SUITE_P(Ways, DesktopScreen, testing::Values(Way::Fast, Way::Spice), [](const auto &info) {
    return info.param == Way::Fast ? "Fast" : "Spice";
});

} // namespace
} // namespace vitrine::test

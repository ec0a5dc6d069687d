// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/integration/desktopfixture.h"
#include "tests/support/keyboard105.h"

#include <QScopeGuard>

namespace vitrine::test {
namespace {

class DesktopInput : public DesktopTest
{
protected:
    /** Starts a program of the guest that writes what it sees to /tmp/seen, and waits until it does. */
    void watch(const QByteArray &command, const QByteArray &ready)
    {
        guest().run("setsid sh -c 'exec stdbuf -oL " + command + "' >/tmp/seen 2>&1 & echo $! >/tmp/watcher");
        ASSERT_TRUE(guest().shows("cat /tmp/seen", ready));
    }
    /** The agent's as well. */
    void takeTablet()
    {
        guest().qemu().command(QStringLiteral("device_del"), {{QStringLiteral("id"), QStringLiteral("tablet")}});
        guest().run("pkill spice-vdagentd; while pgrep -x spice-vdagent; do sleep 0.1; done");
    }
    void giveTablet()
    {
        guest().qemu().command(QStringLiteral("device_add"),
                               {{QStringLiteral("driver"), QStringLiteral("usb-tablet")}, {QStringLiteral("id"), QStringLiteral("tablet")}});
        guest().run("spice-vdagentd -X; su user -c 'spice-vdagent -x >/dev/null 2>&1 &'");
        EXPECT_TRUE(waitUntil([this] {
            return session().agentConnected() && session().pointerMode() == PointerMode::Absolute;
        }));
        // What comes before the desktop has it is lost.
        EXPECT_TRUE(guest().shows("xinput list --name-only", "QEMU QEMU USB Tablet"));
    }
    void TearDown() override
    {
        if (!IsSkipped()) {
            guest().run("kill $(cat /tmp/watcher); rm -f /tmp/watcher /tmp/seen");
        }
        DesktopTest::TearDown();
    }
};

/** "30 1\n30 0\n": the codes and values of evtest's lines, without repetitions. */
constexpr char keysSeen[] = R"(awk '/^Event: .*EV_KEY/ && $NF != 2 { sub(",", "", $8); print $8, $NF }' /tmp/seen)";

/** "(RawButtonPress) 4": what xinput's blocks tell. */
constexpr char buttonsSeen[] = R"(awk '/RawButton/ { name = $4 } /detail:/ && name { print name, $2; name = "" }' /tmp/seen)";

TEST_P(DesktopInput, EveryKeyArrivesWithItsCode)
{
    watch("evtest --grab /dev/input/by-path/platform-i8042-serio-0-event-kbd", "Testing");
    QByteArray expected;
    for (const Key105 &key : keyboard105) {
        session().key(key.evdev, true);
        session().key(key.evdev, false);
        const QByteArray code = QByteArray::number(key.evdev);
        expected += code + " 1\n" + code + " 0\n";
        // QEMU's PS/2 keyboard holds 16 bytes, three keys; the guest shall take these before more come.
        ASSERT_TRUE(guest().shows(QByteArray(keysSeen) + " | tail -n 1", code + " 0")) << "key " << key.evdev;
    }
    EXPECT_EQ(guest().run(keysSeen).text, expected.trimmed());
}

TEST_P(DesktopInput, ReleaseAllLeavesNothingPressed)
{
    watch("evtest --grab /dev/input/by-path/platform-i8042-serio-0-event-kbd", "Testing");
    session().key(KEY_LEFTSHIFT, true);
    session().key(KEY_A, true);
    ASSERT_TRUE(guest().shows(keysSeen, "30 1"));
    session().releaseAll();
    EXPECT_TRUE(guest().shows(keysSeen, "30 0"));
    EXPECT_TRUE(guest().shows(keysSeen, "42 0"));
}

TEST_P(DesktopInput, ThePointerGoesWhereItIsPut)
{
    ASSERT_TRUE(waitUntil([this] {
        return session().pointerMode() == PointerMode::Absolute;
    }));
    for (const QPoint point : {QPoint(700, 500), QPoint(3, 2), QPoint(1234, 777)}) {
        session().movePointerTo(0, point);
        const QByteArray distance = QByteArray("eval $(xdotool getmouselocation --shell); echo $((X - %x)) $((Y - %y))")
                                        .replace("%x", QByteArray::number(point.x()))
                                        .replace("%y", QByteArray::number(point.y()));
        // A tablet counts in 32768ths of the screen and is rounded down on the way.
        EXPECT_TRUE(guest().shows("case $(" + distance + ") in '0 0'|'-1 -1'|'0 -1'|'-1 0') echo there ;; *) xdotool getmouselocation ;; esac", "there"))
            << point.x() << ',' << point.y();
    }
}

TEST_P(DesktopInput, WhereTheGuestsPointerIsIsTold)
{
    // SPICE tells it of a guest with a mouse alone.
    takeTablet();
    const auto giveItBack = qScopeGuard([this] {
        giveTablet();
    });
    ASSERT_TRUE(waitUntil([this] {
        return session().pointerMode() == PointerMode::Relative;
    }));
    // Over the window the pointer is a bar held in its middle, and a cross beside it.
    for (const QPoint place : {QPoint(300, 150), QPoint(1000, 700), QPoint(5, 3)}) {
        guest().run("xdotool mousemove " + QByteArray::number(place.x()) + ' ' + QByteArray::number(place.y()));
        EXPECT_TRUE(waitUntil([&] {
            return head().cursor().position == place;
        })) << place.x()
            << ',' << place.y() << ": told " << head().cursor().position.value_or(QPoint(-1, -1)).x() << ','
            << head().cursor().position.value_or(QPoint(-1, -1)).y() << " with the hot spot at " << head().cursor().hotSpot.x() << ','
            << head().cursor().hotSpot.y();
        EXPECT_FALSE(head().cursor().hotSpot.isNull()) << "tells a corner from a hot spot";
    }
}

TEST_P(DesktopInput, ButtonsAndWheelArrive)
{
    ASSERT_TRUE(waitUntil([this] {
        return session().pointerMode() == PointerMode::Absolute;
    }));
    session().movePointerTo(0, QPoint(1000, 700)); // beside the desktop's window
    watch("xinput test-xi2 --root", "AT Translated");
    const auto arrives = [this](int button) {
        const QByteArray detail = QByteArray::number(button);
        EXPECT_TRUE(guest().shows(buttonsSeen, "(RawButtonRelease) " + detail)) << "X button " << button;
    };
    QList<std::pair<PointerButton, int>> buttons = {{PointerButton::Middle, 2}, {PointerButton::Right, 3}, {PointerButton::Left, 1}};
    if (GetParam() == Way::Spice) {
        // The agent's tablet has these; QEMU 10's USB tablet has three buttons.
        buttons << std::pair(PointerButton::Side, 8) << std::pair(PointerButton::Extra, 9);
    }
    for (const auto &[button, detail] : buttons) {
        session().button(button, true);
        session().button(button, false);
        arrives(detail);
    }
    const std::pair<QPoint, int> turns[] = {{QPoint(0, 120), 4}, {QPoint(0, -120), 5}};
    for (const auto &[delta, detail] : turns) {
        session().wheel(delta);
        arrives(detail);
    }
}

INSTANTIATE_TEST_SUITE_P(Ways, DesktopInput, testing::Values(Way::Fast, Way::Spice), [](const auto &info) {
    return info.param == Way::Fast ? "Fast" : "Spice";
});

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consoleview.h"

#include <QGuiApplication>
#include <QTest>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace vitrine {

TEST(ConsoleWayland, captureAsksTheCompositorForItsShortcuts)
{
    if (!QGuiApplication::platformName().startsWith(QLatin1String("wayland"))) {
        GTEST_SKIP() << "needs a Wayland compositor; CTest's ui-console-wayland has one";
    }
    FakeSession session;
    ConsoleView view;
    view.resize(400, 300);
    ConsoleInput input(&view, KEY_RIGHTCTRL);
    session.connectWith(noise({400, 300}));
    view.setHead(session.head);
    input.setSession(&session);
    view.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return view.isActiveWindow();
    }));
    input.setCaptured(true);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return input.isCaptureEffective();
    }));
    input.setCaptured(false);
    EXPECT_FALSE(input.isCaptureEffective());
    input.setCaptured(true);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return input.isCaptureEffective();
    })) << "a second time";
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakeconsole.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "tests/support/fakebackend.h"
#include "ui/console/consoleview.h"
#include "ui/console/consolewindow.h"
#include "ui/console/messageoverlay.h"
#include "vitrinesettings.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace vitrine {

/** A console window of a machine that runs in a FakeBackend; connectGuest() gives it a screen. */
class ConsoleFixture : public testing::Test
{
protected:
    void SetUp() override
    {
        machine.id = {.connection = backend.uri(), .uuid = QUuid::createUuid()};
        machine.name = QStringLiteral("guest");
        machine.title = QStringLiteral("Debian 13");
        machine.state = MachineState::Running;
        machine.hypervisorType = QStringLiteral("qemu");
        backend.list = {machine};
        store.addBackend(&backend);
        VitrineSettings::self()->setDefaults();
        openWindow();
    }
    void openWindow()
    {
        window = new ConsoleWindow({.store = &store, .commands = &commands, .factory = &factory, .encoders = encoders}, machine.id);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window));
    }
    void closeWindow()
    {
        VitrineSettings::setConfirmClose(false);
        window->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void TearDown() override
    {
        if (window) {
            closeWindow();
        }
    }
    void connectGuest(const QImage &picture = noise({640, 400}))
    {
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return bool(factory.last);
        }));
        factory.last->connectWith(picture);
    }
    void change(MachineState state, StateReason reason = StateReason::None)
    {
        machine.state = state;
        machine.reason = reason;
        backend.change(machine);
    }
    QString title() const
    {
        const auto *overlay = window->findChild<MessageOverlay *>();
        return overlay->isVisible() ? overlay->findChild<QLabel *>(QStringLiteral("consoleMessageTitle"))->text() : QString();
    }
    QPushButton *step(ConsoleStep step) const
    {
        return window->findChild<QPushButton *>(QStringLiteral("consoleStep%1").arg(int(step)));
    }
    ConsoleView *view() const
    {
        return window->findChild<ConsoleView *>();
    }
    QAction *action(const char *name) const
    {
        return window->findChild<QAction *>(QLatin1String(name));
    }
    /** What the guest got from the keyboard. */
    QStringList keysSent() const
    {
        static const QRegularExpression key(QStringLiteral("^[+-][0-9]+$"));
        return factory.last->log.filter(key);
    }
    void pressWithHost(Qt::Key key)
    {
        QKeyEvent down(QEvent::KeyPress, Qt::Key_Control, Qt::ControlModifier, KEY_RIGHTCTRL + 8, 0, 0);
        QApplication::sendEvent(view(), &down);
        QTest::keyClick(view(), key);
        QKeyEvent up(QEvent::KeyRelease, Qt::Key_Control, Qt::NoModifier, KEY_RIGHTCTRL + 8, 0, 0);
        QApplication::sendEvent(view(), &up);
    }
    /** Looks at the widget by eye: VITRINE_TEST_PICTURES names a folder. */
    void picture(const char *name) const
    {
        const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
        if (!folder.isEmpty()) {
            QTest::qWait(500); // animations
            window->grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png")));
        }
    }

    FakeBackend backend;
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    FakeConsoleFactory factory;
    VideoEncoderFactory *encoders = nullptr;
    MachineInfo machine;
    QPointer<ConsoleWindow> window;
};

} // namespace vitrine

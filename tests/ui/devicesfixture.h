// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolefactory.h"
#include "backends/console/scriptedconsolesession.h"
#include "backends/console/scriptedservices.h"
#include "backends/core/domainxml.h"
#include "backends/core/statsrole.h"
#include "backends/demo/demobackend.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "ui/console/clipboardformats.h"
#include "ui/console/consolestate.h"
#include "ui/console/consoleview.h"
#include "ui/console/consolewindow.h"
#include "ui/console/lampbutton.h"
#include "ui/console/menuwords.h"
#include "vitrinesettings.h"

#include <KMessageWidget>

#include <QAbstractEventDispatcher>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QRegularExpression>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace vitrine {

using namespace Qt::StringLiterals;

/** Sessions with all services, or over two transports. */
class ScriptedFactory : public ConsoleFactory
{
public:
    [[nodiscard]] QList<ConsoleTransport> available(const MachineId &, const MachineDetails &) const override
    {
        return {ConsoleTransport::QemuDBus, ConsoleTransport::Spice};
    }
    [[nodiscard]] std::unique_ptr<ConsoleSession> create(const MachineId &, const MachineDetails &, ConsoleTransport preferred) override
    {
        auto session = std::make_unique<ScriptedConsoleSession>();
        auto made = std::make_unique<ScriptedServices>();
        services = made.get();
        services->usb.setDevices(devices);
        session->setServices(std::move(made));
        session->setAgentConnected(agent);
        services->clipboard.setAvailable(agent);
        services->files.setAvailable(agent);
        asked.append(preferred);
        last = session.get();
        return session;
    }

    bool agent = true;
    QList<HostUsbDevice> devices;
    ScriptedServices *services = nullptr; ///< of the last
    QPointer<ScriptedConsoleSession> last;
    QList<ConsoleTransport> asked;
};

/** Of a guest that does nothing. */
class StillStats : public StatsRole
{
public:
    Task<MachineCounters> counters(MachineId) override
    {
        co_return MachineCounters{};
    }
};

/** As a connection of this computer, or one that can't change devices. */
class LocalBackend : public DemoBackend
{
public:
    using DemoBackend::DemoBackend;
    [[nodiscard]] Capabilities capabilities() const override
    {
        Capabilities all = DemoBackend::capabilities();
        all.setSupported(Feature::GraphicsFd);
        if (!canChange) {
            all.setUnsupported(Feature::ChangeDevices, {.code = ErrorCode::NotSupported, .subject = uri()});
        }
        return all;
    }
    [[nodiscard]] StatsRole *statistics() override
    {
        return &m_stats;
    }
    bool canChange = true;

private:
    StillStats m_stats;
};

class Devices : public testing::Test
{
protected:
    void SetUp() override
    {
        store.addBackend(&backend);
        backend.open();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return machine(u"Debian 13"_s).isActive();
        }));
        VitrineSettings::self()->setDefaults();
        VitrineSettings::setConfirmClose(false);
        id = machine(u"Debian 13"_s).id;
        consoleState(id).deleteGroup();
    }
    void TearDown() override
    {
        if (window) {
            window->close();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    MachineInfo machine(const QString &title) const
    {
        const QList<MachineInfo> machines = store.machines();
        for (const MachineInfo &info : machines) {
            if (info.title == title) {
                return info;
            }
        }
        return {};
    }
    void open()
    {
        window = new ConsoleWindow({.store = &store, .commands = &commands, .factory = &factory, .operations = &operations}, id);
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window));
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return factory.last && factory.last->state() == ConsoleSession::State::Connected && lamp("lampDisk")->isVisible();
        }));
        QImage screen(640, 400, QImage::Format_RGB32);
        screen.fill(QColor(30, 60, 90));
        factory.last->head(0)->setPicture(screen);
        QCoreApplication::processEvents();
    }
    LampButton *lamp(const char *name) const
    {
        return window->findChild<LampButton *>(QLatin1String(name));
    }
    QMenu *menu(const char *name) const
    {
        auto *found = window->findChild<QMenu *>(QLatin1String(name));
        Q_EMIT found->aboutToShow();
        return found;
    }
    QAction *action(const QString &name) const
    {
        return window->findChild<QAction *>(name);
    }
    KMessageWidget *notice(const char *name) const
    {
        return window->findChild<KMessageWidget *>(QLatin1String(name));
    }
    /** Looks by eye: VITRINE_TEST_PICTURES names a folder. */
    void picture(const char *name, QWidget *of = nullptr) const
    {
        const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
        if (!folder.isEmpty()) {
            QTest::qWait(500); // animations
            (of ? of : window)->grab().save(QDir(folder).filePath(QLatin1String(name) + u".png"_s));
        }
    }

    LocalBackend backend{u"demo:///?scenario=default&delay=0"_s};
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    ScriptedFactory factory;
    MachineId id;
    QPointer<ConsoleWindow> window;
};

} // namespace vitrine

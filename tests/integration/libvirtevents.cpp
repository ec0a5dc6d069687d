// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens outside of Vitrine, on a live per-user daemon.

#include "tests/integration/libvirtfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vitrine::test {
namespace {

/** Runs virsh while events are handled; how long after its end the condition came true, in ms, -1 for never. */
template<typename Condition>
int delayAfterVirsh(const QStringList &arguments, Condition condition)
{
    QProcess process;
    QElapsedTimer sinceEnd;
    bool ended = false;
    int delay = -1;
    QObject::connect(&process, &QProcess::finished, &process, [&] {
        ended = true;
        sinceEnd.start();
    });
    process.start(QStringLiteral("virsh"), QStringList{QStringLiteral("-c"), LiveSession::uri()} + arguments);
    const bool came = waitUntil([&] {
        return ended && condition();
    });
    if (came) {
        delay = int(sinceEnd.elapsed());
    }
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
    return delay;
}

class LibvirtEvents : public LiveBackend
{
};

TEST_F(LibvirtEvents, WhatVirshDoesShowsWithin200Milliseconds)
{
    const QUuid uuid = QUuid::createUuid();
    const MachineId id{.connection = LiveSession::uri(), .uuid = uuid};
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("m.xml"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(liveMachineXml(QStringLiteral("m"), uuid.toString(QUuid::WithoutBraces)).toUtf8());
    file.close();
    struct Step {
        QStringList arguments;
        std::function<bool()> shown;
    };
    const auto stateIs = [&](MachineState state) {
        return [this, id, state] {
            return machine(id).state == state;
        };
    };
    const QString name = QStringLiteral("m");
    const Step steps[] = {
        {{QStringLiteral("define"), path}, stateIs(MachineState::Off)},
        {{QStringLiteral("start"), name}, stateIs(MachineState::Running)},
        {{QStringLiteral("suspend"), name}, stateIs(MachineState::Paused)},
        {{QStringLiteral("resume"), name}, stateIs(MachineState::Running)},
        {{QStringLiteral("managedsave"), name}, stateIs(MachineState::Saved)},
        {{QStringLiteral("start"), name}, stateIs(MachineState::Running)},
        {{QStringLiteral("destroy"), name}, stateIs(MachineState::Off)},
        {{QStringLiteral("desc"), name, QStringLiteral("--title"), QStringLiteral("New title"), QStringLiteral("--config")},
         [this, id] {
             return machine(id).title == QLatin1String("New title");
         }},
        {{QStringLiteral("domrename"), name, QStringLiteral("n")},
         [this, id] {
             return machine(id).name == QLatin1String("n");
         }},
        {{QStringLiteral("undefine"), QStringLiteral("n")},
         [this, id] {
             return machine(id).id.isNull();
         }},
    };
    for (const Step &step : steps) {
        const int delay = delayAfterVirsh(step.arguments, step.shown);
        EXPECT_GE(delay, 0) << "virsh " << step.arguments.join(QLatin1Char(' ')).toStdString() << " never showed";
        EXPECT_LT(delay, 200) << "virsh " << step.arguments.join(QLatin1Char(' ')).toStdString();
    }
}

TEST_F(LibvirtEvents, RefreshFindsWhatHasNoEvent)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    ASSERT_TRUE(ok(await(backend->power()->saveState(id, {}))));
    ASSERT_EQ(machine(id).state, MachineState::Saved);
    EXPECT_EQ(delayAfterVirsh({QStringLiteral("managedsave-remove"), QStringLiteral("m")},
                              [] {
                                  return true;
                              })
                  >= 0,
              true);
    backend->refresh();
    EXPECT_TRUE(waitUntil([&] {
        return machine(id).state == MachineState::Off;
    }));
}

TEST_F(LibvirtEvents, KilledEmulatorShows)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    killProcess(session->guestPid(QStringLiteral("m")));
    ASSERT_TRUE(waitUntil([&] {
        return !machine(id).isActive();
    }));
    EXPECT_EQ(machine(id).state, MachineState::Crashed);
    EXPECT_EQ(machine(id).reason, StateReason::EmulatorDied);
    EXPECT_TRUE(ok(await(backend->power()->start(id, {})))) << "and can be started again";
    EXPECT_EQ(machine(id).state, MachineState::Running);
}

TEST_F(LibvirtEvents, EmulatorKilledWhileTheDaemonIsAwayShows)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    const qint64 guest = session->guestPid(QStringLiteral("m"));
    session->killDaemon();
    killProcess(guest);
    ASSERT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open && !machine(id).isActive();
    }));
    EXPECT_EQ(machine(id).state, MachineState::Crashed);
    EXPECT_EQ(machine(id).reason, StateReason::EmulatorDied);
}

TEST_F(LibvirtEvents, RebootsAreCounted)
{
    const QString image = QStringLiteral(VITRINE_GUESTS "/rebootloop.img");
    QTemporaryDir folder;
    ASSERT_TRUE(QFile::copy(image, folder.filePath(QStringLiteral("d.img"))));
    int reboots = 0;
    QObject::connect(backend.get(), &Backend::machineEvent, backend.get(), [&reboots](const MachineId &, MachineEvent event) {
        reboots += event == MachineEvent::Rebooted ? 1 : 0;
    });
    const MachineId id = startSmall(QStringLiteral("m"),
                                    QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%1'/>"
                                                   "<target dev='hda' bus='ide'/></disk>")
                                        .arg(folder.filePath(QStringLiteral("d.img"))));
    EXPECT_TRUE(waitUntil([&] {
        return reboots >= 3;
    }));
    EXPECT_EQ(machine(id).state, MachineState::Running);
}

TEST_F(LibvirtEvents, GuestsOutliveTheDaemonAndTheBackend)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    const qint64 guest = session->guestPid(QStringLiteral("m"));
    backend.reset();
    EXPECT_EQ(session->guestPid(QStringLiteral("m")), guest);
    session->killDaemon();
    backend = std::make_unique<LibvirtBackend>(LiveSession::uri());
    backend->open();
    ASSERT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_EQ(machine(id).state, MachineState::Running);
    EXPECT_EQ(session->guestPid(QStringLiteral("m")), guest);
}

TEST_F(LibvirtEvents, OpeningWaitsForADyingDaemonsPidFile)
{
    backend.reset();
    session->killDaemon();
    // A lock as the daemon's: as long as it is held, no daemon starts.
    const QByteArray path = qgetenv("XDG_RUNTIME_DIR") + "/libvirt/libvirtd.pid";
    int ready[2] = {};
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t holder = ::fork();
    if (holder == 0) {
        const int fd = ::open(path.constData(), O_RDWR | O_CREAT, 0600);
        struct flock lock = {};
        lock.l_type = F_WRLCK;
        // The killed daemon's own lock goes with the last of its threads. Nothing waits for ever here.
        ::alarm(10);
        const bool locked = fd >= 0 && ::fcntl(fd, F_SETLKW, &lock) == 0 && ::write(ready[1], "x", 1) == 1;
        ::_exit(locked ? (::sleep(2), 0) : 1);
    }
    ::close(ready[1]);
    char locked = 0;
    ASSERT_EQ(::read(ready[0], &locked, 1), 1) << "the lock could not be taken";
    ::close(ready[0]);
    backend = std::make_unique<LibvirtBackend>(LiveSession::uri());
    QList<ConnectionState> states;
    QObject::connect(backend.get(), &Backend::connectionStateChanged, backend.get(), [&] {
        states.append(backend->connectionState());
    });
    backend->open();
    EXPECT_TRUE(waitUntil([&] {
        return states.contains(ConnectionState::Open) || states.contains(ConnectionState::Failed);
    }));
    EXPECT_THAT(states, testing::ElementsAre(ConnectionState::Connecting, ConnectionState::Open));
    ::waitpid(holder, nullptr, 0);
}

TEST_F(LibvirtEvents, ADaemonThatHangsDoesNotHoldUpTheEnd)
{
    const qint64 daemon = session->daemonPid();
    ASSERT_EQ(::kill(pid_t(daemon), SIGSTOP), 0);
    backend->refresh();
    QElapsedTimer clock;
    clock.start();
    backend.reset();
    EXPECT_LT(clock.elapsed(), 8000);
    ::kill(pid_t(daemon), SIGCONT);
}

TEST_F(LibvirtEvents, ASilentDaemonIsToldAndFoundAgain)
{
    const MachineId id = startSmall(QStringLiteral("m"));
    const pid_t daemon = pid_t(session->daemonPid());
    ASSERT_EQ(::kill(daemon, SIGSTOP), 0);
    backend->refresh(); // a second call that waits: libvirt ends only the first one
    std::optional<ErrorCode> waiting;
    [](LibvirtBackend *backend, MachineId id, std::optional<ErrorCode> *code) -> QCoro::Task<> {
        const Result<> paused = co_await backend->power()->pause(id);
        *code = paused ? ErrorCode::Cancelled : paused.error().code;
    }(backend.get(), id, &waiting);
    EXPECT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Reconnecting;
    }));
    EXPECT_EQ(backend->connectionError().code, ErrorCode::ServiceSilent);
    EXPECT_EQ(backend->connectionError().subject, backend->uri());
    EXPECT_EQ(machine(id).state, MachineState::Running) << "what is known stays";
    backend->open(); // a person may press "Retry" as often as he likes
    backend->open();
    ::kill(daemon, SIGCONT);
    EXPECT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_EQ(session->daemonPid(), daemon);
    EXPECT_TRUE(waitUntil([&] {
        return waiting.has_value();
    })) << "the call that waited for it ends too";
    EXPECT_TRUE(ok(await(backend->power()->reset(id))));
}

TEST_F(LibvirtEvents, ADaemonThatIsSilentFromTheBeginningIsToldAndFound)
{
    backend = std::make_unique<LibvirtBackend>(LiveSession::uri());
    const pid_t daemon = pid_t(session->daemonPid());
    ASSERT_EQ(::kill(daemon, SIGSTOP), 0);
    backend->open();
    EXPECT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Failed;
    }));
    EXPECT_EQ(backend->connectionError().code, ErrorCode::ServiceSilent);
    // As its words advise: the next one is started by itself.
    session->killDaemon();
    EXPECT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_NE(session->daemonPid(), daemon);
}

TEST(LibvirtOpening, FailsWithTheReason)
{
    LibvirtBackend backend(QStringLiteral("qemu+unix:///system?socket=/tmp/no-such-socket"));
    backend.open();
    ASSERT_TRUE(waitUntil([&] {
        return backend.connectionState() == ConnectionState::Failed;
    }));
    EXPECT_EQ(backend.connectionError().code, ErrorCode::ConnectionFailed);
    EXPECT_EQ(backend.connectionError().subject, backend.uri());
    EXPECT_FALSE(backend.connectionError().detail.isEmpty());
}

TEST(LibvirtOpening, ReportsUnknownDrivers)
{
    LibvirtBackend backend(QStringLiteral("hyperv://nowhere/"));
    backend.open();
    ASSERT_TRUE(waitUntil([&] {
        return backend.connectionState() == ConnectionState::Failed;
    }));
    EXPECT_FALSE(backend.connectionError().detail.isEmpty());
}

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/support/fakebackend.h"
#include "ui/terminal/terminalpanel.h"
#include "ui/terminal/textconsolewindow.h"

#include <KMessageWidget>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QTest>

#include <gtest/gtest.h>

#include <sys/socket.h>

#include <array>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

/** A machine with text consoles, whose other ends a test holds. */
class ConsoleBackend : public FakeBackend
{
public:
    Task<QString> xml(MachineId, DefinitionKind) override
    {
        co_return u"<domain type='qemu'><name>guest</name><devices>"_s + devices + u"</devices></domain>"_s;
    }
    Task<std::shared_ptr<FileDescriptor>> openTextConsole(MachineId, QString device, TextConsoleAccess access) override
    {
        opened += device + (access == TextConsoleAccess::TakeOver ? u" by force"_s : QString());
        if (taken && access == TextConsoleAccess::IfFree) {
            co_return fail(ErrorCode::Busy);
        }
        std::array<int, 2> ends = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            co_return fail(ErrorCode::Internal);
        }
        guest.reset(ends[1]);
        co_return std::make_shared<FileDescriptor>(ends[0]);
    }

    QString devices = u"<serial type='pty'/>"_s;
    QStringList opened;
    bool taken = false;
    FileDescriptor guest;
};

class TextConsoleTest : public testing::Test
{
protected:
    void SetUp() override
    {
        machine.id = {.connection = backend.uri(), .uuid = QUuid::createUuid()};
        machine.name = u"guest"_s;
        machine.state = MachineState::Running;
        machine.detailsKnown = true;
        backend.list = {machine};
        store.addBackend(&backend);
    }
    void TearDown() override
    {
        delete window;
    }
    void open()
    {
        window = TextConsoleWindow::open(&store, &commands, machine.id);
    }
    [[nodiscard]] TerminalPanel *terminal() const
    {
        return window->findChild<TerminalPanel *>();
    }
    [[nodiscard]] bool isConnected() const
    {
        return QTest::qWaitFor([this] {
            return terminal()->isAttached();
        });
    }
    [[nodiscard]] bool shows(const QString &text) const
    {
        return QTest::qWaitFor([&] {
            return terminal()->text().contains(text);
        });
    }
    void write(const QByteArray &bytes) const
    {
        ASSERT_EQ(::send(backend.guest.get(), bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL), bytes.size());
    }
    /** What the guest got until now, waiting for `expected`. */
    [[nodiscard]] QByteArray typed(const QByteArray &expected) const
    {
        QByteArray all;
        std::ignore = QTest::qWaitFor([&] {
            std::array<char, 256> piece = {};
            const ssize_t count = ::recv(backend.guest.get(), piece.data(), piece.size(), MSG_DONTWAIT);
            all.append(piece.data(), std::max<ssize_t>(count, 0));
            return all.size() >= expected.size();
        });
        return all;
    }
    [[nodiscard]] KMessageWidget *message() const
    {
        return window->findChild<KMessageWidget *>(u"textConsoleMessage"_s);
    }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return window->findChild<QAction *>(name);
    }
    void change(MachineState state)
    {
        machine.state = state;
        backend.change(machine);
    }

    ConsoleBackend backend;
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    MachineInfo machine;
    TextConsoleWindow *window = nullptr;
};

TEST_F(TextConsoleTest, showsWhatComesAndSendsWhatIsTyped)
{
    open();
    ASSERT_TRUE(isConnected());
    EXPECT_EQ(backend.opened, QStringList({u"serial0"_s}));
    EXPECT_FALSE(message()->isVisible());
    write("login: \x1b[31mr\xc3\xb6t\x1b[0m");
    EXPECT_TRUE(shows(u"login: röt"_s)) << qPrintable(terminal()->text());
    ASSERT_TRUE(QTest::qWaitForWindowActive(window));
    QTest::keyClicks(QApplication::focusWidget(), u"root"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(typed("root\r\x03"), "root\r\x03");
    window->grab().save(u"textconsole-open.png"_s);
}

TEST_F(TextConsoleTest, bytesPassAsTheyAre)
{
    open();
    ASSERT_TRUE(isConnected());
    write("ab\ncd\r\nef");
    ASSERT_TRUE(shows(u"ef"_s));
    EXPECT_EQ(terminal()->text().trimmed(), u"ab\n  cd\nef"_s) << "a line feed alone goes down only";
}

TEST_F(TextConsoleTest, aFloodNeitherBlocksNorIsLost)
{
    open();
    ASSERT_TRUE(isConnected());
    int longest = 0;
    QElapsedTimer clock;
    QByteArray flood = QByteArray("0123456789\r\n").repeated(20'000) + "the end";
    while (!flood.isEmpty()) {
        const ssize_t sent = ::send(backend.guest.get(), flood.constData(), static_cast<size_t>(flood.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        flood.remove(0, std::max<ssize_t>(sent, 0));
        clock.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        longest = std::max(longest, static_cast<int>(clock.elapsed()));
    }
    EXPECT_TRUE(shows(u"the end"_s));
    EXPECT_LT(longest, 300);
}

TEST_F(TextConsoleTest, anotherProgramHasIt)
{
    backend.taken = true;
    open();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return message()->isVisible();
    }));
    window->grab().save(u"textconsole-taken.png"_s);
    EXPECT_TRUE(message()->actions().contains(action(u"takeOver"_s)));
    action(u"takeOver"_s)->trigger();
    ASSERT_TRUE(isConnected());
    EXPECT_EQ(backend.opened.last(), u"serial0 by force"_s);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !message()->isVisible();
    }));
}

TEST_F(TextConsoleTest, endsWhileTheMachineRunsAndConnectsAgain)
{
    open();
    ASSERT_TRUE(isConnected());
    write("before");
    ASSERT_TRUE(shows(u"before"_s));
    backend.guest.reset();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return message()->isVisible();
    }));
    EXPECT_TRUE(message()->actions().contains(action(u"reconnect"_s)));
    action(u"reconnect"_s)->trigger();
    ASSERT_TRUE(isConnected());
    write(" after");
    EXPECT_TRUE(shows(u"before after"_s)) << "the text stays";
}

TEST_F(TextConsoleTest, followsTheMachine)
{
    open();
    ASSERT_TRUE(isConnected());
    change(MachineState::Off);
    EXPECT_FALSE(terminal()->isAttached());
    ASSERT_TRUE(message()->isVisible());
    EXPECT_TRUE(message()->actions().isEmpty());
    change(MachineState::Running);
    EXPECT_TRUE(isConnected());
    EXPECT_EQ(backend.opened.size(), 2);
}

TEST_F(TextConsoleTest, severalToChooseFrom)
{
    backend.devices = u"<serial type='pty'/><serial type='pty'><target port='1'/></serial><console type='pty'><target type='virtio' port='2'/></console>"_s;
    open();
    ASSERT_TRUE(isConnected());
    auto *choice = window->findChild<QComboBox *>(u"textConsoleChoice"_s);
    ASSERT_EQ(choice->count(), 3);
    EXPECT_TRUE(choice->isVisible());
    Q_EMIT choice->activated(2);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return backend.opened.size() == 2 && terminal()->isAttached();
    }));
    EXPECT_EQ(backend.opened.last(), u"console2"_s);
    EXPECT_EQ(choice->currentIndex(), 2);
    window->grab().save(u"textconsole-several.png"_s);
}

TEST_F(TextConsoleTest, saysThatThereIsNone)
{
    backend.devices = u"<serial type='file'/>"_s;
    open();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return message()->isVisible();
    }));
    EXPECT_TRUE(backend.opened.isEmpty());
}

TEST_F(TextConsoleTest, oneWindowAMachine)
{
    open();
    EXPECT_EQ(TextConsoleWindow::open(&store, &commands, machine.id), window);
}

} // namespace
} // namespace vitrine

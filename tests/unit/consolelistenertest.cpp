// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbussession.h"
#include "tests/support/consoletest.h"
#include "tests/support/fakeqemudisplay.h"

#include <QCoreApplication>
#include <QFile>

#include <gtest/gtest.h>

#include <array>
#include <atomic>

#include <linux/input-event-codes.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vitrine::test {
namespace {

constexpr quint32 x8r8g8b8 = 0x20020888;
constexpr quint32 r5g6b5 = 0x10020565;

GVariant *bytes(size_t count, uchar value)
{
    const QByteArray data(static_cast<qsizetype>(count), static_cast<char>(value));
    return g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, data.constData(), count, 1);
}

GVariant *scanout(quint32 width, quint32 height, quint32 stride, quint32 format, size_t count, uchar value = 0x55)
{
    return g_variant_new("(uuuu@ay)", width, height, stride, format, bytes(count, value));
}

GVariant *scanoutMap(quint32 offset, quint32 width, quint32 height, quint32 stride, quint32 format = x8r8g8b8)
{
    return g_variant_new("(huuuuu)", 0, offset, width, height, stride, format);
}

/** Shared memory of a size, filled with one byte. */
FileDescriptor sharedMemory(size_t size, uchar value)
{
    FileDescriptor fd(memfd_create("picture", MFD_CLOEXEC));
    const QByteArray data(static_cast<qsizetype>(size), static_cast<char>(value));
    return write(fd.get(), data.constData(), size) == static_cast<ssize_t>(size) ? std::move(fd) : FileDescriptor();
}

class ConsoleListener : public testing::Test
{
protected:
    void SetUp() override
    {
        m_session.open();
        ASSERT_TRUE(waitUntil([&] {
            return m_session.state() == ConsoleSession::State::Connected;
        })) << qPrintable(m_session.closeReason().detail);
        ASSERT_EQ(m_session.heads().size(), 1);
        m_head = m_session.heads().first();
        ASSERT_TRUE(m_qemu.waitForListener());
    }
    /** A picture of 64 x 48 in shared memory of 0x33. */
    FileDescriptor showMapped()
    {
        FileDescriptor memory = sharedMemory(64 * 48 * 4, 0x33);
        EXPECT_EQ(m_qemu.call("ScanoutMap", scanoutMap(0, 64, 48, 64 * 4), memory.get()), "");
        EXPECT_TRUE(waitUntil([&] {
            return m_head->size() == QSize(64, 48);
        }));
        return memory;
    }
    void isRefused(const char *method, GVariant *arguments, int fd = -1)
    {
        const QSize before = m_head->size();
        EXPECT_EQ(m_qemu.call(method, arguments, fd), "org.vitrine.Malformed") << method;
        EXPECT_EQ(m_head->size(), before) << method << " changed something";
    }

    FakeQemuDisplay m_qemu;
    QemuDBusSession m_session{m_qemu.provider()};
    ConsoleHead *m_head = nullptr;
};

TEST_F(ConsoleListener, BytesAndMapsInTurn)
{
    EXPECT_EQ(m_qemu.call("Scanout", scanout(10, 5, 48, x8r8g8b8, 48 * 5, 0x55)), "");
    EXPECT_EQ(m_head->size(), QSize(10, 5));
    EXPECT_EQ(pixel(*m_head, QPoint(9, 4)), 0x555555U);
    EXPECT_EQ(m_qemu.call("Update", g_variant_new("(iiiiuu@ay)", 8, 3, 2, 2, 8, x8r8g8b8, bytes(16, 0x77))), "");
    EXPECT_EQ(pixel(*m_head, QPoint(9, 4)), 0x777777U);
    EXPECT_EQ(pixel(*m_head, QPoint(7, 4)), 0x555555U);
    const FileDescriptor memory = showMapped();
    EXPECT_EQ(pixel(*m_head, QPoint(63, 47)), 0x333333U);
    const quint32 changed = 0x00123456;
    ASSERT_EQ(pwrite(memory.get(), &changed, 4, (47 * 64 + 63) * 4), 4);
    EXPECT_EQ(pixel(*m_head, QPoint(63, 47)), 0x123456U) << "no copy is in between";
    EXPECT_EQ(m_qemu.call("Scanout", scanout(3, 3, 8, r5g6b5, 24, 0xff)), "");
    EXPECT_EQ(m_head->size(), QSize(3, 3));
    EXPECT_EQ(pixel(*m_head, QPoint(2, 2)), 0xffffffU);
    EXPECT_EQ(m_qemu.call("Disable", nullptr), "");
    EXPECT_TRUE(m_head->size().isEmpty());
}

TEST_F(ConsoleListener, AbsurdBytesAreRefused)
{
    isRefused("Scanout", scanout(0, 10, 40, x8r8g8b8, 400));
    isRefused("Scanout", scanout(10, 0, 40, x8r8g8b8, 400));
    isRefused("Scanout", scanout(65535, 65535, 65535 * 4, x8r8g8b8, 400));
    isRefused("Scanout", scanout(0xffffffff, 0xffffffff, 0xffffffff, x8r8g8b8, 400));
    isRefused("Scanout", scanout(16384, 16384, 16384 * 4, x8r8g8b8, 400)); // a small message for 1 GB
    isRefused("Scanout", scanout(10, 10, 39, x8r8g8b8, 400)); // stride
    isRefused("Scanout", scanout(10, 10, 40, x8r8g8b8, 399)); // data
    isRefused("Scanout", scanout(10, 10, 40, 0x08018000, 400)); // an 8-bit format
    isRefused("Update", g_variant_new("(iiiiuu@ay)", 0, 0, 1, 1, 4, x8r8g8b8, bytes(4, 0))); // no picture yet
    ASSERT_EQ(m_qemu.call("Scanout", scanout(10, 10, 40, x8r8g8b8, 400)), "");
    isRefused("Update", g_variant_new("(iiiiuu@ay)", 9, 0, 2, 1, 8, x8r8g8b8, bytes(8, 0)));
    isRefused("Update", g_variant_new("(iiiiuu@ay)", -1, 0, 2, 1, 8, x8r8g8b8, bytes(8, 0)));
    isRefused("Update", g_variant_new("(iiiiuu@ay)", 0, 0, -1, 1, 8, x8r8g8b8, bytes(8, 0)));
    isRefused("Update", g_variant_new("(iiiiuu@ay)", 0x7fffffff, 0, 0x7fffffff, 1, 8, x8r8g8b8, bytes(8, 0)));
    isRefused("Update", g_variant_new("(iiiiuu@ay)", 0, 0, 2, 2, 8, x8r8g8b8, bytes(15, 0)));
    isRefused("Update", g_variant_new("(iiiiuu@ay)", 0, 0, 2, 2, 4, r5g6b5, bytes(8, 0))); // another format
    isRefused("UpdateMap", g_variant_new("(iiii)", 0, 0, 1, 1)); // not mapped
}

TEST_F(ConsoleListener, AbsurdMapsAreRefused)
{
    const FileDescriptor memory = sharedMemory(64 * 48 * 4, 0x33);
    isRefused("ScanoutMap", scanoutMap(0, 0, 48, 256), memory.get());
    isRefused("ScanoutMap", scanoutMap(0, 65535, 65535, 65535 * 4), memory.get());
    isRefused("ScanoutMap", scanoutMap(0, 64, 49, 256), memory.get()); // ends past the file
    isRefused("ScanoutMap", scanoutMap(4, 64, 48, 256), memory.get());
    isRefused("ScanoutMap", scanoutMap(0xfffffffc, 64, 48, 256), memory.get());
    isRefused("ScanoutMap", scanoutMap(0, 64, 48, 252), memory.get()); // stride
    isRefused("ScanoutMap", scanoutMap(0, 64, 48, 0xfffffffc), memory.get());
    isRefused("ScanoutMap", scanoutMap(0, 64, 48, 256, 0), memory.get()); // format
    isRefused("ScanoutMap", scanoutMap(2, 32, 20, 256), memory.get()); // alignment
    isRefused("ScanoutMap", scanoutMap(0, 64, 48, 256)); // no descriptor
    QFile program(QStringLiteral("/proc/self/exe"));
    ASSERT_TRUE(program.open(QIODevice::ReadOnly));
    isRefused("ScanoutMap", scanoutMap(0, 8, 8, 32), program.handle()); // no shared memory
    const FileDescriptor valid = showMapped();
    isRefused("UpdateMap", g_variant_new("(iiii)", 60, 0, 5, 1));
    isRefused("UpdateMap", g_variant_new("(iiii)", 0, -1, 5, 1));
    isRefused("UpdateMap", g_variant_new("(iiii)", 0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff));
    EXPECT_EQ(pixel(*m_head, QPoint(1, 1)), 0x333333U) << "the good picture is still shown";
}

TEST_F(ConsoleListener, ShrunkenFileReadsAsBlack)
{
    const FileDescriptor memory = showMapped();
    EXPECT_EQ(pixel(*m_head, QPoint(10, 40)), 0x333333U);
    ASSERT_EQ(ftruncate(memory.get(), 0), 0);
    EXPECT_EQ(pixel(*m_head, QPoint(10, 40)), 0U) << "and no SIGBUS";
    EXPECT_EQ(m_qemu.call("Scanout", scanout(10, 5, 40, x8r8g8b8, 200)), "") << "the session goes on";
}

TEST_F(ConsoleListener, Cursors)
{
    const auto define = [](int width, int height, int hotX, int hotY, size_t count) {
        return g_variant_new("(iiii@ay)", width, height, hotX, hotY, bytes(count, 0x80));
    };
    isRefused("CursorDefine", define(0, 1, 0, 0, 4));
    isRefused("CursorDefine", define(-1, 1, 0, 0, 4));
    isRefused("CursorDefine", define(100'000, 100'000, 0, 0, 4));
    isRefused("CursorDefine", define(64, 64, 0, 0, 64 * 64 * 4 - 1));
    EXPECT_EQ(m_qemu.call("CursorDefine", define(32, 16, 5, 1000, 32 * 16 * 4)), "");
    EXPECT_EQ(m_head->cursor().image.size(), QSize(32, 16));
    EXPECT_EQ(m_head->cursor().hotSpot, QPoint(5, 15)) << "a hot spot outside is brought inside";
    EXPECT_TRUE(m_head->cursor().visible);
    EXPECT_EQ(m_qemu.call("MouseSet", g_variant_new("(iii)", 1, 1, 0)), "");
    EXPECT_FALSE(m_head->cursor().visible);
}

TEST_F(ConsoleListener, PointersPlaceIsTheCornerOfItsPicture)
{
    int moved = 0;
    QObject::connect(m_head, &ConsoleHead::cursorMoved, m_head, [&moved] {
        ++moved;
    });
    EXPECT_FALSE(m_head->cursor().position) << "not told so far";
    EXPECT_EQ(m_qemu.call("CursorDefine", g_variant_new("(iiii@ay)", 32, 16, 5, 7, bytes(32 * 16 * 4, 0x80))), "");
    EXPECT_EQ(m_qemu.call("MouseSet", g_variant_new("(iii)", 100, -3, 1)), "");
    ASSERT_TRUE(waitUntil([&] {
        return moved == 1;
    }));
    EXPECT_EQ(m_head->cursor().position, QPoint(105, 4)) << "of the hot spot";
    int shaped = 0;
    QObject::connect(m_head, &ConsoleHead::cursorChanged, m_head, [&shaped] {
        ++shaped;
    });
    EXPECT_EQ(m_qemu.call("MouseSet", g_variant_new("(iii)", 0x7fffffff, -0x7fffffff - 1, 1)), "");
    ASSERT_TRUE(waitUntil([&] {
        return moved == 2;
    }));
    EXPECT_GT(m_head->cursor().position->x(), 100'000);
    EXPECT_LT(m_head->cursor().position->y(), -100'000);
    EXPECT_EQ(shaped, 0) << "the host's pointer need not be made anew";
}

TEST(ConsolePointer, SomeGraphicsCardsAreToldTheHotSpotsPlace)
{
    FakeQemuDisplay qemu;
    QemuDBusSession session(qemu.provider(), {.placesHotSpot = true});
    session.open();
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Connected;
    }));
    ASSERT_TRUE(qemu.waitForListener());
    EXPECT_EQ(qemu.call("CursorDefine", g_variant_new("(iiii@ay)", 32, 16, 5, 7, bytes(32 * 16 * 4, 0x80))), "");
    EXPECT_EQ(qemu.call("MouseSet", g_variant_new("(iii)", 100, 50, 1)), "");
    EXPECT_EQ(session.heads().first()->cursor().position, QPoint(100, 50));
}

TEST_F(ConsoleListener, WrongTypesAreRefused)
{
    EXPECT_TRUE(m_qemu.call("UpdateMap", g_variant_new("(s)", "x")).startsWith("org.freedesktop.DBus.Error."));
    EXPECT_EQ(m_qemu.call("NoSuchCall", nullptr), "org.freedesktop.DBus.Error.UnknownMethod");
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

TEST_F(ConsoleListener, FloodIsGatheredInConstantMemory)
{
    const FileDescriptor memory = showMapped();
    int signalled = 0;
    QObject::connect(m_head, &ConsoleHead::damaged, m_head, [&] {
        ++signalled;
    });
    std::ignore = m_head->takeDamage();
    QElapsedTimer clock;
    int turned = 0;
    QTimer turns;
    QObject::connect(&turns, &QTimer::timeout, m_head, [&] {
        ++turned;
    });
    const qint64 before = residentBytes();
    qint64 most = before;
    std::atomic<bool> done = false;
    clock.start();
    turns.start(1);
    m_qemu.flood(100'000, &done);
    ASSERT_TRUE(waitUntil(
        [&] {
            most = std::max(most, residentBytes());
            return done.load();
        },
        60'000));
    // In the mean, not the longest: other programs on the machine make gaps as well.
    EXPECT_GT(turned, clock.elapsed() / 20) << "the GUI thread runs all the while";
    turns.stop();
    // A call with an answer comes behind the whole flood.
    EXPECT_EQ(m_qemu.call("MouseSet", g_variant_new("(iii)", 1, 1, 1)), "");
    most = std::max(most, residentBytes());
    EXPECT_EQ(signalled, 1) << "nobody took the damage, so nothing more is told";
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // these keep what is freed for a while
    EXPECT_LT((most - before) / 1024, 24 * 1024) << "KiB";
#endif
    EXPECT_EQ(m_head->takeDamage(), QRegion(0, 0, 64, 48));
    RecordProperty("grown_KiB", std::to_string((most - before) / 1024));
}

TEST_F(ConsoleListener, InputGoesOut)
{
    ASSERT_TRUE(waitUntil([&] {
        return m_session.pointerMode() == PointerMode::Absolute;
    }));
    m_session.key(KEY_RIGHT, true);
    for (int x = 0; x < 50; ++x) {
        m_session.movePointerTo(0, QPoint(x, 7));
    }
    m_session.button(PointerButton::Side, true);
    m_session.wheel(QPoint(0, 100));
    m_session.wheel(QPoint(0, 30));
    m_session.releaseAll();
    const QList<QByteArray> expected{"Press 205", "SetAbsPosition 49 7", "Press 5", "Press 3", "Release 3", "Release 205", "Release 5"};
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.inputs().size() >= expected.size();
    }));
    EXPECT_EQ(m_qemu.inputs(), expected);
    m_qemu.setAbsolute(false);
    ASSERT_TRUE(waitUntil([&] {
        return m_session.pointerMode() == PointerMode::Relative;
    }));
    m_session.movePointerBy(QPoint(1, 2));
    m_session.movePointerBy(QPoint(3, 4));
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.inputs().size() > expected.size();
    }));
    EXPECT_EQ(m_qemu.inputs().last(), "RelMotion 4 6");
}

TEST_F(ConsoleListener, AStoppedQemuGetsOneMotionAndNoMoreKeysThanItMayMiss)
{
    ASSERT_TRUE(waitUntil([&] {
        return m_session.pointerMode() == PointerMode::Absolute;
    }));
    m_session.key(KEY_LEFTSHIFT, true);
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.inputs().size() == 1;
    }));
    m_qemu.setStopped(true);
    const qint64 before = residentBytes();
    for (int x = 0; x < 50'000; ++x) {
        m_session.movePointerTo(0, QPoint(x % 1000, 7));
        QCoreApplication::processEvents(); // each is a motion of its own
    }
    for (int i = 0; i < 5000; ++i) {
        m_session.key(KEY_A, true);
        m_session.key(KEY_A, false);
    }
    m_session.movePointerTo(0, QPoint(3, 4));
    m_session.key(KEY_LEFTSHIFT, false);
    RecordProperty("grown_KiB", std::to_string((residentBytes() - before) / 1024));
    m_qemu.setStopped(false);
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.inputs().contains("Release 42");
    }));
    QList<QByteArray> inputs = m_qemu.inputs();
    EXPECT_LE(inputs.size(), 600);
    EXPECT_EQ(inputs.count("Press 30"), inputs.count("Release 30"));
    EXPECT_EQ(inputs.last(), "Release 42") << "what is down comes up";
    EXPECT_EQ(inputs.at(inputs.size() - 2), "SetAbsPosition 3 4") << "before it";
    m_session.key(KEY_B, true);
    EXPECT_TRUE(waitUntil([&] {
        return m_qemu.inputs().contains("Press 48");
    })) << "works again";
}

TEST_F(ConsoleListener, ClosingReleasesWhatIsDown)
{
    m_session.key(KEY_A, true);
    m_session.close();
    EXPECT_TRUE(waitUntil([&] {
        return m_qemu.inputs().contains("Release 30");
    }));
}

TEST_F(ConsoleListener, ClosingDoesNotWaitForAStoppedQemu)
{
    m_qemu.setStopped(true);
    for (int i = 0; i < 5000; ++i) {
        m_session.key(KEY_A, true);
        m_session.key(KEY_A, false);
    }
    QElapsedTimer clock;
    clock.start();
    m_session.close();
    EXPECT_LT(clock.elapsed(), 1000);
    m_qemu.setStopped(false);
}

TEST_F(ConsoleListener, LocksAreFollowed)
{
    m_qemu.setModifiers(6);
    ASSERT_TRUE(waitUntil([&] {
        return m_session.leds() != KeyboardLeds();
    }));
    EXPECT_EQ(m_session.leds(), KeyboardLed::NumLock | KeyboardLed::CapsLock);
}

TEST_F(ConsoleListener, LockKeysThatDifferArePressedOnceUntilTheGuestAnswers)
{
    m_session.setLocks(KeyboardLed::NumLock | KeyboardLed::CapsLock);
    m_session.setLocks(KeyboardLed::NumLock | KeyboardLed::CapsLock);
    const QList<QByteArray> expected{"Press 69", "Release 69", "Press 58", "Release 58"};
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.inputs().size() >= expected.size();
    }));
    m_qemu.setModifiers(2); // only Num Lock
    ASSERT_TRUE(waitUntil([&] {
        return m_session.leds() == KeyboardLed::NumLock;
    }));
    m_session.setLocks(KeyboardLed::CapsLock);
    m_session.key(KEY_A, true);
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.inputs().contains("Press 30");
    }));
    EXPECT_EQ(m_qemu.inputs(), expected + QList<QByteArray>({"Press 69", "Release 69", "Press 30"})) << "Caps Lock got no answer";
}

TEST_F(ConsoleListener, GuestIsAskedForASizeInPixelsAndMillimetres)
{
    EXPECT_TRUE(m_head->requestSize(QSize(1600, 900), QSize(400, 225)));
    EXPECT_FALSE(m_head->requestSize(QSize(0, 900), {}));
    ASSERT_TRUE(waitUntil([&] {
        return !m_qemu.inputs().isEmpty();
    }));
    EXPECT_EQ(m_qemu.inputs(), QList<QByteArray>{"SetUIInfo 400 225 0 0 1600 900"});
}

TEST_F(ConsoleListener, TouchesNeedATouchScreen)
{
    EXPECT_FALSE(m_session.takesTouch());
    FakeQemuDisplay qemu;
    QemuDBusSession session(qemu.provider(), {.touchScreen = true});
    session.open();
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Connected;
    }));
    EXPECT_TRUE(session.takesTouch());
    session.touch({.phase = TouchContact::Phase::Begin, .slot = 1, .head = 0, .position = {10.5, 20}});
    session.touch({.phase = TouchContact::Phase::End, .slot = 1, .head = 0, .position = {11, 20}});
    session.touch({.phase = TouchContact::Phase::End, .slot = 1, .head = 5, .position = {11, 20}});
    ASSERT_TRUE(waitUntil([&] {
        return qemu.inputs().size() >= 2;
    }));
    EXPECT_EQ(qemu.inputs(), QList<QByteArray>({"SendEvent 0 1 10.5 20.0", "SendEvent 2 1 11.0 20.0"}));
}

TEST_F(ConsoleListener, HiddenHeadHangsUpAndRegistersAgain)
{
    m_head->setVisible(false);
    ASSERT_TRUE(waitUntil([&] {
        return !m_qemu.call("MouseSet", g_variant_new("(iii)", 0, 0, 1)).isEmpty();
    }));
    m_head->setVisible(true);
    EXPECT_TRUE(waitUntil([&] {
        return m_qemu.registrations() == 2;
    }));
}

TEST_F(ConsoleListener, TakenOverIsToldFromLost)
{
    m_qemu.closeMainConnection();
    ASSERT_TRUE(waitUntil([&] {
        return m_session.state() == ConsoleSession::State::Closed;
    }));
    EXPECT_EQ(m_session.closeReason().code, ErrorCode::TakenOver);
    m_head->setVisible(false); // a head without its display
    EXPECT_FALSE(m_head->requestSize(QSize(800, 600), {}));
}

TEST_F(ConsoleListener, TakenOverIsToldWithAllHeadsHidden)
{
    m_head->setVisible(false);
    ASSERT_TRUE(waitUntil([&] {
        return !m_qemu.call("MouseSet", g_variant_new("(iii)", 0, 0, 1)).isEmpty();
    }));
    m_qemu.closeMainConnection();
    ASSERT_TRUE(waitUntil([&] {
        return m_session.state() == ConsoleSession::State::Closed;
    }));
    EXPECT_EQ(m_session.closeReason().code, ErrorCode::TakenOver);
}

TEST(ConsoleSilence, PeerThatNeverAnswersTimesOut)
{
    std::array<int, 2> ends = {-1, -1};
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    const FileDescriptor silent(ends[1]);
    auto ours = std::make_shared<FileDescriptor>(ends[0]);
    QemuDBusSession session([&ours]() -> Task<std::shared_ptr<FileDescriptor>> {
        return [](std::shared_ptr<FileDescriptor> fd) -> Task<std::shared_ptr<FileDescriptor>> {
            Result<std::shared_ptr<FileDescriptor>> result = std::move(fd);
            co_return result;
        }(ours);
    });
    session.open();
    ASSERT_TRUE(waitUntil(
        [&] {
            return session.state() == ConsoleSession::State::Closed;
        },
        15'000));
    EXPECT_EQ(session.closeReason().code, ErrorCode::Timeout);
}

} // namespace
} // namespace vitrine::test

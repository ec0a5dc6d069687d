// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/probecode.h"
#include "backends/host/kvmdevice.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

/**
 * @file
 * A mistake in the probe's guest code would condemn every good KVM. So it is run here on a processor
 * that is known to be right, QEMU's emulated one, from the same state that the probe starts in.
 */

// A multiboot kernel that enters long mode as KvmDevice::enterLongMode() does and jumps to 0x8000.
// clang-format off
asm(R"(
    .pushsection .rodata
    .globl vitrine_stub_begin, vitrine_stub_end
    .hidden vitrine_stub_begin, vitrine_stub_end
    .code32
    .balign 8
vitrine_stub_begin:
    .long 0x1badb002, 0x10000, -(0x1badb002 + 0x10000)
    .long 0x100000, 0x100000, 0, 0, 0x100000 + (2f - vitrine_stub_begin)
2:  cli
    cld
    movl $0x8000, %edi
    movl $(0x100000 + (vitrine_stub_end - vitrine_stub_begin)), %esi
    movl $4096, %ecx
    rep movsb
    movl $0x1000, %edi
    xorl %eax, %eax
    movl $0x3000, %ecx
    rep stosb
    movl $0x2003, 0x1000
    movl $0x3003, 0x2000
    movl $0x83, 0x3000
    movl $0x20, %eax
    movl %eax, %cr4
    movl $0x1000, %eax
    movl %eax, %cr3
    movl $0xc0000080, %ecx
    rdmsr
    orl $0x100, %eax
    wrmsr
    movl $0x80050033, %eax
    movl %eax, %cr0
    lgdt 0x100000 + (3f - vitrine_stub_begin)
    ljmp $8, $0x8000
    .balign 8
4:  .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff
3:  .word 23
    .long 0x100000 + (4b - vitrine_stub_begin)
    .balign 8
vitrine_stub_end:
    .code64
    .popsection
)");
// clang-format on
extern "C" {
extern const char vitrine_stub_begin[];
extern const char vitrine_stub_end[];
}

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TEST(ProbeCode, givesTheExpectedValuesOnAnEmulatedProcessor)
{
    const QString qemu = QStandardPaths::findExecutable(u"qemu-system-x86_64"_s);
    if (qemu.isEmpty()) {
        GTEST_SKIP() << "qemu-system-x86_64 is not installed";
    }
    QTemporaryDir folder;
    QFile kernel(folder.filePath(u"kernel"_s));
    ASSERT_TRUE(kernel.open(QIODevice::WriteOnly));
    kernel.write(vitrine_stub_begin, vitrine_stub_end - vitrine_stub_begin);
    kernel.write(QByteArray(reinterpret_cast<const char *>(probeCode().data()), qsizetype(probeCode().size())).leftJustified(4096, '\0'));
    kernel.close();
    const QString base = folder.filePath(u"base"_s);
    const QString vector = folder.filePath(u"vector"_s);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(qemu, {u"-accel"_s,      u"tcg"_s,
                         u"-cpu"_s,        u"max"_s,
                         u"-m"_s,          u"32"_s,
                         u"-display"_s,    u"none"_s,
                         u"-nodefaults"_s, u"-no-reboot"_s,
                         u"-kernel"_s,     kernel.fileName(),
                         u"-chardev"_s,    u"file,id=a,path="_s + base,
                         u"-device"_s,     u"isa-debugcon,iobase=0xf4,chardev=a"_s,
                         u"-chardev"_s,    u"file,id=b,path="_s + vector,
                         u"-device"_s,     u"isa-debugcon,iobase=0xf5,chardev=b"_s});
    ASSERT_TRUE(process.waitForStarted());
    QElapsedTimer timer;
    timer.start();
    while (contents(vector).isEmpty() && timer.elapsed() < 30000 && !process.waitForFinished(20)) { }
    process.kill();
    process.waitForFinished();
    EXPECT_EQ(contents(base).toHex(), QByteArray(1, char(probeBaseValue)).toHex());
    EXPECT_EQ(contents(vector).toHex(), QByteArray(1, char(probeVectorValue)).toHex());
}

TEST(KvmDevice, endlessGuestCodeIsInterrupted)
{
    const int fd = ::open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (fd < 0) {
        GTEST_SKIP() << "/dev/kvm can't be opened here: " << std::strerror(errno);
    }
    ::close(fd);
    static constexpr std::array forEver{std::byte(0xeb), std::byte(0xfe)}; // jmp to itself
    KvmInterrupter interrupter;
    QElapsedTimer timer;
    timer.start();
    std::atomic<bool> prepared = false;
    GuestExit end;
    std::thread guest([&] {
        KvmDevice device(&interrupter, forEver);
        if (device.open() == 0 && device.prepare() == 0) {
            prepared = true;
            end = device.run();
        }
        prepared = true;
    });
    while (!prepared) {
        std::this_thread::yield();
    }
    interrupter.interrupt();
    guest.join();
    EXPECT_EQ(end.error, EINTR);
    EXPECT_LT(timer.elapsed(), 2000);
}

} // namespace

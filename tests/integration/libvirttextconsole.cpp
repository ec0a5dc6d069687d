// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A serial line of a running guest, through libvirt's console streams.

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"
#include "tests/integration/libvirtfixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/socket.h>

#include <array>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

using Socket = std::shared_ptr<FileDescriptor>;

/** What comes until it contains `expected`; less when it does not. */
QByteArray readUntil(const FileDescriptor &socket, const QByteArray &expected)
{
    QByteArray all;
    std::ignore = waitUntil([&] {
        std::array<char, 256> piece = {};
        const ssize_t count = ::recv(socket.get(), piece.data(), piece.size(), MSG_DONTWAIT);
        all.append(piece.data(), std::max<ssize_t>(count, 0));
        return all.contains(expected);
    });
    return all;
}

bool ends(const FileDescriptor &socket)
{
    return waitUntil([&] {
        std::array<char, 256> piece = {};
        return ::recv(socket.get(), piece.data(), piece.size(), MSG_DONTWAIT) == 0;
    });
}

class LibvirtTextConsole : public LiveBackend
{
protected:
    void SetUp() override
    {
        LiveBackend::SetUp();
        if (IsSkipped()) {
            return;
        }
        const QString disk = m_folder.filePath(u"disk.img"_s);
        ASSERT_TRUE(QFile::copy(QStringLiteral(VITRINE_GUESTS "/serialecho.img"), disk));
        ASSERT_TRUE(QFile::setPermissions(disk, QFile::ReadOwner | QFile::WriteOwner));
        m_id = startSmall(u"serial"_s,
                          u"<disk type='file'><driver name='qemu' type='raw'/><source file='"_s + disk
                              + u"'/><target dev='hda' bus='ide'/></disk><serial type='pty'/>"_s);
        const auto xml = DomainXml::parse(await(backend->definitions()->xml(m_id, DefinitionKind::Active)).value_or(QString()));
        ASSERT_TRUE(ok(xml));
        const MachineDetails details = machineDetails(*xml);
        ASSERT_EQ(details.textConsoles.size(), 1) << "the console that libvirt adds is the serial port";
        m_device = details.textConsoles.first().device;
    }
    [[nodiscard]] Result<Socket> open(TextConsoleAccess access)
    {
        return await(backend->console()->openTextConsole(m_id, m_device, access));
    }
    /** One byte there and back; the first one shows that the guest runs. */
    [[nodiscard]] static bool echoes(const FileDescriptor &socket, char byte)
    {
        return ::send(socket.get(), &byte, 1, MSG_NOSIGNAL) == 1 && readUntil(socket, QByteArray("<") + byte + ">").endsWith('>');
    }

    QTemporaryDir m_folder;
    MachineId m_id;
    QString m_device;
};

TEST_F(LibvirtTextConsole, BytesGoBothWays)
{
    const Result<Socket> socket = open(TextConsoleAccess::IfFree);
    ASSERT_TRUE(ok(socket));
    for (const char byte : {'a', '\r', '\x03', '\xff', '\0', 'z'}) {
        EXPECT_TRUE(echoes(**socket, byte)) << int(byte);
    }
}

TEST_F(LibvirtTextConsole, OnlyOneHasItUnlessItIsTakenOver)
{
    const Result<Socket> first = open(TextConsoleAccess::IfFree);
    ASSERT_TRUE(ok(first));
    const Result<Socket> second = open(TextConsoleAccess::IfFree);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Busy) << second.error().detail.toStdString();
    const Result<Socket> third = open(TextConsoleAccess::TakeOver);
    ASSERT_TRUE(ok(third));
    EXPECT_TRUE(ends(**first));
    EXPECT_TRUE(echoes(**third, 'x'));
}

TEST_F(LibvirtTextConsole, IsFreeAgainAfterItWasClosed)
{
    for (int round = 0; round < 3; ++round) {
        Result<Socket> socket;
        ASSERT_TRUE(waitUntil([&] {
            socket = open(TextConsoleAccess::IfFree);
            return socket.has_value();
        })) << "round "
            << round;
        EXPECT_TRUE(echoes(**socket, 'r'));
    }
}

TEST_F(LibvirtTextConsole, EndsWithTheMachine)
{
    const Result<Socket> socket = open(TextConsoleAccess::IfFree);
    ASSERT_TRUE(ok(socket));
    ASSERT_TRUE(echoes(**socket, 'a'));
    ASSERT_TRUE(ok(await(backend->power()->forceOff(m_id))));
    EXPECT_TRUE(ends(**socket));
    const Result<Socket> late = open(TextConsoleAccess::IfFree);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::InvalidState) << late.error().detail.toStdString();
}

TEST_F(LibvirtTextConsole, EndsWithTheDaemon)
{
    const Result<Socket> socket = open(TextConsoleAccess::IfFree);
    ASSERT_TRUE(ok(socket));
    session->killDaemon();
    EXPECT_TRUE(ends(**socket));
}

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakevncserver.h"

#include <QtEndian>

#include <array>
#include <cstdlib>

#include <poll.h>
#include <sys/socket.h>

namespace vitrine::test {
namespace {

constexpr int answerMilliseconds = 5000;

// Client messages.
constexpr quint8 setPixelFormat = 0;
constexpr quint8 setEncodings = 2;
constexpr quint8 frameRequest = 3;
constexpr quint8 keyEvent = 4;
constexpr quint8 pointerEvent = 5;
constexpr quint8 cutText = 6;
constexpr quint8 setDesktopSize = 251;
constexpr quint8 qemu = 255;

template<typename Number>
Number number(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.constData() + at);
}

} // namespace

FileDescriptor FakeVncServer::viewerEnd()
{
    std::array<int, 2> ends = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return {};
    }
    m_socket.reset(ends[0]);
    return FileDescriptor(ends[1]);
}

void FakeVncServer::send(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count = ::send(m_socket.get(), bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (count <= 0) {
            return; // the viewer is gone; what it says next tells
        }
        sent += count;
    }
}

QByteArray FakeVncServer::read(qsizetype count)
{
    QByteArray bytes(count, '\0');
    qsizetype got = 0;
    while (got < count) {
        pollfd poll = {.fd = m_socket.get(), .events = POLLIN, .revents = 0};
        const ssize_t more = ::poll(&poll, 1, answerMilliseconds) > 0 ? ::recv(m_socket.get(), bytes.data() + got, static_cast<size_t>(count - got), 0) : 0;
        if (more <= 0) {
            break;
        }
        got += more;
    }
    return bytes.first(got);
}

bool FakeVncServer::greet(QSize size)
{
    send("RFB 003.008\n");
    if (read(12) != "RFB 003.008\n") {
        return false;
    }
    send(QByteArray::fromHex("0101")); // one type: none
    if (read(1) != QByteArray::fromHex("01")) {
        return false;
    }
    send(big32(0)); // welcome
    if (read(1).size() != 1) {
        return false;
    }
    const QByteArray format = QByteArray::fromHex(
        "20180001"
        "00ff00ff00ff"
        "100800"
        "000000");
    send(big16(size.width()) + big16(size.height()) + format + big32(4) + "fake");
    return true;
}

bool FakeVncServer::readOpening()
{
    const QByteArray offered = nextMessage(setEncodings);
    m_encodings.clear();
    for (qsizetype at = 4; at + 4 <= offered.size(); at += 4) {
        m_encodings.append(number<qint32>(offered, at));
    }
    return nextMessage(frameRequest).size() == 10;
}

QByteArray FakeVncServer::nextMessage()
{
    QByteArray message = read(1);
    if (message.isEmpty()) {
        return {};
    }
    switch (static_cast<quint8>(message[0])) {
    case setPixelFormat:
        return message + read(19);
    case setEncodings:
        message += read(3);
        return message + read(number<quint16>(message, 2) * 4);
    case frameRequest:
        return message + read(9);
    case keyEvent:
        return message + read(7);
    case pointerEvent:
        return message + read(5);
    case cutText:
        message += read(7);
        return message + read(std::abs(number<qint32>(message, 4)));
    case setDesktopSize:
        message += read(7);
        return message + read(static_cast<quint8>(message[6]) * 16);
    case qemu: {
        constexpr quint8 sound = 1;
        constexpr quint16 setFormat = 2;
        message += read(3);
        const bool aboutSound = static_cast<quint8>(message[1]) == sound;
        return message + read(!aboutSound ? 8 : number<quint16>(message, 2) == setFormat ? 6 : 0);
    }
    default:
        return message;
    }
}

QByteArray FakeVncServer::nextMessage(quint8 type)
{
    QByteArray message;
    do {
        message = nextMessage();
    } while (!message.isEmpty() && static_cast<quint8>(message[0]) != type);
    return message;
}

QByteArray FakeVncServer::update(const QRect &rect, qint32 encoding, const QByteArray &data)
{
    return QByteArray(2, '\0') + big16(1) + big16(rect.x()) + big16(rect.y()) + big16(rect.width()) + big16(rect.height()) + big32(encoding) + data;
}

QByteArray FakeVncServer::fill(const QRect &rect, QRgb colour)
{
    QByteArray pixels;
    for (int i = 0; i < rect.width() * rect.height(); ++i) {
        pixels.append(reinterpret_cast<const char *>(&colour), sizeof(colour));
    }
    return update(rect, 0, pixels);
}

QByteArray FakeVncServer::big16(int number)
{
    const auto big = qToBigEndian(static_cast<quint16>(number));
    return {reinterpret_cast<const char *>(&big), sizeof(big)};
}

QByteArray FakeVncServer::big32(qint64 number)
{
    const auto big = qToBigEndian(static_cast<quint32>(number));
    return {reinterpret_cast<const char *>(&big), sizeof(big)};
}

} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/usedports.h"

#include <QFile>

#include <arpa/inet.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

// State column of /proc/net/{tcp,udp} (the kernel's include/net/tcp_states.h); UDP "listens" unconnected.
constexpr auto tcpListens = "0A";
constexpr auto udpUnconnected = "07";

/** The kernel prints the address's words in its own byte order. */
QString addressFrom(const QByteArray &hex)
{
    if (hex.size() != 8) {
        return hex.count('0') == hex.size() ? QString() : u"::"_s; // not told apart: whoever asks is IPv4
    }
    bool ok = false;
    const in_addr address{.s_addr = hex.toUInt(&ok, 16)};
    if (!ok || address.s_addr == 0) {
        return {};
    }
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &address, text, sizeof text);
    return QString::fromLatin1(text);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QList<UsedPort> parseUsedPorts(const QByteArray &table, bool udp)
{
    QList<UsedPort> ports;
    const QList<QByteArray> lines = table.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 4 || fields.at(3) != (udp ? udpUnconnected : tcpListens)) {
            continue;
        }
        const qsizetype colon = fields.at(1).indexOf(':');
        bool ok = false;
        const int port = fields.at(1).mid(colon + 1).toInt(&ok, 16);
        if (colon > 0 && ok) {
            ports.append({.udp = udp, .address = addressFrom(fields.at(1).left(colon)), .port = port});
        }
    }
    return ports;
}

QList<UsedPort> usedPorts()
{
    QList<UsedPort> ports;
    for (const QString &name : {u"tcp"_s, u"tcp6"_s, u"udp"_s, u"udp6"_s}) {
        ports += parseUsedPorts(contentOf(u"/proc/net/"_s + name), name.startsWith("udp"_L1));
    }
    return ports;
}

} // namespace vitrine

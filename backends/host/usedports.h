// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace vitrine {

/** A port of this computer that a program listens on, or that a machine takes when it runs. */
struct UsedPort {
    bool udp = false;
    QString address = {}; ///< empty: all
    int port = 0;
    QString machine = {}; ///< which; empty: a program
    bool operator==(const UsedPort &) const = default;
};

/** What listens now, IPv4 and IPv6; quick, any thread. Empty where it can't be told. */
[[nodiscard]] QList<UsedPort> usedPorts();

/** From the text of /proc/net/tcp, tcp6, udp or udp6. Pure. */
[[nodiscard]] QList<UsedPort> parseUsedPorts(const QByteArray &table, bool udp);

} // namespace vitrine

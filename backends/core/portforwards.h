// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace vitrine {

class DomainXml;

/** A port of the host that leads to one of the guest. A value; equal when all fields are. */
struct PortForward {
    enum class Protocol {
        Tcp,
        Udp,
    };
    QString name = {}; ///< what a person calls it; may be empty
    Protocol protocol = Protocol::Tcp;
    QString hostAddress = QStringLiteral("127.0.0.1"); ///< empty: every address of the host
    int hostPort = 0;
    int count = 1; ///< how many ports in a row
    int guestPort = 0;
    bool operator==(const PortForward &) const = default;
};

/**
 * The forwards of the adapter with this MAC address, in document order; ports that a range leaves out
 * (exclude) are not told but stay in the document. Names come from Vitrine's part of <metadata>, since
 * libvirt has no place for them.
 */
[[nodiscard]] QList<PortForward> portForwards(const DomainXml &xml, const QString &mac);

/**
 * Makes the adapter's forwards these: what stays is not touched, only what differs is taken away or
 * added. An adapter of user networking gets passt, the only one that forwards. false: no such adapter.
 */
bool setPortForwards(DomainXml &xml, const QString &mac, const QList<PortForward> &wanted);

} // namespace vitrine

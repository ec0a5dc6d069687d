// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

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
 * One a line: "tcp 127.0.0.1 8080 1 80 Web": protocol, host address (or *), port here, how many, port
 * inside, name. What the property "interface.forwards" holds.
 */
[[nodiscard]] QString portForwardsText(const QList<PortForward> &forwards);
/** The way back; null when a line is none. Numbers are not judged. */
[[nodiscard]] std::optional<QList<PortForward>> parsePortForwards(const QString &text);

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

/** For an adapter whose MAC address becomes another one; an empty `to` drops the names. */
void movePortForwardNames(DomainXml &xml, const QString &from, const QString &to);

} // namespace vitrine

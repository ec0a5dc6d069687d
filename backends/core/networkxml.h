// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QString>

#include <memory>

namespace pugi {
class xml_document;
class xml_node;
}

namespace vitrine {

/**
 * A libvirt network definition, edited in place as DomainXml is: all that is not changed stays as it is,
 * known to Vitrine or not. A move-only value without I/O; input is untrusted.
 */
class NetworkXml
{
public:
    /** XmlInvalid with line and reason. */
    [[nodiscard]] static Result<NetworkXml> parse(const QString &xml);
    /** A new network with only its name. */
    [[nodiscard]] static NetworkXml create(const QString &name);

    NetworkXml(NetworkXml &&) noexcept;
    NetworkXml &operator=(NetworkXml &&) noexcept;
    ~NetworkXml();

    [[nodiscard]] QString toString() const;
    [[nodiscard]] QUuid uuid() const;
    [[nodiscard]] QString bridge() const;
    [[nodiscard]] NetworkDefinition definition() const;
    /** Changes only what differs from definition(). A network of mode Other keeps how it forwards. */
    void apply(const NetworkDefinition &wanted);

private:
    NetworkXml();
    [[nodiscard]] pugi::xml_node root() const;
    void applyForward(const NetworkDefinition &wanted);
    void applySubnets(const QList<NetworkSubnet> &wanted);

    std::unique_ptr<pugi::xml_document> m_document;
};

} // namespace vitrine

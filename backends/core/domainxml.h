// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

#include <memory>

namespace pugi {
class xml_document;
class xml_node;
}

namespace vitrine {

/**
 * A libvirt domain definition, edited in place: everything that is not changed keeps its structure,
 * order, comments, namespaces, processing instructions and CDATA, known to Vitrine or not.
 *
 * A move-only value without I/O; use from one thread at a time. Copy by parsing toString() again.
 * Input is untrusted: parse() refuses what is not a well-formed <domain> (XmlInvalid with line and
 * reason), documents over 8 MiB or nested deeper than 256, and DOCTYPE declarations.
 */
class DomainXml
{
public:
    [[nodiscard]] static Result<DomainXml> parse(const QString &xml);

    DomainXml(DomainXml &&) noexcept;
    DomainXml &operator=(DomainXml &&) noexcept;
    ~DomainXml();

    /** Equal in meaning to what was parsed, but for the edits. */
    [[nodiscard]] QString toString() const;

    /** The <domain> element, for typed readers and editors in backends/core. */
    [[nodiscard]] pugi::xml_node root() const;
    /** The <disk> whose target is called so ("vda"); null when there is none. */
    [[nodiscard]] pugi::xml_node disk(const QString &target) const;
    /** The <interface> with this MAC address, in any case; null when there is none. */
    [[nodiscard]] pugi::xml_node networkAdapter(const QString &mac) const;

    /** Empty removes it. */
    void setTitle(const QString &title);
    /** Empty removes it. */
    void setDescription(const QString &description);
    /**
     * Memory from the next start on: the limit and the current value, and where there are any, the
     * memory of the NUMA nodes (in their old proportion) and the room for hot-plug.
     */
    void setMemory(quint64 bytes);
    /**
     * Processors from the next start on. A larger limit for hot-plug stays; topology and a single
     * NUMA node follow the limit, as the hypervisor insists; a list of single <vcpus> is dropped.
     */
    void setProcessors(int count);
    /** `path` empty ejects. NotFound when there is no removable drive called `target` ("sda"). */
    Result<> setMedium(const QString &target, const QString &path);
    /** NotFound when there is no network adapter with this MAC address. */
    Result<> setLinkUp(const QString &mac, bool up);
    /**
     * "kvm" with host-passthrough, or "qemu" with cpu mode maximum. Topology, NUMA and features of
     * the processor are kept; what only a named model has (<model>, <vendor>, match) goes.
     */
    void setAcceleration(bool kvm);

private:
    DomainXml();
    std::unique_ptr<pugi::xml_document> m_document;
};

} // namespace vitrine

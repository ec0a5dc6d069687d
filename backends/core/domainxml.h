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
 * reason), documents over 8 MiB, and DOCTYPE declarations.
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

    void setTitle(const QString &title);
    void setDescription(const QString &description);
    /** Live machine: current memory. Both values in bytes; keeps each element's place. */
    void setMemory(quint64 bytes);
    void setProcessors(int count);
    /** `path` empty ejects. NotFound when there is no such drive. */
    Result<> setMedium(const QString &target, const QString &path);
    /** "kvm" with host-passthrough, or "qemu" with cpu mode maximum; other CPU settings are kept. */
    void setAcceleration(bool kvm);

private:
    DomainXml();
    std::unique_ptr<pugi::xml_document> m_document;
};

} // namespace vitrine

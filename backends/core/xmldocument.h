// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

#include <memory>

namespace pugi {
class xml_document;
}

/** @file The one way in which libvirt's documents are read for editing and written again. */
namespace vitrine {

/**
 * A document whose root element is `root`, with everything kept that it holds, blank text too.
 * Input is untrusted: what is not well-formed or has another root is refused (XmlInvalid with line
 * and reason), as are documents over 8 MiB or nested deeper than 256, and DOCTYPE declarations.
 */
[[nodiscard]] Result<std::unique_ptr<pugi::xml_document>> parseXmlDocument(const QString &xml, QLatin1StringView root);

/** Equal in meaning to what was parsed, but for the edits. */
[[nodiscard]] QString xmlDocumentText(const pugi::xml_document &document);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/xmldocument.h"

#include <QXmlStreamReader>

#include <pugixml.hpp>

#include <sstream>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxBytes = 8 * 1024 * 1024;
constexpr int maxDepth = 256; ///< libxml2's own limit

/** Blank text too is kept, so that an edited document differs from its original in the edits only. */
constexpr unsigned parseOptions = pugi::parse_default | pugi::parse_pi | pugi::parse_comments | pugi::parse_declaration | pugi::parse_ws_pcdata;

Error xmlInvalid(const QString &reason, qint64 line = 0)
{
    return {.code = ErrorCode::XmlInvalid, .detail = line > 0 ? u"line %1: %2"_s.arg(line).arg(reason) : reason, .doing = u"parse-definition"_s};
}

/** pugixml is lenient (unknown entities, undeclared prefixes, doubled attributes): Qt's reader is the judge. */
Result<> checkWellFormed(const QString &xml, QLatin1StringView root)
{
    QXmlStreamReader reader(xml);
    int depth = 0;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD:
            return fail(xmlInvalid(u"a document type declaration is not allowed"_s, reader.lineNumber()));
        case QXmlStreamReader::StartElement:
            if (depth == 0 && reader.qualifiedName() != root) {
                return fail(xmlInvalid(u"the document is a <%1>, not a <%2>"_s.arg(reader.qualifiedName(), root), reader.lineNumber()));
            }
            if (++depth > maxDepth) {
                return fail(xmlInvalid(u"nested too deeply"_s, reader.lineNumber()));
            }
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        default:
            break;
        }
    }
    if (reader.hasError()) {
        return fail(xmlInvalid(reader.errorString(), reader.lineNumber()));
    }
    return {};
}

} // namespace

Result<std::unique_ptr<pugi::xml_document>> parseXmlDocument(const QString &xml, QLatin1StringView root)
{
    const QByteArray bytes = xml.toUtf8();
    if (bytes.size() > maxBytes) {
        return fail(xmlInvalid(u"larger than 8 MiB"_s));
    }
    if (const Result<> wellFormed = checkWellFormed(xml, root); !wellFormed) {
        return fail(wellFormed.error());
    }
    auto document = std::make_unique<pugi::xml_document>();
    const pugi::xml_parse_result parsed = document->load_buffer(bytes.constData(), size_t(bytes.size()), parseOptions, pugi::encoding_utf8);
    if (!parsed || !document->child(root.data())) {
        return fail(xmlInvalid(QString::fromUtf8(parsed.description())));
    }
    for (pugi::xml_node node : document->children()) {
        // What leaves here is UTF-8, whatever the declaration said about where it came from.
        if (node.type() == pugi::node_declaration && node.attribute("encoding")) {
            node.attribute("encoding").set_value("UTF-8");
        }
    }
    return document;
}

QString xmlDocumentText(const pugi::xml_document &document)
{
    std::ostringstream text;
    document.save(text, "", pugi::format_raw | pugi::format_no_declaration | pugi::format_attribute_single_quote, pugi::encoding_utf8);
    // pugixml writes a carriage return in text as it is, which the next reader would take for a line end.
    return QString::fromStdString(text.str()).replace(u'\r', "&#13;"_L1);
}

} // namespace vitrine

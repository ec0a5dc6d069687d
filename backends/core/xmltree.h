// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <pugixml.hpp>

#include <optional>

/**
 * @file
 * Small steps on a pugixml tree that the typed readers and editors of backends/core share. Private
 * to backends.
 */
namespace vitrine {

[[nodiscard]] inline QString attributeOf(const pugi::xml_node &node, const char *name)
{
    return QString::fromUtf8(node.attribute(name).as_string());
}
[[nodiscard]] inline QString textOf(const pugi::xml_node &node)
{
    return QString::fromUtf8(node.text().as_string());
}

/** Bytes of a number with libvirt's `unit` (default KiB); nothing when malformed or beyond 64 bits. */
[[nodiscard]] std::optional<quint64> scaledBytes(const QString &number, const QString &unit);

/** Bytes of an element such as <memory unit='KiB'>; 0 when absent or malformed. */
[[nodiscard]] quint64 bytesOf(const pugi::xml_node &amount);

/** UTF-8 without the characters that XML 1.0 has no way to write. */
[[nodiscard]] std::string xmlText(const QString &text);

/** Replaces the element's text and leaves child elements and comments. */
void setText(pugi::xml_node node, const std::string &text);

void setAttribute(pugi::xml_node node, const char *name, const std::string &value);

/** The child, made when absent: behind the last of `predecessors` that is there, indented as it. */
pugi::xml_node ensureChild(pugi::xml_node parent, const char *name, std::initializer_list<const char *> predecessors);

/** Removes the child with the blank text before it, so that no empty line stays. */
void removeChild(pugi::xml_node parent, const pugi::xml_node &child);

/** The element as a document of its own. */
[[nodiscard]] std::string nodeXml(const pugi::xml_node &node);

} // namespace vitrine

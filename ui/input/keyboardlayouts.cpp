// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keyboardlayouts.h"

#include "ui/input/x11keyboard.h"

#include <KConfig>
#include <KConfigGroup>

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <memory>
#include <optional>

#include <xkbcommon/xkbregistry.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

std::optional<KeyboardLayout> layoutAt(const QString &layouts, const QString &variants, int index)
{
    const QString name = layouts.split(u',').value(index).trimmed();
    return name.isEmpty() ? std::nullopt : std::optional<KeyboardLayout>({.name = name, .variant = variants.split(u',').value(index).trimmed()});
}

/** Plasma's own setting. */
std::optional<KeyboardLayout> plasmaLayout()
{
    const KConfig config(u"kxkbrc"_s, KConfig::NoGlobals);
    const KConfigGroup group = config.group(u"Layout"_s);
    return group.readEntry("Use", false) ? layoutAt(group.readEntry("LayoutList"), group.readEntry("VariantList"), 0) : std::nullopt;
}

/** What Debian's installer wrote. */
std::optional<KeyboardLayout> systemLayout()
{
    QFile file(u"/etc/default/keyboard"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QString text = QString::fromUtf8(file.readAll());
    const auto value = [&text](const QString &key) {
        static const QString pattern = u"^%1=\"?([^\"\\n]*)"_s;
        return QRegularExpression(pattern.arg(key), QRegularExpression::MultilineOption).match(text).captured(1);
    };
    return layoutAt(value(u"XKBLAYOUT"_s), value(u"XKBVARIANT"_s), 0);
}

} // namespace

QList<KeyboardLayout> keyboardLayouts()
{
    QList<KeyboardLayout> layouts;
    const std::unique_ptr<rxkb_context, decltype(&rxkb_context_unref)> context(rxkb_context_new(RXKB_CONTEXT_NO_FLAGS), &rxkb_context_unref);
    if (!context || !rxkb_context_parse_default_ruleset(context.get())) {
        return layouts;
    }
    for (rxkb_layout *layout = rxkb_layout_first(context.get()); layout; layout = rxkb_layout_next(layout)) {
        layouts.append({.name = QString::fromUtf8(rxkb_layout_get_name(layout)),
                        .variant = QString::fromUtf8(rxkb_layout_get_variant(layout)),
                        .description = QString::fromUtf8(rxkb_layout_get_description(layout))});
    }
    std::ranges::sort(layouts, [](const KeyboardLayout &one, const KeyboardLayout &other) {
        return one.description.localeAwareCompare(other.description) < 0;
    });
    return layouts;
}

KeyboardLayout hostKeyboardLayout()
{
    const X11Layouts x11 = x11Layouts();
    for (const auto &layout : {layoutAt(x11.names, x11.variants, x11.active),
                               layoutAt(qEnvironmentVariable("XKB_DEFAULT_LAYOUT"), qEnvironmentVariable("XKB_DEFAULT_VARIANT"), 0),
                               plasmaLayout(),
                               systemLayout()}) {
        if (layout) {
            return *layout;
        }
    }
    return {.name = u"us"_s};
}

} // namespace vitrine

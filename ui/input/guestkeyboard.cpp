// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/guestkeyboard.h"

#include <algorithm>
#include <array>
#include <memory>
#include <ranges>
#include <span>

#include <linux/input-event-codes.h>
#include <xkbcommon/xkbcommon.h>

namespace vitrine {

namespace {

constexpr quint32 evdevOffset = 8;
/** Behind it there are no keys of a board that give characters. */
constexpr quint32 lastTypingKey = KEY_COMPOSE;
/** A name in the database that no key of a board has. */
constexpr quint32 virtualLevel3Key = 84;

using Context = std::unique_ptr<xkb_context, decltype(&xkb_context_unref)>;
using Keymap = std::unique_ptr<xkb_keymap, decltype(&xkb_keymap_unref)>;
using State = std::unique_ptr<xkb_state, decltype(&xkb_state_unref)>;

struct Accent {
    char32_t combining;
    char32_t spacing; ///< what the dead key gives with the space bar; 0: nothing of use
    quint32 deadKey;
};
constexpr std::array accents = {
    Accent{0x300, U'`', XKB_KEY_dead_grave},
    Accent{0x301, U'\u00b4', XKB_KEY_dead_acute},
    Accent{0x302, U'^', XKB_KEY_dead_circumflex},
    Accent{0x303, U'~', XKB_KEY_dead_tilde},
    Accent{0x304, 0, XKB_KEY_dead_macron},
    Accent{0x306, 0, XKB_KEY_dead_breve},
    Accent{0x307, 0, XKB_KEY_dead_abovedot},
    Accent{0x308, U'\u00a8', XKB_KEY_dead_diaeresis},
    Accent{0x30a, 0, XKB_KEY_dead_abovering},
    Accent{0x30b, 0, XKB_KEY_dead_doubleacute},
    Accent{0x30c, 0, XKB_KEY_dead_caron},
    Accent{0x327, 0, XKB_KEY_dead_cedilla},
    Accent{0x328, 0, XKB_KEY_dead_ogonek},
};

bool isOfKeypad(xkb_keysym_t symbol)
{
    return symbol >= XKB_KEY_KP_Space && symbol <= XKB_KEY_KP_Equal;
}

bool isDeadKey(xkb_keysym_t symbol)
{
    return std::ranges::contains(accents, symbol, &Accent::deadKey);
}

} // namespace

/** Reads the tables out of a compiled keymap. */
class GuestKeyboard::Reader
{
public:
    Reader(xkb_keymap *keymap, GuestKeyboard *keyboard)
        : m_keymap(keymap)
        , m_keyboard(keyboard)
    {
        forEachKey([this](xkb_keycode_t key) {
            readModifier(key);
        });
        forEachKey([this](xkb_keycode_t key) {
            readKey(key);
        });
    }

private:
    struct Modifier {
        xkb_keysym_t symbol;
        xkb_mod_mask_t mask;
        quint32 evdev;
    };

    template<typename Function>
    void forEachKey(Function function) const
    {
        for (quint32 evdev = 1; evdev <= lastTypingKey; ++evdev) {
            if (evdev != virtualLevel3Key) {
                function(evdev + evdevOffset);
            }
        }
    }
    [[nodiscard]] std::span<const xkb_keysym_t> symbols(xkb_keycode_t key, xkb_level_index_t level) const
    {
        const xkb_keysym_t *list = nullptr;
        const int count = xkb_keymap_key_get_syms_by_level(m_keymap, key, 0, level, &list);
        return {list, static_cast<size_t>(std::max(0, count))};
    }
    void readModifier(xkb_keycode_t key);
    void readKey(xkb_keycode_t key);
    [[nodiscard]] std::optional<KeyCombination> keysFor(xkb_mod_mask_t mask) const;
    void add(xkb_keysym_t symbol, const Keystroke &stroke);

    xkb_keymap *m_keymap;
    GuestKeyboard *m_keyboard;
    QList<Modifier> m_modifiers;
};

void GuestKeyboard::Reader::readModifier(xkb_keycode_t key)
{
    const auto found = symbols(key, 0);
    const xkb_keysym_t symbol = found.size() == 1 ? found[0] : XKB_KEY_NoSymbol;
    static constexpr std::array known = {XKB_KEY_Shift_L, XKB_KEY_ISO_Level3_Shift, XKB_KEY_ISO_Level5_Shift};
    if (!std::ranges::contains(known, static_cast<int>(symbol))) {
        return;
    }
    const State state(xkb_state_new(m_keymap), &xkb_state_unref);
    xkb_state_update_key(state.get(), key, XKB_KEY_DOWN);
    const Modifier modifier{symbol, xkb_state_serialize_mods(state.get(), XKB_STATE_MODS_DEPRESSED), key - evdevOffset};
    const auto same = std::ranges::find(m_modifiers, symbol, &Modifier::symbol);
    if (same == m_modifiers.end()) {
        m_modifiers.append(modifier);
    } else if (modifier.evdev == KEY_RIGHTALT) {
        *same = modifier; // Where several keys do it, this one does on every system.
    }
}

std::optional<KeyCombination> GuestKeyboard::Reader::keysFor(xkb_mod_mask_t mask) const
{
    KeyCombination keys;
    for (const Modifier &modifier : m_modifiers) {
        if (modifier.mask && (mask & modifier.mask) == modifier.mask) {
            mask &= ~modifier.mask;
            keys.append(modifier.evdev);
        }
    }
    return mask == 0 ? std::optional(keys) : std::nullopt;
}

void GuestKeyboard::Reader::readKey(xkb_keycode_t key)
{
    const xkb_level_index_t levels = xkb_keymap_num_levels_for_key(m_keymap, key, 0);
    for (xkb_level_index_t level = 0; level < levels; ++level) {
        const auto found = symbols(key, level);
        std::array<xkb_mod_mask_t, 16> masks = {};
        const size_t count = xkb_keymap_key_get_mods_for_level(m_keymap, key, 0, level, masks.data(), masks.size());
        if (found.size() != 1) {
            continue;
        }
        for (const xkb_mod_mask_t mask : std::span(masks).first(count)) {
            if (const auto modifiers = keysFor(mask)) {
                add(found[0], {.evdev = key - evdevOffset, .modifiers = *modifiers});
            }
        }
    }
}

void GuestKeyboard::Reader::add(xkb_keysym_t symbol, const Keystroke &stroke)
{
    const auto put = [&stroke](auto &table, auto key) {
        const auto found = table.constFind(key);
        if (found == table.constEnd() || stroke.modifiers.size() < found->modifiers.size()) {
            table.insert(key, stroke);
        }
    };
    const char32_t character = xkb_keysym_to_utf32(symbol);
    if (isDeadKey(symbol)) {
        put(m_keyboard->m_deadKeys, symbol);
    } else if (character >= U' ' && character != 0x7f && !isOfKeypad(symbol)) {
        put(m_keyboard->m_strokes, character);
    }
}

std::optional<GuestKeyboard> GuestKeyboard::forLayout(const QString &layout, const QString &variant)
{
    const Context context(xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES), &xkb_context_unref);
    if (!context) {
        return {};
    }
    xkb_context_set_log_level(context.get(), XKB_LOG_LEVEL_CRITICAL);
    const QByteArray layoutName = layout.toUtf8();
    const QByteArray variantName = variant.toUtf8();
    const xkb_rule_names names = {.rules = "evdev", .model = "pc105", .layout = layoutName.constData(), .variant = variantName.constData(), .options = ""};
    const Keymap keymap(xkb_keymap_new_from_names(context.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS), &xkb_keymap_unref);
    if (!keymap) {
        return {};
    }
    GuestKeyboard keyboard;
    const Reader reader(keymap.get(), &keyboard);
    keyboard.m_strokes.insert(U'\n', {.evdev = KEY_ENTER});
    keyboard.m_strokes.insert(U'\t', {.evdev = KEY_TAB});
    return keyboard;
}

QList<Keystroke> GuestKeyboard::strokesFor(char32_t character) const
{
    if (const auto direct = m_strokes.constFind(character); direct != m_strokes.constEnd()) {
        return {*direct};
    }
    const auto parts = QString::fromUcs4(&character, 1).normalized(QString::NormalizationForm_D).toUcs4();
    const char32_t base = parts.size() == 2 ? parts.first() : U' ';
    const auto accent = std::ranges::find_if(accents, [&](const Accent &accent) {
        return parts.size() == 2 ? accent.combining == parts.last() : accent.spacing == character;
    });
    if (accent == accents.end() || !m_deadKeys.contains(accent->deadKey) || !m_strokes.contains(base)) {
        return {};
    }
    return {m_deadKeys.value(accent->deadKey), m_strokes.value(base)};
}

TypingPlan GuestKeyboard::planFor(const QString &text) const
{
    TypingPlan plan;
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (const char32_t character : lines.normalized(QString::NormalizationForm_C).toUcs4()) {
        const QList<Keystroke> strokes = strokesFor(character);
        plan.strokes += strokes;
        if (strokes.isEmpty() && !plan.missing.contains(character)) {
            plan.missing.append(character);
        }
    }
    return plan;
}

bool GuestKeyboard::usesModifier(quint32 evdev) const
{
    return std::ranges::any_of(m_strokes, [evdev](const Keystroke &stroke) {
        return stroke.modifiers.contains(evdev);
    });
}

} // namespace vitrine

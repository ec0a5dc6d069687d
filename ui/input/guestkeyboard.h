// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/keycombination.h"

#include <QHash>

#include <optional>

namespace vitrine {

/** One key, pressed while modifiers are held. */
struct Keystroke {
    quint32 evdev = 0;
    KeyCombination modifiers = {};

    bool operator==(const Keystroke &) const = default;
};

/** What a text takes on a keyboard. */
struct TypingPlan {
    QList<Keystroke> strokes;
    QList<char32_t> missing; ///< characters that the keyboard has no key for, each once
};

/** A keyboard as a guest's system sees it: which keys give a character. A value. */
class GuestKeyboard
{
public:
    /** By the X keyboard database's names; none: no such layout there. */
    [[nodiscard]] static std::optional<GuestKeyboard> forLayout(const QString &layout, const QString &variant);

    /** One stroke, or two with a dead key; empty: the keyboard has no key for it. */
    [[nodiscard]] QList<Keystroke> strokesFor(char32_t character) const;
    [[nodiscard]] TypingPlan planFor(const QString &text) const;
    /** Some characters need this key held. */
    [[nodiscard]] bool usesModifier(quint32 evdev) const;

private:
    class Reader;

    QHash<char32_t, Keystroke> m_strokes;
    QHash<quint32, Keystroke> m_deadKeys; ///< by keysym
};

} // namespace vitrine

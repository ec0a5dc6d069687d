// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vitrine {

/** Keys pressed together, in order of pressing, as evdev codes (linux/input-event-codes.h). */
using KeyCombination = QList<quint32>;

/** As the settings keep it: "29+56+111". */
[[nodiscard]] QString settingsText(const KeyCombination &combination);
/** Empty when the text is none of ours. */
[[nodiscard]] KeyCombination combinationFromSettings(const QString &text);
/** Leaves out what is no combination. */
[[nodiscard]] QList<KeyCombination> combinationsFromSettings(const QStringList &texts);

/** The same keys, whatever their order. */
[[nodiscard]] bool sameKeys(const KeyCombination &one, const KeyCombination &other);

/** Shift, Ctrl, Alt, AltGr, Super: does nothing by itself while a key is typed. */
[[nodiscard]] bool isModifierKey(quint32 evdev);

/** "Right Ctrl", as labelled on a US keyboard; says which of two equal keys is meant. */
[[nodiscard]] QString keyName(quint32 evdev);
/** "Right Ctrl", or "Left Ctrl + Left Alt": for keys that stand for themselves. */
[[nodiscard]] QString keyNames(const KeyCombination &keys);
/** "Ctrl+Alt+Del": for combinations, where the left modifier is meant unless said. */
[[nodiscard]] QString combinationName(const KeyCombination &combination);

} // namespace vitrine

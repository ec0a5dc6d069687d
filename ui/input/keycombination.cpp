// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keycombination.h"

#include "ui/input/keytable.h"

#include <KLocalizedString>

#include <QHash>
#include <QKeySequence>

#include <algorithm>

#include <linux/input-event-codes.h>

namespace vitrine {

namespace {

/** More keys than hands hold are a damaged setting. */
constexpr qsizetype mostKeys = 6;
constexpr quint32 lastCode = KEY_MAX;

/** Names that Qt has no translation for, or that tell two keys apart. */
QString ownName(quint32 evdev)
{
    switch (evdev) {
    case KEY_LEFTCTRL:
        return i18nc("@label a key", "Left Ctrl");
    case KEY_RIGHTCTRL:
        return i18nc("@label a key", "Right Ctrl");
    case KEY_LEFTALT:
        return i18nc("@label a key", "Left Alt");
    case KEY_RIGHTALT:
        return i18nc("@label a key", "Right Alt");
    case KEY_LEFTSHIFT:
        return i18nc("@label a key", "Left Shift");
    case KEY_RIGHTSHIFT:
        return i18nc("@label a key", "Right Shift");
    case KEY_LEFTMETA:
        return i18nc("@label a key", "Left Super");
    case KEY_RIGHTMETA:
        return i18nc("@label a key", "Right Super");
    case KEY_COMPOSE:
        return i18nc("@label a key", "Menu");
    case KEY_SCROLLLOCK:
        return i18nc("@label a key", "Scroll Lock");
    case KEY_PAUSE:
        return i18nc("@label a key", "Pause");
    case KEY_SYSRQ:
        return i18nc("@label a key", "Print");
    case KEY_SPACE:
        return i18nc("@label a key", "Space");
    case KEY_102ND:
        return i18nc("@label a key: the one between left Shift and Y or Z", "ISO key");
    default:
        return {};
    }
}

QString shortModifierName(quint32 evdev)
{
    switch (evdev) {
    case KEY_LEFTCTRL:
        return i18nc("@label a key", "Ctrl");
    case KEY_LEFTALT:
        return i18nc("@label a key", "Alt");
    case KEY_LEFTSHIFT:
        return i18nc("@label a key", "Shift");
    case KEY_LEFTMETA:
        return i18nc("@label a key", "Super");
    default:
        return keyName(evdev);
    }
}

} // namespace

QString settingsText(const KeyCombination &combination)
{
    QStringList codes;
    for (const quint32 code : combination) {
        codes.append(QString::number(code));
    }
    return codes.join(u'+');
}

KeyCombination combinationFromSettings(const QString &text)
{
    KeyCombination combination;
    for (const QString &part : text.split(u'+')) {
        bool ok = false;
        const quint32 code = part.toUInt(&ok);
        if (!ok || code == 0 || code > lastCode || combination.contains(code) || combination.size() == mostKeys) {
            return {};
        }
        combination.append(code);
    }
    return combination;
}

QList<KeyCombination> combinationsFromSettings(const QStringList &texts)
{
    QList<KeyCombination> combinations;
    for (const QString &text : texts) {
        if (const KeyCombination combination = combinationFromSettings(text); !combination.isEmpty()) {
            combinations.append(combination);
        }
    }
    return combinations;
}

bool sameKeys(const KeyCombination &one, const KeyCombination &other)
{
    return one.size() == other.size() && std::ranges::is_permutation(one, other);
}

bool isModifierKey(quint32 evdev)
{
    switch (evdev) {
    case KEY_LEFTCTRL:
    case KEY_RIGHTCTRL:
    case KEY_LEFTALT:
    case KEY_RIGHTALT:
    case KEY_LEFTSHIFT:
    case KEY_RIGHTSHIFT:
    case KEY_LEFTMETA:
    case KEY_RIGHTMETA:
        return true;
    default:
        return false;
    }
}

QString keyName(quint32 evdev)
{
    if (const QString name = ownName(evdev); !name.isEmpty()) {
        return name;
    }
    const UsKey key = usKeyForEvdev(evdev);
    if (key.key == Qt::Key_unknown) {
        return i18nc("@label a key by its number", "Key %1", evdev);
    }
    const QString name = QKeySequence(key.key).toString(QKeySequence::NativeText);
    return key.keypad ? i18nc("@label a key of the number pad", "Keypad %1", name) : name;
}

QString keyNames(const KeyCombination &keys)
{
    QStringList names;
    for (const quint32 key : keys) {
        names.append(keyName(key));
    }
    return names.join(i18nc("@label between keys", " + "));
}

QString combinationName(const KeyCombination &combination)
{
    QStringList names;
    for (const quint32 key : combination) {
        names.append(shortModifierName(key));
    }
    return names.join(u'+');
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/hostkeyedit.h"

#include <KLocalizedString>

namespace vitrine {

namespace {

// evdev codes (linux/input-event-codes.h)
constexpr int leftCtrl = 29;
constexpr int leftAlt = 56;
constexpr int scrollLock = 70;
constexpr int rightCtrl = 97;
constexpr int rightAlt = 100;
constexpr int pauseKey = 119;
constexpr int rightMeta = 126;
constexpr int menuKey = 127;

QString keyName(int key)
{
    switch (key) {
    case leftCtrl:
        return i18nc("@item key", "Left Ctrl");
    case leftAlt:
        return i18nc("@item key", "Left Alt");
    case scrollLock:
        return i18nc("@item key", "Scroll Lock");
    case rightCtrl:
        return i18nc("@item key", "Right Ctrl");
    case rightAlt:
        return i18nc("@item key", "Right Alt");
    case pauseKey:
        return i18nc("@item key", "Pause");
    case rightMeta:
        return i18nc("@item key", "Right Windows key");
    case menuKey:
        return i18nc("@item key", "Menu");
    default:
        return i18nc("@item key %1: its number", "Key %1", key);
    }
}

QString keysName(const QList<int> &keys)
{
    QStringList names;
    for (const int key : keys) {
        names.append(keyName(key));
    }
    return names.join(QLatin1String(" + "));
}

} // namespace

HostKeyEdit::HostKeyEdit(QWidget *parent)
    : QComboBox(parent)
{
    const QList<QList<int>> offers{{rightCtrl}, {rightAlt}, {rightMeta}, {menuKey}, {scrollLock}, {pauseKey}, {leftCtrl, leftAlt}};
    for (const QList<int> &keys : offers) {
        addItem(keysName(keys), QVariant::fromValue(keys));
    }
    connect(this, &QComboBox::currentIndexChanged, this, [this] {
        Q_EMIT keysChanged(keys());
    });
}

QList<int> HostKeyEdit::keys() const
{
    return currentData().value<QList<int>>();
}

void HostKeyEdit::setKeys(const QList<int> &keys)
{
    for (int row = 0; row < count(); ++row) {
        if (itemData(row).value<QList<int>>() == keys) {
            setCurrentIndex(row);
            return;
        }
    }
    addItem(keysName(keys), QVariant::fromValue(keys));
    setCurrentIndex(count() - 1);
}

} // namespace vitrine

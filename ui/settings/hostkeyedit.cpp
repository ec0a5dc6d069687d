// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/hostkeyedit.h"

#include "ui/input/guestkeyboard.h"
#include "ui/input/keyboardlayouts.h"
#include "ui/input/keyboardsettings.h"
#include "ui/input/keysedit.h"
#include "vitrinesettings.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** Keys that nobody types with. */
bool isSpare(quint32 evdev)
{
    switch (evdev) {
    case KEY_COMPOSE:
    case KEY_SCROLLLOCK:
    case KEY_PAUSE:
    case KEY_SYSRQ:
    case KEY_INSERT:
        return true;
    default:
        return isModifierKey(evdev) || (evdev >= KEY_F1 && evdev <= KEY_F10) || evdev == KEY_F11 || evdev == KEY_F12 || (evdev >= KEY_F13 && evdev <= KEY_F24);
    }
}

KeyCombination fromInts(const QList<int> &keys)
{
    return KeyCombination(keys.begin(), keys.end());
}

bool hostTypesWithAltGr()
{
    const KeyboardLayout layout = hostKeyboardLayout();
    const auto keyboard = GuestKeyboard::forLayout(layout.name, layout.variant);
    return keyboard && keyboard->usesModifier(KEY_RIGHTALT);
}

} // namespace

HostKeyJudgement judgeHostKeys(const KeyCombination &keys, const QList<KeyCombination> &keptOnHost, bool altGrTypes)
{
    if (std::ranges::none_of(keys, isSpare)) {
        return {.usable = false,
                .text = i18nc("@info", "%1 is needed for typing. Take a key like Right Ctrl, Menu or Pause, alone or with others.", keyNames(keys))};
    }
    for (const KeyCombination &kept : keptOnHost) {
        const bool within = std::ranges::all_of(keys, [&kept](quint32 key) {
            return kept.contains(key);
        });
        if (within) {
            return {.text = i18nc("@info",
                                  "%1, which stays on this computer, begins with the Host key: it becomes a command to the machine’s window.",
                                  combinationName(kept))};
        }
    }
    if (altGrTypes && keys == KeyCombination{KEY_RIGHTALT}) {
        return {.text = i18nc("@info", "Your keyboard layout types some characters with Right Alt. They can’t be typed in a guest then.")};
    }
    return {};
}

HostKeyEdit::HostKeyEdit(QWidget *parent)
    : QWidget(parent)
    , m_edit(new KeysEdit(mostHostKeys, keyNames, this))
    , m_note(new QLabel(this))
    , m_altGrTypes(hostTypesWithAltGr())
{
    m_edit->setObjectName(u"hostKeyField"_s);
    m_edit->setAccessibleName(i18nc("@label", "Host key"));
    setFocusProxy(m_edit);
    auto *reset = new QToolButton(this);
    reset->setObjectName(u"hostKeyReset"_s);
    reset->setIcon(QIcon::fromTheme(u"edit-reset"_s, QIcon::fromTheme(u"edit-undo"_s)));
    reset->setToolTip(i18nc("@info:tooltip %1: a key", "Take %1 again", keyNames(fromInts(VitrineSettings::defaultHostKeyValue()))));
    reset->setAccessibleName(reset->toolTip());
    m_note->setObjectName(u"hostKeyNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    row->addWidget(reset);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_note);
    connect(m_edit, &KeysEdit::keysPressed, this, &HostKeyEdit::tryKeys);
    connect(reset, &QToolButton::clicked, this, [this] {
        setKeys(VitrineSettings::defaultHostKeyValue());
    });
}

QList<int> HostKeyEdit::keys() const
{
    return m_keys;
}

void HostKeyEdit::setKeys(const QList<int> &keys)
{
    m_edit->setKeys(fromInts(keys));
    judge(fromInts(keys));
    if (keys != m_keys) {
        m_keys = keys;
        Q_EMIT keysChanged(keys);
    }
}

void HostKeyEdit::tryKeys(const KeyCombination &keys)
{
    if (judgeHostKeys(keys, {}, false).usable) {
        return setKeys(QList<int>(keys.begin(), keys.end()));
    }
    m_edit->setKeys(fromInts(m_keys));
    judge(keys);
}

void HostKeyEdit::judge(const KeyCombination &keys)
{
    const HostKeyJudgement judgement = judgeHostKeys(keys, KeyboardSettings::load().keptOnHost, m_altGrTypes);
    m_note->setText(judgement.text);
    m_note->setVisible(!judgement.text.isEmpty());
}

} // namespace vitrine

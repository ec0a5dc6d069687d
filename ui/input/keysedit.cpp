// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keysedit.h"

#include "ui/input/keytable.h"

#include <KLocalizedString>

#include <QKeyEvent>

#include <algorithm>

namespace vitrine {

KeysEdit::KeysEdit(qsizetype mostKeys, Naming naming, QWidget *parent)
    : QPushButton(parent)
    , m_mostKeys(mostKeys)
    , m_naming(naming)
    , m_capture(this)
{
    setAutoDefault(false);
    setFocusPolicy(Qt::StrongFocus);
    setIcon(QIcon::fromTheme(QStringLiteral("input-keyboard")));
    setToolTip(i18nc("@info:tooltip", "Click, then press the keys together"));
    connect(this, &QPushButton::clicked, this, [this] {
        if (isWaiting()) {
            stop();
        } else {
            wait();
        }
    });
    showKeys({});
}

const KeyCombination &KeysEdit::keys() const
{
    return m_keys;
}

void KeysEdit::setKeys(const KeyCombination &keys)
{
    m_keys = keys;
    if (!isWaiting()) {
        showKeys(keys);
    }
}

bool KeysEdit::isWaiting() const
{
    return m_capture.isGrabbed();
}

void KeysEdit::wait()
{
    m_pressed.clear();
    setFocus();
    m_capture.grab();
    setText(i18nc("@info:placeholder", "Press the keys…"));
}

void KeysEdit::stop()
{
    m_capture.release();
    showKeys(m_keys);
}

bool KeysEdit::event(QEvent *event)
{
    if (!isWaiting()) {
        return QPushButton::event(event);
    }
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        event->accept();
        return true;
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
        return handleKey(static_cast<QKeyEvent *>(event));
    case QEvent::FocusOut:
    case QEvent::Hide:
        stop();
        break;
    default:
        break;
    }
    return QPushButton::event(event);
}

bool KeysEdit::handleKey(const QKeyEvent *event)
{
    const quint32 evdev = evdevCode(*event);
    if (evdev == 0 || event->isAutoRepeat()) {
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        if (!m_pressed.contains(evdev) && m_pressed.size() < m_mostKeys) {
            m_pressed.append(evdev);
            showKeys(m_pressed);
        }
    } else if (m_pressed.contains(evdev)) {
        std::ranges::stable_partition(m_pressed, isModifierKey);
        const KeyCombination keys = m_pressed; // A receiver may set others.
        m_keys = keys;
        stop();
        Q_EMIT keysPressed(keys);
    }
    return true;
}

void KeysEdit::showKeys(const KeyCombination &keys)
{
    setText(keys.isEmpty() ? i18nc("@action:button", "Press Keys…") : m_naming(keys));
}

} // namespace vitrine

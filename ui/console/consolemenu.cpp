// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolemenu.h"

#include "ui/input/keyboardsettings.h"

#include <KLocalizedString>

#include <QIcon>

#include <algorithm>

namespace vitrine {

ConsoleMenu::ConsoleMenu(const QString &title, const QString &hostKeyName, QObject *parent)
    : QObject(parent)
    , m_title(title)
    , m_hostKeyName(hostKeyName)
    , m_commandKeys(KeyboardSettings::load().commandKeys)
{
}

const QString &ConsoleMenu::title() const
{
    return m_title;
}

QAction *ConsoleMenu::add(const QString &name, const QString &text, const QString &icon)
{
    // Not real shortcuts: the Host key's combinations are seen by KeyboardController.
    auto *action = new QAction(icon.isEmpty() ? QIcon() : QIcon::fromTheme(icon), text, this);
    action->setObjectName(name);
    return action;
}

QAction *ConsoleMenu::make(const QString &name, const QString &text, const QString &icon, const QString &hostCombination)
{
    QAction *action = add(name, text, icon);
    if (!hostCombination.isEmpty()) {
        m_combinations.append({.action = action, .text = text, .key = hostCombination, .command = {}});
        label(m_combinations.last());
    }
    return action;
}

QAction *ConsoleMenu::make(const QString &name, const QString &text, const QString &icon, HostCommand command)
{
    QAction *action = add(name, text, icon);
    m_combinations.append({.action = action, .text = text, .key = {}, .command = command});
    label(m_combinations.last());
    return action;
}

QAction *ConsoleMenu::checkable(QAction *action)
{
    action->setCheckable(true);
    return action;
}

void ConsoleMenu::setText(QAction *action, const QString &text)
{
    const auto combination = std::ranges::find_if(m_combinations, [action](const Combination &other) {
        return other.action == action;
    });
    combination->text = text;
    label(*combination);
}

void ConsoleMenu::label(const Combination &combination) const
{
    const QString keys = combination.key.isEmpty() ? hostKeys(combination.command) : withHostKey(combination.key);
    if (combination.action) {
        combination.action->setText(keys.isEmpty() ? combination.text : combination.text + u'\t' + keys);
    }
}

void ConsoleMenu::setHostKeyName(const QString &name)
{
    m_hostKeyName = name;
    m_commandKeys = KeyboardSettings::load().commandKeys;
    for (const Combination &combination : std::as_const(m_combinations)) {
        label(combination);
    }
    hostKeyNameChanged();
}

void ConsoleMenu::hostKeyNameChanged()
{
}

QString ConsoleMenu::withHostKey(const QString &key) const
{
    return i18nc("@label Host key, key", "%1+%2", m_hostKeyName, key);
}

QString ConsoleMenu::hostKeys(HostCommand command) const
{
    const QString key = m_commandKeys.keyText(command);
    return key.isEmpty() ? QString() : withHostKey(key);
}

const QString &ConsoleMenu::hostKeyName() const
{
    return m_hostKeyName;
}

} // namespace vitrine

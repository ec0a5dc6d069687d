// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolemenu.h"

#include <KLocalizedString>

#include <QIcon>

namespace vitrine {

ConsoleMenu::ConsoleMenu(const QString &title, const QString &hostKeyName, QObject *parent)
    : QObject(parent)
    , m_title(title)
    , m_hostKeyName(hostKeyName)
{
}

const QString &ConsoleMenu::title() const
{
    return m_title;
}

QAction *ConsoleMenu::make(const QString &name, const QString &text, const QString &icon, const QString &hostCombination)
{
    // Not real shortcuts: the Host key's combinations are seen by KeyboardController.
    auto *action = new QAction(icon.isEmpty() ? QIcon() : QIcon::fromTheme(icon), text, this);
    action->setObjectName(name);
    if (!hostCombination.isEmpty()) {
        m_combinations.append({.action = action, .text = text, .key = hostCombination});
        label(m_combinations.last());
    }
    return action;
}

void ConsoleMenu::label(const Combination &combination) const
{
    if (combination.action) {
        combination.action->setText(combination.text + u'\t' + hostKeys(combination.key));
    }
}

void ConsoleMenu::setHostKeyName(const QString &name)
{
    m_hostKeyName = name;
    for (const Combination &combination : std::as_const(m_combinations)) {
        label(combination);
    }
    hostKeyNameChanged();
}

void ConsoleMenu::hostKeyNameChanged()
{
}

QAction *ConsoleMenu::makeCheckable(const QString &name, const QString &text, const QString &icon, const QString &hostCombination)
{
    QAction *action = make(name, text, icon, hostCombination);
    action->setCheckable(true);
    return action;
}

QString ConsoleMenu::hostKeys(const QString &key) const
{
    return i18nc("@label Host key, key", "%1+%2", m_hostKeyName, key);
}

const QString &ConsoleMenu::hostKeyName() const
{
    return m_hostKeyName;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolemenu.h"

#include <KLocalizedString>

#include <QAction>
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
    const QString shown = hostCombination.isEmpty() ? text : text + u'\t' + hostKeys(hostCombination);
    auto *action = new QAction(icon.isEmpty() ? QIcon() : QIcon::fromTheme(icon), shown, this);
    action->setObjectName(name);
    return action;
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

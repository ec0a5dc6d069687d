// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QIcon>
#include <QKeySequence>
#include <QObject>

#include <algorithm>

namespace vitrine {

/**
 * The QActions of a page, one for each value of an enumeration. Each knows whether it is possible now and,
 * when it is not, says why in its tooltip. What they do is the page's. GUI thread.
 */
template<typename Command>
class CommandActions : public QObject
{
public:
    /** Null for a command without one. */
    [[nodiscard]] QAction *action(Command command) const
    {
        const auto found = std::ranges::find(m_entries, command, &Entry::command);
        return found == m_entries.end() ? nullptr : found->action;
    }
    /** In the order in which they were made. */
    [[nodiscard]] QList<QAction *> actions() const
    {
        QList<QAction *> actions;
        for (const Entry &entry : m_entries) {
            actions.append(entry.action);
        }
        return actions;
    }

protected:
    using QObject::QObject;

    /** Its shortcut works wherever the focus is on the page that takes the actions. */
    QAction *add(Command command, const QString &name, const QString &iconName, const QString &text, const QString &toolTip, const QKeySequence &shortcut = {})
    {
        auto *action = new QAction(QIcon::fromTheme(iconName), text, this);
        action->setObjectName(name);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_entries.append({.command = command, .action = action, .toolTip = toolTip});
        return action;
    }
    /** Asks for all of them anew. */
    void update()
    {
        for (const Entry &entry : std::as_const(m_entries)) {
            const QString reason = refusal(entry.command);
            entry.action->setEnabled(reason.isEmpty());
            entry.action->setToolTip(reason.isEmpty() ? entry.toolTip : reason);
            entry.action->setWhatsThis(entry.action->toolTip());
        }
    }
    /** Why the command is not possible now, in plain words; empty: it is. */
    [[nodiscard]] virtual QString refusal(Command command) const = 0;

private:
    struct Entry {
        Command command;
        QAction *action;
        QString toolTip; ///< while it is possible
    };
    QList<Entry> m_entries;
};

} // namespace vitrine

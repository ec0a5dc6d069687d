// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/hostcommands.h"

#include <QAction>
#include <QObject>
#include <QPointer>

class QMenu;

namespace vitrine {

/**
 * One menu of a console window: owns its actions, connects them to what they are for, and keeps them
 * in step with it. The menu bar and the full-screen bar show the same actions.
 */
class ConsoleMenu : public QObject
{
    Q_OBJECT

public:
    /** `hostKeyName` is shown with the actions that a Host combination gives. */
    ConsoleMenu(const QString &title, const QString &hostKeyName, QObject *parent);

    [[nodiscard]] const QString &title() const;
    /** The user has set another Host key, or other keys for its commands. */
    void setHostKeyName(const QString &name);
    /** Adds the actions; called once for each place that shows the menu. */
    virtual void fillMenu(QMenu *menu) = 0;

protected:
    /** An action of this menu; `hostCombination` is the key that does it together with the Host key. */
    QAction *make(const QString &name, const QString &text, const QString &icon = {}, const QString &hostCombination = {});
    /** One that a command of the Host key does as well. */
    QAction *make(const QString &name, const QString &text, const QString &icon, HostCommand command);
    /** Another text for an action that make() has labelled. */
    void setText(QAction *action, const QString &text);
    [[nodiscard]] static QAction *checkable(QAction *action);
    /** "Right Ctrl+P" for Pause; empty: no key is set for it. */
    [[nodiscard]] QString hostKeys(HostCommand command) const;
    [[nodiscard]] const QString &hostKeyName() const;
    /** For what make() did not label. */
    virtual void hostKeyNameChanged();

private:
    struct Combination {
        QPointer<QAction> action;
        QString text;
        QString key; ///< empty: that of the command
        HostCommand command;
    };
    QAction *add(const QString &name, const QString &text, const QString &icon);
    void label(const Combination &combination) const;
    [[nodiscard]] QString withHostKey(const QString &key) const;

    QString m_title;
    QString m_hostKeyName;
    HostCommandKeys m_commandKeys;
    QList<Combination> m_combinations; ///< with the Host key
};

} // namespace vitrine

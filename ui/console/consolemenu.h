// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    /** The user has set another Host key. */
    void setHostKeyName(const QString &name);
    /** Adds the actions; called once for each place that shows the menu. */
    virtual void fillMenu(QMenu *menu) = 0;

protected:
    /** An action of this menu; `hostCombination` is the key that does it together with the Host key. */
    QAction *make(const QString &name, const QString &text, const QString &icon = {}, const QString &hostCombination = {});
    QAction *makeCheckable(const QString &name, const QString &text, const QString &icon = {}, const QString &hostCombination = {});
    /** "Right Ctrl+P" for "P". */
    [[nodiscard]] QString hostKeys(const QString &key) const;
    [[nodiscard]] const QString &hostKeyName() const;
    /** For what make() did not label. */
    virtual void hostKeyNameChanged();

private:
    struct Combination {
        QPointer<QAction> action;
        QString text;
        QString key;
    };
    void label(const Combination &combination) const;

    QString m_title;
    QString m_hostKeyName;
    QList<Combination> m_combinations; ///< with the Host key
};

} // namespace vitrine

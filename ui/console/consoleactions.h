// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace vitrine {

class MachineActions;

/** The table of a console window's own actions, and the menus they and the machine's actions are in. */
class ConsoleActions : public QObject
{
    Q_OBJECT

public:
    /** `hostKeyName` is shown with the actions that a Host combination gives, those of `machine` too. */
    ConsoleActions(MachineActions *machine, const QString &hostKeyName, QObject *parent);

    /** What is sent to the guest needs a connection to its screen. */
    void setConnected(bool connected);
    void fillMenuBar(QMenuBar *menuBar) const;
    /** All menus in one, for full screen. */
    void fillMenu(QMenu *menu) const;

    QAction *close;
    QAction *fullScreen; ///< checkable
    QAction *scaleToFit; ///< checkable
    QAction *smooth; ///< checkable
    QAction *adjustWindow;
    QAction *minimise;
    QAction *capture; ///< checkable

Q_SIGNALS:
    /** A combination of evdev codes from the Input menu. */
    void combinationChosen(const QList<quint32> &evdevCodes);

private:
    QAction *make(const QString &name, const QString &text, const QString &icon, const QString &hostCombination = {});
    QAction *makeCombination(const QString &name, const QString &text, QList<quint32> codes, const QString &hostCombination = {});
    [[nodiscard]] QString hostKeys(const QString &key) const;
    void makeCombinations();
    void fillMachine(QMenu *menu) const;
    void fillView(QMenu *menu) const;
    void fillInput(QMenu *menu) const;

    MachineActions *m_machine;
    QString m_hostKeyName;
    QList<QAction *> m_combinations; ///< null: separator
    QList<QAction *> m_consoles; ///< Ctrl+Alt+F1 and following
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/capabilities.h"
#include "backends/core/machineinfo.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace vitrine {

/** The table of a console window's actions, and the menus they are in. */
class ConsoleActions : public QObject
{
    Q_OBJECT

public:
    /** `hostKeyName` is shown with the actions that a Host combination gives. */
    ConsoleActions(const QString &hostKeyName, QObject *parent);

    /** Enables what the machine's state and the connection allow; others tell why not. */
    void update(const MachineInfo &machine, const Capabilities &capabilities, bool busy, bool connected);
    void fillMenuBar(QMenuBar *menuBar) const;
    /** All menus in one, for full screen. */
    void fillMenu(QMenu *menu) const;

    QAction *start;
    QAction *pause; ///< checkable
    QAction *reset;
    QAction *shutDown;
    QAction *saveState;
    QAction *forceOff;
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
    QAction *makeCombination(const QString &name, const QString &text, QList<quint32> codes,
                             const QString &hostCombination = {});
    void makeCombinations();
    void fillMachine(QMenu *menu) const;
    void fillView(QMenu *menu) const;
    void fillInput(QMenu *menu) const;

    QString m_hostKeyName;
    QList<QAction *> m_combinations; ///< null: separator
    QList<QAction *> m_consoles; ///< Ctrl+Alt+F1 and following
};

} // namespace vitrine

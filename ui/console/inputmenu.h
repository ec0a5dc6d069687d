// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"

#include <QList>

namespace vitrine {

class ConsoleInput;
class MachineConsole;

/** Capture, and key combinations to send to the guest. */
class InputMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    InputMenu(MachineConsole *console, ConsoleInput *input, const QString &hostKeyName, QObject *parent);

    void fillMenu(QMenu *menu) override;

private:
    QAction *makeCombination(const QString &name, const QString &text, QList<quint32> codes, const QString &hostCombination = {});
    void makeCombinations();
    void update();

    MachineConsole *m_console;
    ConsoleInput *m_input;
    QAction *m_capture; ///< checkable
    QList<QAction *> m_combinations; ///< null: separator
    QList<QAction *> m_consoles; ///< Ctrl+Alt+F1 and following
};

} // namespace vitrine

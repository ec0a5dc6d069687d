// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"
#include "ui/input/keycombination.h"

#include <QPointer>

namespace vitrine {

class ConsoleInput;
class MachineConsole;

/** Capture, the user's list of key combinations to send to the guest, and typing a text into it. */
class InputMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    InputMenu(MachineConsole *console, ConsoleInput *input, const QString &hostKeyName, QObject *parent);

    void fillMenu(QMenu *menu) override;

protected:
    void hostKeyNameChanged() override;

private:
    QAction *makeCombination(const KeyCombination &combination, const QString &hostCombination = {});
    void makeCombinations();
    void makeConsoles();
    void update();
    void refill();
    void fill(QMenu *menu);
    void typeText();
    [[nodiscard]] QWidget *window() const;

    MachineConsole *m_console;
    ConsoleInput *m_input;
    QAction *m_capture; ///< checkable
    QAction *m_captureWhenActive; ///< checkable
    QAction *m_typeText;
    QAction *m_settings;
    QList<QAction *> m_combinations; ///< the user's list
    QList<QAction *> m_consoles; ///< Ctrl+Alt+F1 and following
    QList<QPointer<QMenu>> m_menus; ///< that show all this
};

} // namespace vitrine

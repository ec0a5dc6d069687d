// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"
#include "ui/input/keycombination.h"

#include <QPointer>

namespace vitrine {

class ConsoleInput;
class HeadWindows;
class MachineConsole;

/**
 * Capture, the user's list of key combinations to send to the guest, and typing a text into it. All the
 * machine's windows show it; it acts on the one that is active.
 */
class InputMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    /** `input`: of the first window, which tells the settings. */
    InputMenu(MachineConsole *console, HeadWindows *windows, const ConsoleInput *input, const QString &hostKeyName, QObject *parent);

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
    HeadWindows *m_windows;
    const ConsoleInput *m_input;
    QAction *m_capture; ///< checkable
    QAction *m_captureWhenActive; ///< checkable
    QAction *m_typeText;
    QAction *m_settings;
    QList<QAction *> m_combinations; ///< the user's list
    QList<QAction *> m_consoles; ///< Ctrl+Alt+F1 and following
    QList<QPointer<QMenu>> m_menus; ///< that show all this
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "ui/console/consolemenu.h"

namespace vitrine {

class MachineCommands;
class MachineStore;

/** The way from the screen to the text console's window: a section of the View menu. */
class TextConsoleMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    /** Both must outlive it. */
    TextConsoleMenu(MachineStore *store, MachineCommands *commands, const MachineId &id, const QString &hostKeyName, QObject *parent);

    void fillMenu(QMenu *menu) override;

private:
    QAction *m_open;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"

namespace vitrine {

class MachineActions;

/** Power, and closing the window. */
class MachineMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    /** The actions of `machine` get the Host combinations as hints. */
    MachineMenu(MachineActions *machine, const QString &hostKeyName, QObject *parent);

    void fillMenu(QMenu *menu) override;

    QAction *close;

protected:
    void hostKeyNameChanged() override;

private:
    MachineActions *m_machine;
};

} // namespace vitrine

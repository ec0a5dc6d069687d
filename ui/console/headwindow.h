// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/screenwindow.h"

namespace vitrine {

/** The window of a machine's second or a further screen. Closing it is asking to switch the screen off. */
class HeadWindow : public ScreenWindow
{
    Q_OBJECT

public:
    HeadWindow(const MachineId &id, int number, const QList<ConsoleMenu *> &menus, ViewMenu *view);

    void setMachineName(const QString &name);
    /** Closes without asking for anything: the screen is gone. */
    void dispose();

Q_SIGNALS:
    /** `byUser`: not because the whole program closes its windows. */
    void closed(int number, bool byUser);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    bool m_disposed = false;
    bool m_closedByUser = false;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"

namespace vitrine {

/** How the guest's screen is shown; whoever does it connects to the actions. */
class ViewMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    ViewMenu(const QString &hostKeyName, QObject *parent);

    void fillMenu(QMenu *menu) override;

    QAction *fullScreen; ///< checkable
    QAction *minimise;
    QAction *scaleToFit; ///< checkable
    QAction *smooth; ///< checkable
    QAction *adjustWindow;
};

} // namespace vitrine

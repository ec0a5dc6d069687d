// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"

#include <QList>

class KConfigGroup;

namespace vitrine {

class ConsoleView;
class ScalingActions;

/** How the guest's screens are shown; the windows that show them connect to the actions. */
class ViewMenu : public ConsoleMenu
{
    Q_OBJECT

public:
    /** `view`: the first screen. */
    ViewMenu(const ConsoleView *view, const QString &hostKeyName, QObject *parent);

    /** A further section of the menu; to be added before the menu is filled. */
    void addSection(ConsoleMenu *section);
    void fillMenu(QMenu *menu) override;
    void restore(const KConfigGroup &state);
    void save(KConfigGroup state) const;

    QAction *fullScreen; ///< checkable
    QAction *minimise;
    QAction *onTop; ///< checkable
    ScalingActions *scaling;
    QAction *adjustWindow;
    QAction *autoResize; ///< checkable

private:
    QList<ConsoleMenu *> m_sections;
};

} // namespace vitrine

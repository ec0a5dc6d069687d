// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QObject>
#include <QSize>

class QScrollArea;
class QWidget;

namespace vitrine {

class ConsoleView;
class ViewMenu;

/**
 * Brings the size of a console window and that of the guest's picture together, and remembers
 * geometry and scaling for the machine.
 */
class WindowSizing : public QObject
{
    Q_OBJECT

public:
    /** `scroll` holds `view` and is in `window`, which owns this. */
    WindowSizing(const MachineId &id, ViewMenu *menu, ConsoleView *view, QScrollArea *scroll, QWidget *window);

    void restore();
    void save() const;

private:
    void setScaled(bool scaled);
    void adjustToGuest();
    void followGuest();

    MachineId m_id;
    ViewMenu *m_menu;
    ConsoleView *m_view;
    QScrollArea *m_scroll;
    QWidget *m_window;
    QSize m_ownSize; ///< The window follows the guest's resolution while it has the size we gave it.
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolemenu.h"
#include "ui/console/scaling.h"

class KConfigGroup;
class QActionGroup;

namespace vitrine {

class ConsoleView;

/** The "Scaling" part of the View menu: what it is set to, and its actions. */
class ScalingActions : public ConsoleMenu
{
    Q_OBJECT

public:
    /** Zooming begins at what `view` shows now. */
    ScalingActions(const ConsoleView *view, const QString &hostKeyName, QObject *parent);

    [[nodiscard]] const Scaling &scaling() const;
    void setScaling(const Scaling &scaling);
    void restore(const KConfigGroup &state);
    void save(KConfigGroup state) const;

    void fillMenu(QMenu *menu) override;

    QAction *toggle; ///< between fitting and actual size
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *actualSize;

Q_SIGNALS:
    void changed();

private:
    void makeModes();
    void setMode(ScaleMode mode);
    void setZoom(qreal zoom);
    void zoomBy(int steps);
    void updateActions();

    const ConsoleView *m_view;
    Scaling m_scaling;
    QActionGroup *m_modes; ///< data: ScaleMode
    QAction *m_fixed = nullptr;
    QAction *m_smooth;
};

} // namespace vitrine

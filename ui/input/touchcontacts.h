// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QHash>

#include <functional>

class QTouchEvent;

namespace vitrine {

/** Turns touch events into a guest's contacts: each finger keeps a slot from touching to lifting. */
class TouchContacts
{
public:
    /** What a session takes: slots 0 to 9. */
    static constexpr int mostFingers = 10;

    /** `toGuest` maps a position in the widget. More fingers are left out. */
    [[nodiscard]] QList<TouchContact> follow(const QTouchEvent &event, int head, const std::function<QPointF(QPointF)> &toGuest);
    /** Ends every touch that has begun. */
    [[nodiscard]] QList<TouchContact> cancelAll();

private:
    [[nodiscard]] int freeSlot() const;

    QHash<int, TouchContact> m_down; ///< by Qt's number of the finger; the last that was told
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QImage>
#include <QRect>
#include <QRegion>

class QPainter;

namespace vitrine {

class ViewGeometry;

/**
 * The guest's pointer as a view paints it over the guest's picture, as large as that is shown: for a
 * guest with a mouse, whose graphics card has the pointer beside its picture. All in device pixels of
 * the view. For the GUI thread.
 */
class GuestPointer
{
public:
    /**
     * The pointer is this one now, and the picture there; gives what is to be painted again. One that
     * is hidden, without a place or without a shape is not painted.
     */
    [[nodiscard]] QRegion follow(const GuestCursor &cursor, const ViewGeometry &picture, bool smooth);
    /** There is none any more. */
    [[nodiscard]] QRegion hide();
    /** The part of it that lies in `region`, over what has been painted there. */
    void paint(QPainter &painter, const QRegion &region) const;

private:
    qint64 m_shape = 0; ///< QImage::cacheKey() of what the guest gave
    QImage m_image; ///< that, or made smaller
    QRect m_place; ///< of the whole image; empty: not painted
    QRect m_picture; ///< outside of it nothing is painted
    bool m_smooth = false;
};

} // namespace vitrine

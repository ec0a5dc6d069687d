// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestpointer.h"

#include "ui/console/viewgeometry.h"

#include <QPainter>

#include <utility>

namespace vitrine {

QRegion GuestPointer::follow(const GuestCursor &cursor, const ViewGeometry &picture, bool smooth)
{
    const bool isThere = cursor.visible && cursor.position && !cursor.image.isNull();
    const QRect place = isThere ? picture.toTarget(QRect(*cursor.position - cursor.hotSpot, cursor.image.size())) : QRect();
    if (place.isEmpty()) {
        return hide();
    }
    const QRegion before = m_place & m_picture;
    const bool samePlace = place == m_place && picture.target() == m_picture;
    const bool sameShape = cursor.image.cacheKey() == m_shape && smooth == m_smooth && place.size() == m_place.size();
    if (samePlace && sameShape) {
        return {};
    }
    if (!sameShape) {
        // Interpolation alone would leave pixels out where it is made much smaller; a larger one could
        // be of any size and is only painted.
        const bool smaller = smooth && place.width() < cursor.image.width();
        m_image = smaller ? cursor.image.scaled(place.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation) : cursor.image;
        m_shape = cursor.image.cacheKey();
        m_smooth = smooth;
    }
    m_place = place;
    m_picture = picture.target();
    return before + (m_place & m_picture);
}

QRegion GuestPointer::hide()
{
    return m_picture & std::exchange(m_place, {});
}

void GuestPointer::paint(QPainter &painter, const QRegion &region) const
{
    const QRegion shown = region & m_picture & m_place;
    if (shown.isEmpty()) {
        return;
    }
    painter.save();
    painter.setClipRegion(shown);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_smooth);
    painter.drawImage(m_place, m_image);
    painter.restore();
}

} // namespace vitrine

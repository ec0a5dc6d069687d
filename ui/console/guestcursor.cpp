// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestcursor.h"

#include <QPixmap>

namespace vitrine {

namespace {

/** Larger than any guest's pointer; hosts refuse or truncate more. */
constexpr int maxSize = 512;

} // namespace

QCursor hostCursor(const GuestCursor &cursor, qreal scale, qreal devicePixelRatio)
{
    if (!cursor.visible) {
        return {Qt::BlankCursor};
    }
    const QSize size = (QSizeF(cursor.image.size()) * scale).toSize();
    if (cursor.image.isNull() || size.isEmpty() || size.width() > maxSize || size.height() > maxSize) {
        return {Qt::ArrowCursor};
    }
    QImage image = cursor.image;
    if (size != image.size()) {
        image = image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    QPixmap pixmap = QPixmap::fromImage(image);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    const QPoint hotSpot = (QPointF(cursor.hotSpot) * scale / devicePixelRatio).toPoint();
    return QCursor(pixmap, hotSpot.x(), hotSpot.y());
}

} // namespace vitrine

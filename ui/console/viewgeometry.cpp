// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/viewgeometry.h"

#include <QtMath>

#include <algorithm>

namespace vitrine {

namespace {

/** What rounding to logical pixels can leave over; a smaller difference is not worth a blurred picture. */
constexpr int snapPixels = 3;

qreal fittingScale(QSize device, QSize guest)
{
    const qreal scale = std::min(qreal(device.width()) / guest.width(), qreal(device.height()) / guest.height());
    const int spare = std::min(device.width() - guest.width(), device.height() - guest.height());
    return spare >= 0 && spare <= snapPixels ? 1 : scale;
}

QRect outward(const QRectF &rect)
{
    // Rounding errors of the factor must not add a pixel.
    constexpr qreal epsilon = 1e-6;
    const int left = qFloor(rect.left() + epsilon);
    const int top = qFloor(rect.top() + epsilon);
    return {left, top, qCeil(rect.right() - epsilon) - left, qCeil(rect.bottom() - epsilon) - top};
}

QRectF scaled(const QRectF &rect, qreal factor)
{
    return {rect.topLeft() * factor, rect.size() * factor};
}

} // namespace

ViewGeometry::ViewGeometry(QSize view, qreal devicePixelRatio, QSize guest, ScaleMode mode)
    : m_dpr(devicePixelRatio)
    , m_guest(guest)
{
    if (guest.isEmpty()) {
        return;
    }
    const QSize device(qFloor(view.width() * m_dpr), qFloor(view.height() * m_dpr));
    m_scale = mode == ScaleMode::OneToOne ? 1 : fittingScale(device, guest);
    const QSize size(std::max(1, qRound(guest.width() * m_scale)), std::max(1, qRound(guest.height() * m_scale)));
    const QPoint origin((device.width() - size.width()) / 2, (device.height() - size.height()) / 2);
    m_target = QRect(QPoint(std::max(0, origin.x()), std::max(0, origin.y())), size);
}

QPoint ViewGeometry::toGuest(QPointF logical) const
{
    if (m_guest.isEmpty()) {
        return {};
    }
    const QPointF inside = logical * m_dpr - m_target.topLeft();
    const qreal x = inside.x() * m_guest.width() / m_target.width();
    const qreal y = inside.y() * m_guest.height() / m_target.height();
    return {std::clamp(qFloor(x), 0, m_guest.width() - 1), std::clamp(qFloor(y), 0, m_guest.height() - 1)};
}

QRegion ViewGeometry::toLogical(const QRegion &guest) const
{
    QRegion logical;
    for (const QRect &rect : guest) {
        QRectF device = scaled(rect, m_scale).translated(m_target.topLeft());
        if (!isPixelExact()) {
            device.adjust(-2, -2, 2, 2);
        }
        logical += outward(scaled(device & QRectF(m_target), 1 / m_dpr));
    }
    return logical;
}

QRegion ViewGeometry::toDevice(const QRegion &logical) const
{
    QRegion device;
    for (const QRect &rect : logical) {
        device += outward(scaled(rect, m_dpr));
    }
    return device;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/viewgeometry.h"

#include <QtMath>

#include <algorithm>

namespace vitrine {

namespace {

/** What rounding to logical pixels, or a guest's to multiples of 8, can leave over: not worth a blurred picture. */
constexpr int snapPixels = 8;

qreal fittingScale(QSize device, QSize guest)
{
    const qreal scale = std::min(qreal(device.width()) / guest.width(), qreal(device.height()) / guest.height());
    const int spare = std::min(device.width() - guest.width(), device.height() - guest.height());
    return spare >= 0 && spare <= snapPixels ? 1 : scale;
}

qreal scaleFor(const Scaling &scaling, QSize device, QSize guest)
{
    const qreal fitting = fittingScale(device, guest);
    switch (scaling.mode) {
    case ScaleMode::Fit:
        return fitting;
    case ScaleMode::Integer:
        return fitting >= 1 ? std::floor(fitting) : fitting;
    case ScaleMode::Fill:
        return std::max(fitting, std::max(qreal(device.width()) / guest.width(), qreal(device.height()) / guest.height()));
    case ScaleMode::Fixed:
        return scaling.zoom;
    }
    return 1;
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

/** The guest pixel at a place in the picture. */
int guestPixel(qreal device, int guest, int target)
{
    const int pixel = std::clamp(qFloor(device), 0, target - 1);
    if (target >= guest) {
        return std::clamp(qFloor(device * guest / target), 0, guest - 1);
    }
    // Made smaller, the last pixel of the screen still is the guest's last: its edges do something.
    return target == 1 ? 0 : qRound(qreal(pixel) * (guest - 1) / (target - 1));
}

} // namespace

ViewGeometry::ViewGeometry(QSize view, qreal devicePixelRatio, QSize guest, const Scaling &scaling)
    : m_dpr(devicePixelRatio)
    , m_guest(guest)
{
    if (guest.isEmpty()) {
        return;
    }
    const QSize device(qFloor(view.width() * m_dpr), qFloor(view.height() * m_dpr));
    m_scale = scaleFor(scaling, device, guest);
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
    return {guestPixel(inside.x(), m_guest.width(), m_target.width()), guestPixel(inside.y(), m_guest.height(), m_target.height())};
}

QRegion ViewGeometry::toLogical(const QRegion &guest) const
{
    // As far as interpolation spreads a guest pixel.
    const int margin = 1 + qCeil(std::max(m_scale, qreal(1)));
    QRegion logical;
    for (const QRect &rect : guest) {
        QRectF device = scaled(rect, m_scale).translated(m_target.topLeft());
        if (!isPixelExact()) {
            device.adjust(-margin, -margin, margin, margin);
        }
        logical += outward(scaled(device & QRectF(m_target), 1 / m_dpr));
    }
    return logical;
}

QRegion ViewGeometry::fromDevice(const QRegion &device) const
{
    QRegion logical;
    for (const QRect &rect : device) {
        logical += outward(scaled(QRectF(rect), 1 / m_dpr));
    }
    return logical;
}

QRect ViewGeometry::toTarget(const QRect &guest) const
{
    if (!guest.intersects(QRect(QPoint(), m_guest))) {
        return {};
    }
    const qreal scaleX = qreal(m_target.width()) / m_guest.width();
    const qreal scaleY = qreal(m_target.height()) / m_guest.height();
    const QSize size(std::max(1, qRound(guest.width() * scaleX)), std::max(1, qRound(guest.height() * scaleY)));
    return QRect(m_target.topLeft() + QPoint(qRound(guest.x() * scaleX), qRound(guest.y() * scaleY)), size);
}

QSize ViewGeometry::logicalSize(QSize device, qreal devicePixelRatio)
{
    return {qCeil(device.width() / devicePixelRatio), qCeil(device.height() / devicePixelRatio)};
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

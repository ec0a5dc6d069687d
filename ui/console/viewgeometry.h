// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/scaling.h"

#include <QPoint>
#include <QRect>
#include <QRegion>
#include <QSize>

namespace vitrine {

/**
 * Where a guest's picture is inside a view: a value.
 *
 * "Device" pixels are those of the host's screen, counted from the view's top left corner; "logical"
 * ones are Qt's. The picture's rectangle always begins and ends on whole device pixels.
 */
class ViewGeometry
{
public:
    ViewGeometry() = default;
    ViewGeometry(QSize view, qreal devicePixelRatio, QSize guest, const Scaling &scaling);

    /** The picture in device pixels; empty without a guest size. */
    [[nodiscard]] QRect target() const
    {
        return m_target;
    }
    [[nodiscard]] qreal scale() const
    {
        return m_scale;
    }
    /** Each guest pixel is a square of device pixels. */
    [[nodiscard]] bool isWholeFactor() const
    {
        return m_guest.width() > 0 && m_target.size() == m_guest * (m_target.width() / m_guest.width());
    }
    /** Guest pixels and device pixels coincide: nothing is to be interpolated. */
    [[nodiscard]] bool isPixelExact() const
    {
        return m_target.size() == m_guest;
    }
    /** The guest pixel under a logical position, clamped into the guest. */
    [[nodiscard]] QPoint toGuest(QPointF logical) const;
    /** The logical region that covers a damaged guest region, with the margin that smoothing needs. */
    [[nodiscard]] QRegion toLogical(const QRegion &guest) const;
    /** The logical region that covers one of device pixels. */
    [[nodiscard]] QRegion fromDevice(const QRegion &device) const;
    /** Where a rectangle of guest pixels is shown, in the nearest whole device pixels; empty if all of it lies outside of the guest. */
    [[nodiscard]] QRect toTarget(const QRect &guest) const;
    /** The device pixels that a logical region touches. */
    [[nodiscard]] QRegion toDevice(const QRegion &logical) const;

    /** Device pixels to logical ones, rounded up: room for them. */
    [[nodiscard]] static QSize logicalSize(QSize device, qreal devicePixelRatio);

    bool operator==(const ViewGeometry &) const = default;

private:
    qreal m_dpr = 1;
    QSize m_guest;
    QRect m_target;
    qreal m_scale = 1;
};

} // namespace vitrine

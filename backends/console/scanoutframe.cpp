// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/scanoutframe.h"

#include <cstring>

namespace vitrine {
namespace {

constexpr quint32 maxSide = 16384;

// pixman's codes: bits per pixel, type ARGB (2), then the widths of a, r, g, b.
constexpr quint32 pixmanX8R8G8B8 = 0x20020888;
constexpr quint32 pixmanA8R8G8B8 = 0x20028888;
constexpr quint32 pixmanR5G6B5 = 0x10020565;
constexpr quint32 pixmanX1R5G5B5 = 0x10020555;
constexpr quint32 pixmanA1R5G5B5 = 0x10021555;

std::unexpected<Error> malformed(const QString &what)
{
    return fail(ErrorCode::Protocol, {}, what, QStringLiteral("scanout"));
}

QImage::Format imageFormat(quint32 pixmanFormat)
{
    switch (pixmanFormat) {
    case pixmanX8R8G8B8:
    case pixmanA8R8G8B8:
        return QImage::Format_RGB32;
    case pixmanR5G6B5:
        return QImage::Format_RGB16;
    case pixmanX1R5G5B5:
    case pixmanA1R5G5B5:
        return QImage::Format_RGB555;
    default:
        return QImage::Format_Invalid;
    }
}

int bytesPerPixel(QImage::Format format)
{
    return format == QImage::Format_RGB32 ? 4 : 2;
}

Result<QImage::Format> check(const ScanoutGeometry &geometry)
{
    if (geometry.width == 0 || geometry.height == 0 || geometry.width > maxSide || geometry.height > maxSide) {
        return malformed(QStringLiteral("size %1 x %2").arg(geometry.width).arg(geometry.height));
    }
    const QImage::Format format = imageFormat(geometry.pixmanFormat);
    if (format == QImage::Format_Invalid) {
        return malformed(QStringLiteral("pixel format 0x%1").arg(geometry.pixmanFormat, 0, 16));
    }
    if (geometry.stride < geometry.width * bytesPerPixel(format) || geometry.stride > maxSide * 8) {
        return malformed(QStringLiteral("stride %1 for width %2").arg(geometry.stride).arg(geometry.width));
    }
    return format;
}

/** Bytes from the first pixel to behind the last one. */
size_t extent(const ScanoutGeometry &geometry, QImage::Format format)
{
    return static_cast<size_t>(geometry.stride) * (geometry.height - 1) + static_cast<size_t>(geometry.width) * bytesPerPixel(format);
}

} // namespace

ScanoutFrame::ScanoutFrame(QSize size, QImage::Format format, int stride)
    : m_size(size)
    , m_format(format)
    , m_stride(stride)
{
}

Result<std::shared_ptr<ScanoutFrame>> ScanoutFrame::map(const ScanoutGeometry &geometry, int fd, quint32 offset)
{
    const auto format = check(geometry);
    if (!format) {
        return fail(format.error());
    }
    if (geometry.stride % 4 != 0 || offset % 4 != 0) {
        return malformed(QStringLiteral("stride %1 or offset %2 is not aligned").arg(geometry.stride).arg(offset));
    }
    auto mapping = GuardedMapping::open(fd, offset, extent(geometry, *format));
    if (!mapping) {
        return fail(mapping.error());
    }
    const QSize size(static_cast<int>(geometry.width), static_cast<int>(geometry.height));
    std::shared_ptr<ScanoutFrame> frame(new ScanoutFrame(size, *format, static_cast<int>(geometry.stride)));
    frame->m_mapping = std::move(*mapping);
    return frame;
}

Result<std::shared_ptr<ScanoutFrame>> ScanoutFrame::copy(const ScanoutGeometry &geometry, std::span<const uchar> data)
{
    const auto format = check(geometry);
    if (!format) {
        return fail(format.error());
    }
    // Before any memory is taken: a small message must not claim a huge picture.
    if (data.size() < extent(geometry, *format)) {
        return malformed(QStringLiteral("%1 bytes for a picture of %2").arg(data.size()).arg(extent(geometry, *format)));
    }
    const QSize size(static_cast<int>(geometry.width), static_cast<int>(geometry.height));
    const int stride = (size.width() * bytesPerPixel(*format) + 3) & ~3;
    std::shared_ptr<ScanoutFrame> frame(new ScanoutFrame(size, *format, stride));
    frame->m_bytes.resize(static_cast<size_t>(stride) * geometry.height);
    if (auto written = frame->write(QPoint(0, 0), geometry, data); !written) {
        return fail(written.error());
    }
    return frame;
}

Result<std::shared_ptr<ScanoutFrame>> ScanoutFrame::blank(QSize size, int padding)
{
    const auto width = static_cast<quint32>(size.width());
    const ScanoutGeometry geometry{.width = width,
                                   .height = static_cast<quint32>(size.height()),
                                   .stride = (width + padding) * 4,
                                   .pixmanFormat = pixmanX8R8G8B8};
    if (const auto format = check(geometry); !format) {
        return fail(format.error());
    }
    std::shared_ptr<ScanoutFrame> frame(new ScanoutFrame(size, QImage::Format_RGB32, static_cast<int>(geometry.stride)));
    frame->m_bytes.resize(static_cast<size_t>(geometry.stride) * geometry.height);
    return frame;
}

void ScanoutFrame::read(const std::function<void(const QImage &)> &reader) const
{
    if (m_mapping) {
        reader(QImage(m_mapping->data(), m_size.width(), m_size.height(), m_stride, m_format));
        return;
    }
    const std::lock_guard lock(m_bytesMutex);
    reader(QImage(static_cast<const uchar *>(m_bytes.data()), m_size.width(), m_size.height(), m_stride, m_format));
}

Result<> ScanoutFrame::write(QPoint position, const ScanoutGeometry &geometry, std::span<const uchar> data)
{
    const auto format = check(geometry);
    if (!format) {
        return fail(format.error());
    }
    const bool fits = position.x() >= 0 && position.y() >= 0 && position.x() < m_size.width() && position.y() < m_size.height()
        && geometry.width <= static_cast<quint32>(m_size.width() - position.x()) && geometry.height <= static_cast<quint32>(m_size.height() - position.y());
    if (m_mapping || !fits || *format != m_format || data.size() < extent(geometry, *format)) {
        return malformed(
            QStringLiteral("update of %1 x %2 at %3,%4 does not fit").arg(geometry.width).arg(geometry.height).arg(position.x()).arg(position.y()));
    }
    const size_t pixel = bytesPerPixel(m_format);
    const std::lock_guard lock(m_bytesMutex);
    uchar *to = m_bytes.data() + static_cast<size_t>(position.y()) * m_stride + position.x() * pixel;
    const uchar *from = data.data();
    for (quint32 row = 0; row < geometry.height; ++row) {
        std::memcpy(to, from, geometry.width * pixel);
        to += m_stride;
        from += geometry.stride;
    }
    return {};
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicesurface.h"

#include "backends/console/spicewire.h"

#include <algorithm>
#include <cstring>

#include <spice/enums.h>

namespace vitrine {
namespace {

constexpr qsizetype pixelSize = 4;
constexpr quint32 maxSide = 16384;

// Where the parts are, from the message's start.
constexpr qsizetype surfaceAt = 0;
constexpr qsizetype targetAt = 4; ///< top, left, bottom, right
constexpr qsizetype clipAt = 20;
constexpr qsizetype imagePointerAt = 21;
constexpr qsizetype sourceAt = 25; ///< as the target
constexpr qsizetype operationAt = 41;
constexpr qsizetype maskPointerAt = 53;
constexpr qsizetype imageAt = 57;
constexpr qsizetype kindAt = imageAt + 8;
constexpr qsizetype imageFlagsAt = imageAt + 9;
constexpr qsizetype formatAt = imageAt + 18;
constexpr qsizetype orderAt = imageAt + 19;
constexpr qsizetype widthAt = imageAt + 20;
constexpr qsizetype heightAt = imageAt + 24;
constexpr qsizetype strideAt = imageAt + 28;
static_assert(strideAt + 4 + 4 == SpiceRawPicture::wireSize); // a pointer to a palette follows

QRect rectAt(QByteArrayView bytes, qsizetype offset)
{
    const auto side = [bytes, offset](qsizetype index) {
        return std::clamp(numberAt<qint32>(bytes, offset + index * qsizetype(sizeof(qint32))), -1, int(maxSide));
    };
    return {QPoint(side(1), side(0)), QPoint(side(3) - 1, side(2) - 1)};
}

bool isPlainCopy(QByteArrayView start)
{
    return numberAt<quint32>(start, surfaceAt) == 0 && start[clipAt] == SPICE_CLIP_TYPE_NONE && numberAt<quint32>(start, imagePointerAt) == imageAt
        && numberAt<quint16>(start, operationAt) == SPICE_ROPD_OP_PUT && numberAt<quint32>(start, maskPointerAt) == 0;
}

/** The library has not to keep it for later, or to change it. */
bool isPlainImage(QByteArrayView start)
{
    return start[kindAt] == SPICE_IMAGE_TYPE_BITMAP && start[imageFlagsAt] == 0 && start[formatAt] == SPICE_BITMAP_FMT_32BIT
        && start[orderAt] == SPICE_BITMAP_FLAGS_TOP_DOWN;
}

} // namespace

std::optional<SpiceRawPicture> SpiceRawPicture::read(QByteArrayView start, quint32 size)
{
    if (start.size() < wireSize || !isPlainCopy(start) || !isPlainImage(start)) {
        return {};
    }
    const auto width = numberAt<quint32>(start, widthAt);
    const auto height = numberAt<quint32>(start, heightAt);
    const auto stride = numberAt<quint32>(start, strideAt);
    const QRect target = rectAt(start, targetAt);
    const bool whole = width > 0 && height > 0 && width <= maxSide && height <= maxSide && rectAt(start, sourceAt) == QRect(0, 0, int(width), int(height))
        && target.size() == QSize(int(width), int(height));
    const SpiceRawPicture picture{.target = target, .stride = stride};
    return whole && stride >= width * pixelSize && picture.bytes() == qsizetype(size) - wireSize ? std::optional(picture) : std::nullopt;
}

SpiceSurface::SpiceSurface(QObject *receiver, std::function<void(const QRegion &)> drawn)
    : m_poster(receiver)
    , m_drawn(std::move(drawn))
{
}

void SpiceSurface::set(const Memory &memory)
{
    const std::lock_guard lock(m_mutex);
    if (memory.pixels == m_memory.pixels && memory.size == m_memory.size && memory.stride == m_memory.stride) {
        return; // what is to be told of it is not forgotten
    }
    m_memory = memory;
    m_tiles.resize(memory.size);
}

void SpiceSurface::clear()
{
    set({});
}

void SpiceSurface::detach()
{
    clear();
    m_poster.detach();
}

bool SpiceSurface::fitsLocked(const SpiceRawPicture &picture) const
{
    return m_memory.pixels && QRect(QPoint(), m_memory.size).contains(picture.target);
}

bool SpiceSurface::fits(const SpiceRawPicture &picture) const
{
    const std::lock_guard lock(m_mutex);
    return fitsLocked(picture);
}

void SpiceSurface::write(const SpiceRawPicture &picture, qsizetype offset, QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    if (!fitsLocked(picture)) {
        return;
    }
    const qsizetype used = picture.target.width() * pixelSize;
    uchar *first = m_memory.pixels + picture.target.y() * m_memory.stride + picture.target.x() * pixelSize;
    while (!bytes.isEmpty()) {
        const qsizetype column = offset % picture.stride;
        const QByteArrayView line = bytes.first(std::min(bytes.size(), picture.stride - column));
        if (column < used) {
            const auto count = static_cast<size_t>(std::min(line.size(), used - column));
            std::memcpy(first + offset / picture.stride * m_memory.stride + column, line.data(), count);
        }
        offset += line.size();
        bytes = bytes.sliced(line.size());
    }
    m_tiles.mark(picture.target);
}

void SpiceSurface::report()
{
    const std::lock_guard lock(m_mutex);
    if (m_tiles.isEmpty() || std::exchange(m_reported, true)) {
        return;
    }
    m_poster.post([weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->deliver();
        }
    });
}

void SpiceSurface::deliver()
{
    QRegion region;
    {
        const std::lock_guard lock(m_mutex);
        m_reported = false;
        region = m_tiles.take();
    }
    if (!region.isEmpty()) {
        m_drawn(region);
    }
}

} // namespace vitrine

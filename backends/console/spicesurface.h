// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/damagetiles.h"
#include "backends/console/guiposter.h"

#include <QByteArrayView>
#include <QRect>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace vitrine {

/**
 * What stands in front of the pixels in a message that shows an uncompressed picture as it is: the only
 * kind QEMU sends for what a guest has drawn. Format: DRAW_COPY of the display channel in spice-common's
 * spice.proto. Pure.
 */
struct SpiceRawPicture {
    static constexpr qsizetype wireSize = 93;
    QRect target; ///< on the primary surface
    qsizetype stride = 0; ///< bytes from a line to the next; four are a pixel, lines from the top

    [[nodiscard]] qsizetype bytes() const
    {
        return stride * target.height();
    }
    /** Of a message's first `wireSize` bytes and its whole size. Null: of another kind. */
    [[nodiscard]] static std::optional<SpiceRawPicture> read(QByteArrayView start, quint32 size);
};

/**
 * The library's memory of a display channel's primary surface, for a thread that writes into it, too.
 * Nothing is written once clear() has returned.
 */
class SpiceSurface : public std::enable_shared_from_this<SpiceSurface>
{
public:
    struct Memory {
        uchar *pixels = nullptr; ///< RGB32
        QSize size;
        qsizetype stride = 0;
    };
    /** `drawn` is called on the receiver's thread. */
    SpiceSurface(QObject *receiver, std::function<void(const QRegion &)> drawn);

    // On the GUI thread.
    void set(const Memory &memory);
    void clear();
    /** The receiver dies: nothing is delivered any more. */
    void detach();

    // From the thread that writes.
    [[nodiscard]] bool fits(const SpiceRawPicture &picture) const;
    /** The picture's pixels from that byte on. Without effect when it does not fit. */
    void write(const SpiceRawPicture &picture, qsizetype offset, QByteArrayView bytes);
    /** The receiver hears of what was written; of much at once when it is slow. */
    void report();

private:
    [[nodiscard]] bool fitsLocked(const SpiceRawPicture &picture) const;
    void deliver();

    GuiPoster m_poster;
    std::function<void(const QRegion &)> m_drawn;
    mutable std::mutex m_mutex;
    Memory m_memory;
    DamageTiles m_tiles;
    bool m_reported = false;
};

} // namespace vitrine

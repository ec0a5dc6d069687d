// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guardedmapping.h"
#include "backends/core/result.h"

#include <QImage>
#include <QRect>

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace vitrine {

/** A picture's layout as QEMU tells it. Untrusted. */
struct ScanoutGeometry {
    quint32 width = 0;
    quint32 height = 0;
    quint32 stride = 0; ///< bytes
    quint32 pixmanFormat = 0;
};

/**
 * One picture of a head: a view of QEMU's shared memory, or a buffer of our own that is filled from
 * messages. Size and format never change; a new size is a new frame. Readable from any thread.
 */
class ScanoutFrame
{
public:
    /** Protocol: any value of it is absurd; see the checks in the .cpp. */
    [[nodiscard]] static Result<std::shared_ptr<ScanoutFrame>> map(const ScanoutGeometry &geometry, int fd, quint32 offset);
    [[nodiscard]] static Result<std::shared_ptr<ScanoutFrame>> copy(const ScanoutGeometry &geometry, std::span<const uchar> data);

    /** A black RGB32 picture for a decoder that writes by itself, each row followed by `padding` unseen pixels. */
    [[nodiscard]] static Result<std::shared_ptr<ScanoutFrame>> blank(QSize size, int padding);

    /**
     * The first pixel of an own buffer. Its decoder writes while others read(), as a guest does into
     * a mapped frame.
     */
    [[nodiscard]] uchar *bits()
    {
        return m_bytes.data();
    }
    [[nodiscard]] QSize size() const
    {
        return m_size;
    }
    [[nodiscard]] bool isMapped() const
    {
        return m_mapping != nullptr;
    }
    /** The image is valid inside the call only. */
    void read(const std::function<void(const QImage &)> &reader) const;
    /**
     * Puts a rectangle of pixels into an own buffer; `geometry` describes the rectangle. Protocol when
     * it does not fit this picture, or the picture is mapped.
     */
    [[nodiscard]] Result<> write(QPoint position, const ScanoutGeometry &geometry, std::span<const uchar> data);

private:
    ScanoutFrame(QSize size, QImage::Format format, int stride);

    QSize m_size;
    QImage::Format m_format;
    int m_stride;
    std::unique_ptr<GuardedMapping> m_mapping;
    mutable std::mutex m_bytesMutex; ///< m_bytes is filled on GDBus's thread
    std::vector<uchar> m_bytes;
};

} // namespace vitrine

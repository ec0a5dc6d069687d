// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/headpicture.h"

namespace vitrine {

HeadPicture::HeadPicture(QObject *receiver, std::function<void(int)> deliver)
    : m_poster(receiver)
    , m_deliver(std::move(deliver))
{
}

void HeadPicture::setFrame(std::shared_ptr<ScanoutFrame> frame)
{
    // The old frame is freed outside the lock: unmapping is not free.
    std::shared_ptr<ScanoutFrame> old = std::move(frame);
    const std::lock_guard lock(m_mutex);
    std::swap(m_frame, old);
    const QSize before = old ? old->size() : QSize();
    const QSize size = m_frame ? m_frame->size() : QSize();
    m_tiles.resize(size);
    addDamageLocked(QRect(QPoint(0, 0), size), FrameChanged | (before == size ? 0 : SizeChanged));
}

std::shared_ptr<ScanoutFrame> HeadPicture::frame() const
{
    const std::lock_guard lock(m_mutex);
    return m_frame;
}

void HeadPicture::addDamage(const QRect &rect)
{
    const std::lock_guard lock(m_mutex);
    addDamageLocked(rect);
}

void HeadPicture::damageAll()
{
    const std::lock_guard lock(m_mutex);
    m_tiles.markAll();
    addDamageLocked({});
}

void HeadPicture::addDamageLocked(const QRect &rect, int otherChanges)
{
    m_tiles.mark(rect);
    int changes = otherChanges;
    if (!m_tiles.isEmpty() && !m_damageReported) {
        m_damageReported = true;
        changes |= Damaged;
    }
    report(changes);
}

void HeadPicture::setCursorShape(const QImage &image, QPoint hotSpot)
{
    const std::lock_guard lock(m_mutex);
    m_cursor.image = image;
    m_cursor.hotSpot = hotSpot;
    report(CursorChanged);
}

void HeadPicture::setCursorVisible(bool visible)
{
    const std::lock_guard lock(m_mutex);
    if (m_cursor.visible != visible) {
        m_cursor.visible = visible;
        report(CursorChanged);
    }
}

void HeadPicture::setCursorPosition(QPoint position)
{
    const std::lock_guard lock(m_mutex);
    if (m_cursor.position != position) {
        m_cursor.position = position;
        report(CursorMoved);
    }
}

void HeadPicture::report(int changes)
{
    if (changes == 0) {
        return;
    }
    const bool queued = m_pendingChanges != 0;
    m_pendingChanges |= changes;
    if (!queued) {
        m_poster.post([this] {
            deliverPending();
        });
    }
}

void HeadPicture::deliverPending()
{
    int changes = 0;
    {
        const std::lock_guard lock(m_mutex);
        changes = std::exchange(m_pendingChanges, 0);
        if (!m_damageReported) {
            changes &= ~Damaged; // taken meanwhile
        }
    }
    m_deliver(changes);
}

QSize HeadPicture::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_frame ? m_frame->size() : QSize();
}

void HeadPicture::read(const std::function<void(const QImage &)> &reader) const
{
    if (const auto shown = frame()) {
        shown->read(reader);
    }
}

QRegion HeadPicture::takeDamage()
{
    const std::lock_guard lock(m_mutex);
    m_damageReported = false;
    return m_tiles.take();
}

GuestCursor HeadPicture::cursor() const
{
    const std::lock_guard lock(m_mutex);
    return m_cursor;
}

void HeadPicture::detach()
{
    m_poster.detach();
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/damagetiles.h"
#include "backends/console/guiposter.h"
#include "backends/console/scanoutframe.h"

#include <memory>
#include <mutex>

namespace vitrine {

/**
 * What a head shows, handed from a display's thread to the GUI thread in constant memory: the newest
 * frame, tiles of damage, the cursor, and at most one queued call to the GUI thread whatever the
 * display sends.
 */
class HeadPicture
{
public:
    enum Change {
        SizeChanged = 1,
        Damaged = 2,
        CursorChanged = 4,
        FrameChanged = 8, ///< another frame, perhaps of the same size
        CursorMoved = 16,
    };

    /** `deliver` is called on the receiver's thread with the changes gathered since the last call. */
    HeadPicture(QObject *receiver, std::function<void(int changes)> deliver);

    // From the display; one thread at a time.
    /** Another picture, all of it damaged; null: none. */
    void setFrame(std::shared_ptr<ScanoutFrame> frame);
    [[nodiscard]] std::shared_ptr<ScanoutFrame> frame() const;
    void addDamage(const QRect &rect);
    void setCursorShape(const QImage &image, QPoint hotSpot);
    void setCursorVisible(bool visible);
    void setCursorPosition(QPoint position);

    // On the GUI thread.
    [[nodiscard]] QSize size() const;
    void read(const std::function<void(const QImage &)> &reader) const;
    [[nodiscard]] QRegion takeDamage();
    void damageAll();
    [[nodiscard]] GuestCursor cursor() const;
    /** The receiver dies: nothing is delivered any more. */
    void detach();

private:
    void addDamageLocked(const QRect &rect, int otherChanges = 0);
    void report(int changes);
    void deliverPending();

    GuiPoster m_poster;
    std::function<void(int)> m_deliver;
    mutable std::mutex m_mutex;
    std::shared_ptr<ScanoutFrame> m_frame;
    DamageTiles m_tiles;
    GuestCursor m_cursor;
    int m_pendingChanges = 0;
    bool m_damageReported = false; ///< until takeDamage()
};

} // namespace vitrine

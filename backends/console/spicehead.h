// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/damagetiles.h"

#include <QElapsedTimer>
#include <QTimer>

namespace vitrine {

/**
 * One monitor of a SPICE display channel: a part of the channel's surface. On the GUI thread, as all
 * of SPICE.
 */
class SpiceHead : public ConsoleHead
{
    Q_OBJECT

public:
    SpiceHead(int channel, int monitor, std::function<bool(QSize, QSize)> requestSize);

    [[nodiscard]] int channel() const
    {
        return m_channel;
    }
    [[nodiscard]] int monitor() const
    {
        return m_monitor;
    }
    /** The library's memory, valid until the next call; all of it damaged. */
    void showLive(const QImage &picture);
    /** The library's memory goes: keeps a copy of the picture. */
    void freeze();
    /** In the head's own pixels. */
    void damage(const QRect &rect);
    /** All that a frame changes; endFrame() tells of it. */
    void markFrame(const QRegion &region);
    void endFrame();
    /** The shape alone; the place stays. */
    void setCursor(const GuestCursor &cursor);
    /** Its hot spot is there now, in the head's own pixels; a pointer that moves is visible. */
    void moveCursor(QPoint position);

    /** What the agent and the inputs channel call it, too. */
    [[nodiscard]] int number() const override;
    [[nodiscard]] QSize size() const override;
    void read(const std::function<void(const QImage &)> &reader) const override;
    [[nodiscard]] QRegion takeDamage() override;
    void setVisible(bool visible) override;
    [[nodiscard]] GuestCursor cursor() const override;
    bool requestSize(QSize pixels, QSize millimetres) override;

private:
    void report();
    void gathered();

    int m_channel;
    int m_monitor;
    std::function<bool(QSize, QSize)> m_requestSize;
    QImage m_picture;
    DamageTiles m_tiles;
    bool m_visible = true;
    bool m_reported = false; ///< until takeDamage()
    QTimer m_gather;
    QElapsedTimer m_firstDamage; ///< since the last report
    QElapsedTimer m_lastDamage;
    GuestCursor m_cursor;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRegion>
#include <QSize>

#include <vector>

namespace vitrine {

/**
 * Gathers any number of changed rectangles of a picture in constant memory: a bitmap of 64 x 64 pixel
 * tiles. A plain value without locks.
 */
class DamageTiles
{
public:
    static constexpr int tileSize = 64;

    /** Forgets all damage. */
    void resize(QSize size);
    /** Parts outside the picture are ignored. */
    void mark(const QRect &rect);
    void markAll();
    [[nodiscard]] bool isEmpty() const
    {
        return m_empty;
    }
    /** The damage, clipped to the picture, and forgets it. */
    [[nodiscard]] QRegion take();

private:
    [[nodiscard]] std::vector<QRect> runsOfRow(int row) const;

    QSize m_size = QSize(0, 0);
    int m_columns = 0;
    int m_rows = 0;
    bool m_empty = true;
    std::vector<bool> m_tiles;
};

} // namespace vitrine

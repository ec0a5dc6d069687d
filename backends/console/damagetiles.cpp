// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/damagetiles.h"

#include <algorithm>

namespace vitrine {

void DamageTiles::resize(QSize size)
{
    m_size = size.expandedTo(QSize(0, 0)); // "no picture" is -1 x -1
    m_columns = (m_size.width() + tileSize - 1) / tileSize;
    m_rows = (m_size.height() + tileSize - 1) / tileSize;
    m_tiles.assign(static_cast<size_t>(m_columns) * m_rows, false);
    m_empty = true;
}

void DamageTiles::mark(const QRect &rect)
{
    const QRect inside = rect & QRect(QPoint(0, 0), m_size);
    if (inside.isEmpty()) {
        return;
    }
    for (int row = inside.top() / tileSize; row <= inside.bottom() / tileSize; ++row) {
        const auto line = m_tiles.begin() + static_cast<ptrdiff_t>(row) * m_columns;
        std::fill(line + inside.left() / tileSize, line + inside.right() / tileSize + 1, true);
    }
    m_empty = false;
}

void DamageTiles::markAll()
{
    mark(QRect(QPoint(0, 0), m_size));
}

std::vector<QRect> DamageTiles::runsOfRow(int row) const
{
    std::vector<QRect> runs;
    const int top = row * tileSize;
    const int height = std::min(tileSize, m_size.height() - top);
    for (int column = 0; column < m_columns; ++column) {
        const size_t line = static_cast<size_t>(row) * m_columns;
        if (!m_tiles[line + column]) {
            continue;
        }
        const int first = column;
        while (column + 1 < m_columns && m_tiles[line + column + 1]) {
            ++column;
        }
        const int right = std::min((column + 1) * tileSize, m_size.width());
        runs.emplace_back(first * tileSize, top, right - first * tileSize, height);
    }
    return runs;
}

QRegion DamageTiles::take()
{
    QRegion region;
    if (m_empty) {
        return region;
    }
    // Rows of tiles with the same runs make one band, so that full damage is one rectangle.
    std::vector<QRect> rects;
    std::vector<QRect> band;
    const auto sameColumns = [](const QRect &a, const QRect &b) {
        return a.left() == b.left() && a.right() == b.right();
    };
    for (int row = 0; row < m_rows; ++row) {
        std::vector<QRect> runs = runsOfRow(row);
        if (!runs.empty() && std::ranges::equal(band, runs, sameColumns)) {
            std::ranges::for_each(band, [&](QRect &rect) {
                rect.setBottom(runs.front().bottom());
            });
            continue;
        }
        rects.insert(rects.end(), band.begin(), band.end());
        band = std::move(runs);
    }
    rects.insert(rects.end(), band.begin(), band.end());
    region.setRects(rects.data(), static_cast<int>(rects.size()));
    std::fill(m_tiles.begin(), m_tiles.end(), false);
    m_empty = true;
    return region;
}

} // namespace vitrine

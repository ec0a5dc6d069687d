// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/headarrangement.h"

namespace vitrine {
namespace {

constexpr QSize unknownSize(1024, 768);

} // namespace

QList<HeadRequest> HeadArrangement::resized(const QList<HeadRequest> &now, const HeadRequest &wanted)
{
    m_wishes[wanted.head] = wanted;
    return all(now);
}

QList<HeadRequest> HeadArrangement::switched(const QList<HeadRequest> &now, int head, bool enabled)
{
    const QSize size = now.isEmpty() || now.first().pixels.isEmpty() ? unknownSize : now.first().pixels;
    m_wishes[head] = {.head = head, .pixels = enabled ? size : QSize(), .millimetres = {}};
    return all(now);
}

void HeadArrangement::settled(int head)
{
    m_wishes.erase(head);
}

QList<HeadRequest> HeadArrangement::all(const QList<HeadRequest> &now)
{
    std::map<int, HeadRequest> arranged;
    for (const HeadRequest &head : now) {
        arranged[head.head] = head;
    }
    for (const auto &[number, wish] : m_wishes) {
        arranged[number] = wish;
    }
    QList<HeadRequest> heads;
    for (const auto &[number, head] : arranged) {
        if (!head.pixels.isEmpty()) {
            heads.append(head);
        }
    }
    return heads;
}

} // namespace vitrine

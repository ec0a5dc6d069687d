// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <map>

namespace vitrine {

/**
 * Turns wishes for single screens into the arrangement of all, which is what a guest's agent takes. A
 * wish holds until the guest has followed, so that windows that are resized together don't undo each
 * other's. A plain value without threads.
 */
class HeadArrangement
{
public:
    /** `now`: the screens there are, with the sizes they have. */
    [[nodiscard]] QList<HeadRequest> resized(const QList<HeadRequest> &now, const HeadRequest &wanted);
    /** A screen that comes on is as large as the first one. */
    [[nodiscard]] QList<HeadRequest> switched(const QList<HeadRequest> &now, int head, bool enabled);
    /** The guest has changed this screen: what was wished for it is history. */
    void settled(int head);

private:
    [[nodiscard]] QList<HeadRequest> all(const QList<HeadRequest> &now);

    std::map<int, HeadRequest> m_wishes; ///< no pixels: to be off
};

} // namespace vitrine

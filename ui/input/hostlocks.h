// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <memory>
#include <optional>

class KModifierKeyInfo;
class QKeyEvent;

namespace vitrine {

/** Knows which of this computer's Num, Caps and Scroll Lock are on. */
class HostLocks
{
public:
    HostLocks();
    ~HostLocks();

    /**
     * None: the desktop doesn't tell (Wayland without KWin's protocol, or it has not answered yet). A
     * lock it doesn't know is as in `otherwise`.
     */
    [[nodiscard]] std::optional<KeyboardLeds> state(KeyboardLeds otherwise) const;
    /** What a key event says; it knows nothing of Scroll Lock, which is as in `otherwise`. */
    [[nodiscard]] static KeyboardLeds state(const QKeyEvent &event, KeyboardLeds otherwise);

private:
    std::unique_ptr<KModifierKeyInfo> m_info;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/hostcommands.h"
#include "ui/input/keycombination.h"

namespace vitrine {

/** What the user has set about keys, for all console windows. A value, see VitrineSettings. */
struct KeyboardSettings {
    KeyCombination hostKeys; ///< one to three
    QList<KeyCombination> toSend; ///< offered by the Input menu
    QList<KeyCombination> keptOnHost;
    HostCommandKeys commandKeys;
    bool captureWhenActive = false;

    /** As saved; a damaged Host key is the default one. */
    [[nodiscard]] static KeyboardSettings load();

    bool operator==(const KeyboardSettings &) const = default;
};

inline constexpr qsizetype mostHostKeys = 3;

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace vitrine {

/** A keyboard layout by its names in the X keyboard database: "de" with variant "nodeadkeys". */
struct KeyboardLayout {
    QString name;
    QString variant = {}; ///< empty: the layout's own
    QString description = {}; ///< "German (no dead keys)"
};

/** All layouts that this computer knows, by description. Reads the database: some milliseconds. */
[[nodiscard]] QList<KeyboardLayout> keyboardLayouts();

/** The layout in use on this computer, as far as the desktop tells; "us" otherwise. No description. */
[[nodiscard]] KeyboardLayout hostKeyboardLayout();

} // namespace vitrine

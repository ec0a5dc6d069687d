// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QAction;
class QMenu;

namespace vitrine {

/** Text of a guest, a device or a file name, fit for a menu: one short line without mnemonics. */
[[nodiscard]] QString menuText(const QString &text);

/** A line that only tells something. */
QAction *addNote(QMenu *menu, const QString &name, const QString &text);

/** Disables all that the menu has, for the same reason. */
void disableActions(QMenu *menu, const QString &reason);

} // namespace vitrine

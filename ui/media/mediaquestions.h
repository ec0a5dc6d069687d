// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

#include <functional>

class QWidget;

namespace vitrine {

/**
 * Questions before files are touched. They don't block; nothing is called on Cancel. `parent` owns them.
 */
void askRemoveMedium(QWidget *parent, const ImageFacts &facts, bool hasTrash, std::function<void(RemovalWay)> confirmed);
/** There was no trash for it. */
void askRemoveForEver(QWidget *parent, const QString &path, std::function<void()> confirmed);
void askCompact(QWidget *parent, const ImageFacts &facts, std::function<void()> confirmed);
/** Shows what a check has found; with damage or waste `repair` is offered. */
void tellChecked(QWidget *parent, const QString &path, const ImageCheck &found, bool repaired, std::function<void()> repair);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace vitrine {

/**
 * Questions before actions that lose work. They don't block: `confirmed` is called later, or at once
 * when the user has said "do not ask again". Nothing is called on Cancel. `parent` owns the question.
 */
void askForceOff(QWidget *parent, const QString &machineName, std::function<void()> confirmed);
void askReset(QWidget *parent, const QString &machineName, std::function<void()> confirmed);
void askDiscardState(QWidget *parent, const QString &machineName, std::function<void()> confirmed);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace vitrine {

class MachineActions;
class MachineCommands;
struct MachineInfo;
struct Underway;

/**
 * Before the console window of a machine closes: asks what is to become of a running one (if the user
 * wants to be asked) and sees to it. What is `underway` is named in that question, or in one of its own
 * for who is not asked. False: the user took the closing back.
 */
[[nodiscard]] bool
settleBeforeClosing(const MachineInfo &machine, const MachineActions &actions, MachineCommands &commands, const Underway &underway, QWidget *window);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace vitrine {

class MachineActions;
class MachineCommands;
struct MachineInfo;

/**
 * Before the console window of a machine closes: asks what is to become of a running one (if the user
 * wants to be asked) and sees to it. False: the user took the closing back.
 */
[[nodiscard]] bool settleBeforeClosing(const MachineInfo &machine, const MachineActions &actions, MachineCommands &commands, QWidget *window);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <KMessageWidget>

namespace vitrine {

class MachineCommands;
class MachineStore;

/**
 * Tells, as long as a machine is saved, that its next start goes on as it was and that changed settings
 * come after that; offers to give the saved state up. GUI thread; belongs to a window.
 */
class SavedStateNote : public KMessageWidget
{
    Q_OBJECT

public:
    /** `store` and `commands` outlive it. */
    SavedStateNote(MachineStore *store, MachineCommands *commands, MachineId id, QWidget *parent);

private:
    void follow();
    void discard();

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineId m_id;
};

} // namespace vitrine

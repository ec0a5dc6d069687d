// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolestate.h"

#include <KSharedConfig>

namespace vitrine {

KConfigGroup consoleState(const MachineId &id)
{
    return {KSharedConfig::openStateConfig(), QStringLiteral("Console ") + id.uuid.toString(QUuid::WithoutBraces)};
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/mediadesk.h"

#include "models/machinecommands.h"

namespace vitrine {

MediaDesk::MediaDesk(MachineStore *store, MachineCommands *commands, const QString &connection)
    : QObject(commands)
    , m_library(store, connection)
    , m_commands(&m_library, commands->operations())
{
    setObjectName(connection);
}

MediaDesk *MediaDesk::of(MachineStore *store, MachineCommands *commands, const QString &connection)
{
    auto *desk = commands->findChild<MediaDesk *>(connection, Qt::FindDirectChildrenOnly);
    return desk ? desk : new MediaDesk(store, commands, connection);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"
#include "models/networks/networkcommands.h"
#include "models/networks/networkstore.h"
#include "ui/main/sections.h"

namespace vitrine {

class MachineStore;
class OperationList;

/** The main window's parts beside the machines, and what they work on. GUI thread; outlives the windows. */
class Managers
{
public:
    Managers(MachineStore *store, OperationList *operations, const QString &connection);
    [[nodiscard]] QList<MainSection> sections();

private:
    MediaLibrary m_media;
    MediaCommands m_mediaCommands;
    NetworkStore m_networks;
    NetworkCommands m_networkCommands;
};

} // namespace vitrine

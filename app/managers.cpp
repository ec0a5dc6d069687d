// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/managers.h"

#include "ui/media/mediapage.h"
#include "ui/networks/networkspage.h"

#include <KLocalizedString>

namespace vitrine {

using namespace Qt::StringLiterals;

Managers::Managers(MachineStore *store, OperationList *operations, const QString &connection)
    : m_media(store, connection)
    , m_mediaCommands(&m_media, operations)
    , m_networks(store, connection)
    , m_networkCommands(&m_networks)
{
}

QList<MainSection> Managers::sections()
{
    return {
        {.id = u"media"_s,
         .title = i18nc("@action section of the window", "Media"),
         .iconName = u"drive-harddisk"_s,
         .make =
             [this] {
                 return new MediaPage(&m_media, &m_mediaCommands);
             }},
        {.id = u"networks"_s,
         .title = i18nc("@action section of the window", "Networks"),
         .iconName = u"network-wired"_s,
         .make =
             [this] {
                 return new NetworksPage(&m_networks, &m_networkCommands);
             }},
    };
}

} // namespace vitrine

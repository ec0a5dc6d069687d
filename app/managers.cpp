// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/managers.h"

#include "ui/media/mediapage.h"

#include <KLocalizedString>

namespace vitrine {

using namespace Qt::StringLiterals;

Managers::Managers(MachineStore *store, OperationList *operations, const QString &connection)
    : m_media(store, connection)
    , m_mediaCommands(&m_media, operations)
{
}

QList<MainSection> Managers::sections()
{
    return {
        {.id = u"media"_s, .title = i18nc("@action section of the window", "Media"), .iconName = u"drive-harddisk"_s, .make = [this] {
             return new MediaPage(&m_media, &m_mediaCommands);
         }},
    };
}

} // namespace vitrine

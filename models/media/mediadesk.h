// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"

namespace vitrine {

class MachineCommands;

/**
 * The media of one connection for windows that come and go: a job that one of them has begun goes on
 * when it is closed. GUI thread.
 */
class MediaDesk : public QObject
{
    Q_OBJECT

public:
    /** The one of this connection; it ends with `commands`. */
    [[nodiscard]] static MediaDesk *of(MachineStore *store, MachineCommands *commands, const QString &connection);

    [[nodiscard]] MediaLibrary *library()
    {
        return &m_library;
    }
    [[nodiscard]] MediaCommands *commands()
    {
        return &m_commands;
    }

private:
    MediaDesk(MachineStore *store, MachineCommands *commands, const QString &connection);

    MediaLibrary m_library;
    MediaCommands m_commands;
};

} // namespace vitrine

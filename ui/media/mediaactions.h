// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"
#include "ui/widgets/commandactions.h"

namespace vitrine {

class MediaCommands;
class MediaLibrary;

enum class MediaCommand {
    Create,
    Copy,
    Move,
    Resize,
    Compact,
    Check,
    Remove,
    Refresh,
    Places,
};

/**
 * The only place that makes QActions for media. Each knows whether it is possible for the chosen image
 * and, when it is not, says why in its tooltip. What they do is the page's.
 */
class MediaActions : public CommandActions<MediaCommand>
{
    Q_OBJECT

public:
    MediaActions(MediaLibrary *library, MediaCommands *commands, QObject *parent);

    /** The image they are about; empty: none. */
    void setPath(const QString &path);

private:
    void onLibraryChanged();
    [[nodiscard]] QString refusal(MediaCommand command) const override;

    MediaLibrary *m_library;
    MediaCommands *m_commands;
    MediaIndex m_index;
    QString m_path;
};

} // namespace vitrine

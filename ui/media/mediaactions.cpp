// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/mediaactions.h"

#include "backends/core/backend.h"
#include "models/errortext.h"
#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"

#include <KLocalizedString>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

std::optional<MediaAction> guardOf(MediaCommand command)
{
    switch (command) {
    case MediaCommand::Copy:
        return MediaAction::Copy;
    case MediaCommand::Move:
        return MediaAction::Move;
    case MediaCommand::Resize:
        return MediaAction::Resize;
    case MediaCommand::Compact:
        return MediaAction::Compact;
    case MediaCommand::Check:
        return MediaAction::Check;
    case MediaCommand::Remove:
        return MediaAction::Remove;
    default:
        return std::nullopt;
    }
}

} // namespace

MediaActions::MediaActions(MediaLibrary *library, MediaCommands *commands, QObject *parent)
    : CommandActions(parent)
    , m_library(library)
    , m_commands(commands)
    , m_index(library->listing())
{
    add(MediaCommand::Create, u"media_new"_s, u"document-new"_s, i18nc("@action", "New Disk…"), i18nc("@info:tooltip", "Make an empty disk"));
    add(MediaCommand::Copy,
        u"media_copy"_s,
        u"edit-copy"_s,
        i18nc("@action", "Copy…"),
        i18nc("@info:tooltip", "Copy the disk, in another format if you like"),
        QKeySequence::Copy);
    add(MediaCommand::Move,
        u"media_move"_s,
        u"transform-move"_s,
        i18nc("@action", "Move…"),
        i18nc("@info:tooltip", "Move or rename it; its machines follow"),
        Qt::Key_F2);
    add(MediaCommand::Resize, u"media_resize"_s, u"zoom-in"_s, i18nc("@action", "Enlarge…"), i18nc("@info:tooltip", "Make the disk larger"));
    add(MediaCommand::Compact,
        u"media_compact"_s,
        u"archive-insert"_s,
        i18nc("@action", "Compact…"),
        i18nc("@info:tooltip", "Give room back that the guest no longer uses"));
    add(MediaCommand::Check, u"media_check"_s, u"tools-check-spelling"_s, i18nc("@action", "Check"), i18nc("@info:tooltip", "Look for damage"));
    add(MediaCommand::Remove,
        u"media_remove"_s,
        u"edit-delete"_s,
        i18nc("@action", "Remove…"),
        i18nc("@info:tooltip", "Remove the file"),
        QKeySequence::Delete);
    add(MediaCommand::Places, u"media_places"_s, u"folder-open"_s, i18nc("@action", "Folders…"), i18nc("@info:tooltip", "Choose which folders are listed"));
    add(MediaCommand::Refresh,
        u"media_refresh"_s,
        u"view-refresh"_s,
        i18nc("@action", "Refresh"),
        i18nc("@info:tooltip", "Read all folders again"),
        QKeySequence::Refresh);
    connect(library, &MediaLibrary::changed, this, &MediaActions::onLibraryChanged);
    connect(commands, &MediaCommands::busyChanged, this, &MediaActions::update);
    update();
}

void MediaActions::setPath(const QString &path)
{
    m_path = path;
    update();
}

void MediaActions::onLibraryChanged()
{
    m_index = MediaIndex(m_library->listing());
    update();
}

QString MediaActions::refusal(MediaCommand command) const
{
    const Backend *backend = m_library->backend();
    if (!backend || backend->connectionState() != ConnectionState::Open) {
        return i18nc("@info:tooltip", "Not without a connection.");
    }
    if (command == MediaCommand::Refresh) {
        return {};
    }
    if (const Support support = backend->capabilities().support(Feature::Storage); !support) {
        return errorLine(support.reason);
    }
    const auto guard = guardOf(command);
    if (!guard) {
        return {};
    }
    if (m_path.isEmpty()) {
        return i18nc("@info:tooltip", "Choose a disk or disc first.");
    }
    if (m_commands->isBusy(m_path)) {
        return i18nc("@info:tooltip", "Something else is being done with it.");
    }
    const auto refused = mediaRefusal(m_index, m_path, *guard);
    return refused ? refusalText(*refused) : QString();
}

} // namespace vitrine

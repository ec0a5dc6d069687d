// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

class QAction;

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
inline size_t qHash(MediaCommand command, size_t seed = 0) noexcept
{
    return ::qHash(int(command), seed);
}

/**
 * The only place that makes QActions for media. Each knows whether it is possible for the chosen image
 * and, when it is not, says why in its tooltip. What they do is the page's.
 */
class MediaActions : public QObject
{
    Q_OBJECT

public:
    MediaActions(MediaLibrary *library, MediaCommands *commands, QObject *parent);

    [[nodiscard]] QAction *action(MediaCommand command) const;
    [[nodiscard]] QList<QAction *> actions() const;
    /** The image they are about; empty: none. */
    void setPath(const QString &path);

private:
    QAction *add(MediaCommand command, const QString &name, const QString &iconName, const QString &text, const QString &toolTip);
    void update();
    [[nodiscard]] QString refusal(const MediaIndex &index, MediaCommand command) const;

    MediaLibrary *m_library;
    MediaCommands *m_commands;
    QString m_path;
    QList<MediaCommand> m_order;
    QHash<MediaCommand, QAction *> m_actions;
    QHash<MediaCommand, QString> m_toolTips; ///< while it is possible
};

} // namespace vitrine

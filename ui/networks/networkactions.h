// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>
#include <QUuid>

class QAction;

namespace vitrine {

class NetworkCommands;
class NetworkStore;

enum class NetworkCommand {
    Create,
    Edit,
    Start,
    Stop,
    Autostart,
    Remove,
    Refresh,
};
inline size_t qHash(NetworkCommand command, size_t seed = 0) noexcept
{
    return ::qHash(int(command), seed);
}

/**
 * The only place that makes QActions for networks. Each knows whether it is possible for the chosen
 * network and says in its tooltip why it is not. What they do is the page's.
 */
class NetworkActions : public QObject
{
    Q_OBJECT

public:
    NetworkActions(NetworkStore *store, NetworkCommands *commands, QObject *parent);

    [[nodiscard]] QAction *action(NetworkCommand command) const;
    [[nodiscard]] QList<QAction *> actions() const;
    void setNetwork(const QUuid &id);

private:
    QAction *add(NetworkCommand command, const QString &name, const QString &iconName, const QString &text, const QString &toolTip);
    void update();
    [[nodiscard]] QString refusal(NetworkCommand command) const;

    NetworkStore *m_store;
    NetworkCommands *m_commands;
    QUuid m_network;
    QList<NetworkCommand> m_order;
    QHash<NetworkCommand, QAction *> m_actions;
    QHash<NetworkCommand, QString> m_toolTips; ///< while it is possible
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/commandactions.h"

#include <QUuid>

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

/** The only place that makes QActions for networks. */
class NetworkActions : public CommandActions<NetworkCommand>
{
public:
    /** Both outlive it. */
    NetworkActions(NetworkStore *store, NetworkCommands *commands, QObject *parent);

    /** The network they are about; null: none. */
    void setNetwork(const QUuid &id);

protected:
    [[nodiscard]] QString refusal(NetworkCommand command) const override;

private:
    void follow();

    NetworkStore *m_store;
    NetworkCommands *m_commands;
    QUuid m_network;
};

} // namespace vitrine

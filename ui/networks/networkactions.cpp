// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/networkactions.h"

#include "backends/core/backend.h"
#include "models/errortext.h"
#include "models/networks/networkcommands.h"
#include "models/networks/networkstore.h"

#include <KLocalizedString>

using namespace Qt::StringLiterals;

namespace vitrine {

NetworkActions::NetworkActions(NetworkStore *store, NetworkCommands *commands, QObject *parent)
    : CommandActions(parent)
    , m_store(store)
    , m_commands(commands)
{
    add(NetworkCommand::Create, u"network_new"_s, u"document-new"_s, i18nc("@action", "New Network…"), i18nc("@info:tooltip", "Make a network for machines"));
    add(NetworkCommand::Edit, u"network_edit"_s, u"configure"_s, i18nc("@action", "Edit…"), i18nc("@info:tooltip", "Change the network"), Qt::Key_F2);
    add(NetworkCommand::Start, u"network_start"_s, u"media-playback-start"_s, i18nc("@action", "Start"), i18nc("@info:tooltip", "Start the network"));
    add(NetworkCommand::Stop,
        u"network_stop"_s,
        u"media-playback-stop"_s,
        i18nc("@action", "Stop…"),
        i18nc("@info:tooltip", "Stop it; its machines are cut off"));
    QAction *autostart = add(NetworkCommand::Autostart,
                             u"network_autostart"_s,
                             u"system-reboot"_s,
                             i18nc("@action", "Start by Itself"),
                             i18nc("@info:tooltip", "Start the network together with the machine service"));
    autostart->setCheckable(true);
    add(NetworkCommand::Remove, u"network_remove"_s, u"edit-delete"_s, i18nc("@action", "Remove…"), i18nc("@info:tooltip", "Remove the network"), QKeySequence::Delete);
    add(NetworkCommand::Refresh, u"network_refresh"_s, u"view-refresh"_s, i18nc("@action", "Refresh"), i18nc("@info:tooltip", "Read all networks again"), QKeySequence::Refresh);
    connect(store, &NetworkStore::changed, this, &NetworkActions::follow);
    connect(commands, &NetworkCommands::busyChanged, this, &NetworkActions::follow);
    follow();
}

void NetworkActions::setNetwork(const QUuid &id)
{
    m_network = id;
    follow();
}

void NetworkActions::follow()
{
    update();
    const auto network = m_store->network(m_network);
    action(NetworkCommand::Autostart)->setChecked(network && network->autostart);
}

QString NetworkActions::refusal(NetworkCommand command) const
{
    const Backend *backend = m_store->backend();
    if (!backend || backend->connectionState() != ConnectionState::Open) {
        return i18nc("@info:tooltip", "Not without a connection.");
    }
    if (command == NetworkCommand::Refresh) {
        return {};
    }
    const Support support = backend->capabilities().support(Feature::Networks);
    if (!support && command != NetworkCommand::Remove) {
        return errorLine(support.reason);
    }
    if (command == NetworkCommand::Create) {
        return {};
    }
    const auto network = m_store->network(m_network);
    if (!network) {
        return i18nc("@info:tooltip", "Choose a network first.");
    }
    if (m_commands->isBusy()) {
        return i18nc("@info:tooltip", "Something else is being done.");
    }
    if (command == NetworkCommand::Start && network->active) {
        return i18nc("@info:tooltip", "It runs already.");
    }
    if (command == NetworkCommand::Stop && !network->active) {
        return i18nc("@info:tooltip", "It does not run.");
    }
    const bool needsDefinition = command == NetworkCommand::Edit || command == NetworkCommand::Autostart;
    return needsDefinition && !network->persistent ? i18nc("@info:tooltip", "It was made for the moment, and is gone when it stops.") : QString();
}

} // namespace vitrine

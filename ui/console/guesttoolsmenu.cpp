// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guesttoolsmenu.h"

#include "backends/core/worker.h"
#include "models/machinedevices.h"
#include "ui/console/guestservices.h"
#include "ui/console/menuwords.h"

#include <KLocalizedString>

#include <QClipboard>
#include <QCoroFuture>
#include <QGuiApplication>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {
const auto systemAgentChannel = u"org.qemu.guest_agent.0"_s;
const auto displayAgentChannel = u"com.redhat.spice.0"_s;
}

GuestToolsMenu::GuestToolsMenu(DeviceMenuContext context, GuestServices *services, DiscMenu *discs, QWidget *window)
    : QMenu(i18nc("@title:menu", "Guest &Tools"), window)
    , m_context(std::move(context))
    , m_services(services)
    , m_discs(discs)
{
    setObjectName(u"guestToolsMenu"_s);
    setIcon(QIcon::fromTheme(u"tools"_s));
    setToolTipsVisible(true);
    m_display = addNote(this, u"toolsDisplayAgent"_s, {});
    m_system = addNote(this, u"toolsSystemAgent"_s, {});
    addSeparator();
    m_copyCommand = addAction(QIcon::fromTheme(u"edit-copy"_s), i18nc("@action:inmenu", "&Copy the Install Command"), this, [this] {
        QGuiApplication::clipboard()->setText(advice().command);
    });
    m_copyCommand->setObjectName(u"toolsCopyCommand"_s);
    m_insertMedium = addAction(QIcon::fromTheme(u"media-optical"_s), i18nc("@action:inmenu", "&Insert the Tools Disc"), this, [this] {
        m_discs->insert(m_medium);
    });
    m_insertMedium->setObjectName(u"toolsInsertMedium"_s);
    connect(this, &QMenu::aboutToShow, this, &GuestToolsMenu::lookForMedium);
    connect(m_context.devices, &MachineDevices::changed, this, &GuestToolsMenu::update);
    connect(services, &GuestServices::agentChanged, this, &GuestToolsMenu::update);
    connect(services, &GuestServices::lostChanged, this, &GuestToolsMenu::update);
    lookForMedium();
    update();
}

bool GuestToolsMenu::displayAgentRuns() const
{
    return m_services->agentConnected();
}

bool GuestToolsMenu::systemAgentRuns() const
{
    return m_context.devices->details().connectedChannels.contains(systemAgentChannel);
}

bool GuestToolsMenu::hasDisplayChannel() const
{
    return !m_context.devices->isKnown() || m_context.devices->details().channels.contains(displayAgentChannel);
}

GuestToolAdvice GuestToolsMenu::advice() const
{
    // What stands before the agent is told first: installing it would not help.
    if (m_services->areLost()) {
        return {.text = i18nc("@info",
                              "The connection to it has ended; another program may have it. “Connect Again” in the message above the screen takes it back.")};
    }
    if (!displayAgentRuns() && !hasDisplayChannel()) {
        return {.text =
                    i18nc("@info",
                          "The machine has no channel for the display agent. Add the “Channel for Clipboard and Screen Size” in its settings, page Ports.")};
    }
    QList<GuestTool> missing;
    if (!displayAgentRuns()) {
        missing.append(GuestTool::DisplayAgent);
    }
    if (!systemAgentRuns() && m_context.devices->details().channels.contains(systemAgentChannel)) {
        missing.append(GuestTool::SystemAgent);
    }
    return missing.isEmpty() ? GuestToolAdvice() : guestToolAdvice(m_context.devices->details().osId, missing);
}

QList<QAction *> GuestToolsMenu::remedies() const
{
    return {m_copyCommand, m_insertMedium};
}

void GuestToolsMenu::update()
{
    m_display->setText(displayAgentRuns()        ? i18nc("@info:inmenu", "Display agent: runs")
                           : hasDisplayChannel() ? i18nc("@info:inmenu", "Display agent (spice-vdagent): does not answer")
                                                 : i18nc("@info:inmenu", "Display agent (spice-vdagent): the machine has no channel for it"));
    m_system->setText(systemAgentRuns() ? i18nc("@info:inmenu", "System agent: runs")
                                        : i18nc("@info:inmenu", "System agent (qemu-guest-agent): does not answer"));
    const GuestToolAdvice needed = advice();
    m_copyCommand->setVisible(!needed.command.isEmpty());
    m_copyCommand->setToolTip(needed.command);
    m_insertMedium->setVisible(needed.needsMedium);
    m_insertMedium->setEnabled(!m_medium.isEmpty() && m_discs->hasDrive());
    if (m_medium.isEmpty()) {
        m_insertMedium->setToolTip(
            i18nc("@info:tooltip", "This computer has no “virtio-win.iso”. Install the package virtio-win or put the file into the Downloads folder."));
    } else if (!m_discs->hasDrive()) {
        m_insertMedium->setToolTip(i18nc("@info:tooltip", "The machine has no disc drive. Add one in its settings."));
    } else {
        m_insertMedium->setToolTip(m_medium);
    }
    Q_EMIT changed();
}

QCoro::Task<> GuestToolsMenu::lookForMedium()
{
    const QPointer self(this);
    const QStringList folders = toolsMediumFolders();
    const QString found = co_await runOnWorker([folders] {
        return findToolsMedium(folders);
    });
    if (self && found != m_medium) {
        m_medium = found;
        update();
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/displaymenu.h"

#include "ui/console/fastdisplayoffer.h"
#include "ui/console/guestservices.h"
#include "ui/console/lampstates.h"
#include "ui/console/machineconsole.h"
#include "ui/console/menuwords.h"

#include <KLocalizedString>

#include <QActionGroup>
#include <QMessageBox>

namespace vitrine {

using namespace Qt::StringLiterals;

DisplayMenu::DisplayMenu(MachineConsole *console, FastDisplayOffer *offer, GuestServices *services, QWidget *window)
    : QMenu(i18nc("@title:menu", "Dis&play"), window)
    , m_console(console)
    , m_offer(offer)
    , m_services(services)
{
    setObjectName(u"displayMenu"_s);
    setIcon(QIcon::fromTheme(u"monitor"_s));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &DisplayMenu::rebuild);
    rebuild();
}

DisplayMenu::~DisplayMenu() = default;

void DisplayMenu::rebuild()
{
    clear();
    addTransports();
    QAction *reconnect = addAction(QIcon::fromTheme(u"view-refresh"_s), i18nc("@action:inmenu", "&Reconnect"), this, [this] {
        whenMayEnd([console = m_console] {
            console->reconnect();
        });
    });
    reconnect->setObjectName(u"displayReconnect"_s);
    const auto machine = m_console->facts().machine;
    reconnect->setEnabled(machine && machine->isActive());
    addOffer();
}

void DisplayMenu::addTransports()
{
    m_group = std::make_unique<QActionGroup>(nullptr);
    const ConsoleSession *session = m_console->session();
    const QString now = session ? transportName(session->transport()) : QString();
    const QString automatic = now.isEmpty() ? i18nc("@option:radio how the picture comes", "Au&tomatic")
                                            : i18nc("@option:radio how the picture comes, how it comes now", "Au&tomatic (now: %1)", now);
    const QList<ConsoleTransport> transports = m_console->transports();
    if (!transports.isEmpty()) {
        addTransport(ConsoleTransport::None, automatic, u"displayAutomatic"_s);
    }
    for (const ConsoleTransport transport : transports) {
        addTransport(transport, transportName(transport), u"displayTransport_%1"_s.arg(int(transport)));
    }
    addSeparator();
}

void DisplayMenu::addTransport(ConsoleTransport transport, const QString &text, const QString &name)
{
    QAction *action = addAction(text);
    action->setObjectName(name);
    action->setToolTip(transport == ConsoleTransport::None ? i18nc("@info:tooltip", "The best of those that the machine has.") : transportTip(transport));
    action->setCheckable(true);
    m_group->addAction(action);
    action->setChecked(m_console->preferredTransport() == transport);
    connect(action, &QAction::triggered, this, [this, transport] {
        whenMayEnd([console = m_console, transport] {
            console->preferTransport(transport);
        });
    });
}

void DisplayMenu::whenMayEnd(std::function<void()> change)
{
    const Underway underway = m_services->underway();
    if (underway.isEmpty()) {
        change();
        return;
    }
    QMessageBox *question = makeUnderwayQuestion(underway, EndedBy::Reconnecting, parentWidget());
    connect(question, &QMessageBox::accepted, m_console, std::move(change));
    // A machine that goes off meanwhile has ended it all.
    connect(m_console, &MachineConsole::sessionAboutToChange, question, &QDialog::reject);
    question->open();
}

void DisplayMenu::addOffer()
{
    if (m_offer->state() == FastDisplayOffer::State::Offered) {
        QAction *add = addAction(QIcon::fromTheme(u"speedometer"_s), i18nc("@action:inmenu", "&Add the Fast Display"), m_offer, &FastDisplayOffer::accept);
        add->setObjectName(u"displayAddFast"_s);
        add->setToolTip(i18nc("@info:tooltip", "Shows up to 60 pictures a second instead of 30. Used from the machine’s next start on."));
    } else if (m_offer->state() == FastDisplayOffer::State::WaitsForRestart) {
        addNote(this, u"displayWaits"_s, i18nc("@info:inmenu", "The fast display comes with the machine’s next start."));
    }
}

} // namespace vitrine

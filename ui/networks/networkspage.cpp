// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/networkspage.h"

#include "backends/core/backend.h"
#include "models/errortext.h"
#include "models/networks/networkcommands.h"
#include "models/networks/networklistmodel.h"
#include "models/networks/networkstore.h"
#include "models/networks/networktext.h"
#include "models/networks/reservations.h"
#include "ui/networks/guestview.h"
#include "ui/networks/networkactions.h"
#include "ui/networks/networkdialog.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

NetworksPage::NetworksPage(NetworkStore *store, NetworkCommands *commands, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_commands(commands)
    , m_model(new NetworkListModel(store, this))
    , m_actions(new NetworkActions(store, commands, this))
    , m_list(new QTreeView(this))
    , m_guests(new GuestView(store, this))
    , m_about(new QLabel(this))
    , m_notice(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_placeholder(new QLabel(this))
{
    setObjectName(u"networksPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_errors = new ErrorPresenter(this, layout);
    setUpBar();
    setUpLists();
    setUpPages();
    connectActions();
    connectResults();
    onStoreChanged();
}

void NetworksPage::setUpBar()
{
    auto *bar = new QToolBar(this);
    bar->setObjectName(u"networksToolBar"_s);
    bar->setAccessibleName(i18nc("@title", "Networks Toolbar"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions(m_actions->actions());
    layout()->addWidget(bar);
}

void NetworksPage::setUpLists()
{
    const auto setUp = [](QTreeView *view, const QString &name, const QString &accessibleName) {
        view->setObjectName(name);
        view->setAccessibleName(accessibleName);
        view->setRootIsDecorated(false);
        view->setUniformRowHeights(true);
        view->setAllColumnsShowFocus(true);
        view->header()->setSectionResizeMode(QHeaderView::Stretch);
    };
    setUp(m_list, u"networkList"_s, i18nc("@label", "Networks"));
    m_list->setModel(m_model);
    m_list->addActions(m_actions->actions());
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    setUp(m_guests, u"networkGuests"_s, i18nc("@label", "Machines on this network"));
    connect(m_guests, &GuestView::reservationRequested, this, &NetworksPage::reserve);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &NetworksPage::onCurrentChanged);
    connect(m_list, &QTreeView::activated, m_actions->action(NetworkCommand::Edit), &QAction::trigger);
}

void NetworksPage::setUpPages()
{
    const int margin = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    for (QLabel *label : {m_about, m_notice}) {
        label->setWordWrap(true);
        label->setMargin(margin);
    }
    m_about->setObjectName(u"networkAbout"_s);
    m_notice->setObjectName(u"networkNotice"_s);
    m_notice->hide();

    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins({});
    belowLayout->addWidget(m_notice);
    belowLayout->addWidget(m_about);
    belowLayout->addWidget(m_guests, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(below);
    m_placeholder->setObjectName(u"networksPlaceholder"_s);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setMargin(fontMetrics().averageCharWidth() * 8);
    m_placeholder->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(splitter);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_stack, 1);
    addActions(m_actions->actions()); // their shortcuts, wherever the focus is on the page
    setFocusProxy(m_list);
}

void NetworksPage::connectActions()
{
    const auto on = [this](NetworkCommand command, auto slot) {
        connect(m_actions->action(command), &QAction::triggered, this, slot);
    };
    on(NetworkCommand::Create, &NetworksPage::create);
    on(NetworkCommand::Edit, &NetworksPage::edit);
    on(NetworkCommand::Stop, &NetworksPage::stop);
    on(NetworkCommand::Remove, &NetworksPage::remove);
    on(NetworkCommand::Start, [this] {
        m_notice->hide();
        m_commands->start(currentId());
    });
    on(NetworkCommand::Autostart, [this](bool checked) {
        m_commands->setAutostart(currentId(), checked);
    });
    on(NetworkCommand::Refresh, [this] {
        m_store->reload();
    });
}

void NetworksPage::connectResults()
{
    connect(m_store, &NetworkStore::changed, this, &NetworksPage::onStoreChanged);
    connect(m_commands, &NetworkCommands::busyChanged, this, [this] {
        if (m_commands->isBusy()) {
            m_errors->clear(); // another try has begun
        }
    });
    connect(m_commands, &NetworkCommands::failed, this, [this](const Error &error) {
        m_errors->show(error, {{Remedy::Retry, [this] {
                                    m_commands->retry();
                                }}});
    });
    connect(m_commands, &NetworkCommands::made, this, [this](const QUuid &id) {
        m_wanted = id;
        onStoreChanged();
    });
    connect(m_commands, &NetworkCommands::needsRestart, this, [this] {
        m_notice->setText(i18nc("@info", "The changes are stored. They take effect when the network is stopped and started again."));
        m_notice->show();
    });
}

void NetworksPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_store->setActive(true);
    askHost();
}

void NetworksPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_store->setActive(false);
}

void NetworksPage::askHost()
{
    Backend *backend = m_store->backend();
    if (!backend || backend->connectionState() != ConnectionState::Open) {
        return;
    }
    QCoro::connect(backend->host()->capabilities(), this, [this](const Result<HostCapabilities> &host) {
        m_passtMissing = host && !host->passt;
        onStoreChanged();
    });
}

QString NetworksPage::placeholderText() const
{
    if (m_store->error()) {
        return errorLine(*m_store->error());
    }
    if (!m_store->isLoaded()) {
        return i18nc("@info:placeholder", "Looking for networks…");
    }
    const Backend *backend = m_store->backend();
    if (!backend || backend->capabilities().support(Feature::Networks).reason.code != ErrorCode::NeedsSystemConnection) {
        return i18nc("@info:placeholder", "There are no networks yet.\nMake one with “New Network…”.");
    }
    QString text = i18nc("@info:placeholder",
                         "Your machines need no network of their own: each adapter brings a shared one along. Through it a machine reaches "
                         "everything this computer reaches, and port forwards in the machine's settings let you in.\n\n"
                         "Networks that connect machines with each other need administrator rights. For those, start Vitrine with "
                         "“--connect qemu:///system”.");
    if (m_passtMissing) {
        text +=
            u"\n\n"_s + i18nc("@info:placeholder", "For port forwards the package “passt” is missing on this computer. Install it and start Vitrine again.");
    }
    return text;
}

void NetworksPage::onStoreChanged()
{
    m_stack->setCurrentIndex(m_store->networks().isEmpty() ? 0 : 1);
    m_placeholder->setText(placeholderText());
    if (const QModelIndex wanted = m_model->indexOf(m_wanted); wanted.isValid()) {
        m_wanted = {};
        m_list->setCurrentIndex(wanted);
    } else if (!m_list->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_list->setCurrentIndex(m_model->index(0, 0));
    }
    onCurrentChanged();
}

QUuid NetworksPage::currentId() const
{
    return m_list->currentIndex().data(NetworkListModel::IdRole).toUuid();
}

void NetworksPage::onCurrentChanged()
{
    const QUuid id = currentId();
    m_actions->setNetwork(id);
    m_store->setWatched(id);
    const auto network = m_store->network(id);
    m_about->setText(network ? networkModeExplanation(network->definition.mode) : QString());
}

void NetworksPage::create()
{
    auto *dialog = new NetworkDialog(std::nullopt, *m_store, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_commands->create(dialog->definition(), dialog->autostart());
    });
    dialog->open();
}

void NetworksPage::edit()
{
    showDialog(*m_store->network(currentId()));
}

/** The person sees what will be stored, and may still give the guest a name or another address. */
void NetworksPage::reserve(const NetworkGuest &guest)
{
    auto network = m_store->network(currentId());
    if (const auto wanted = network ? withReservation(network->definition, guest) : std::nullopt) {
        network->definition = *wanted;
        showDialog(*network);
    }
}

void NetworksPage::showDialog(const NetworkInfo &network)
{
    auto *dialog = new NetworkDialog(network, *m_store, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = network.id] {
        m_commands->edit(id, dialog->definition());
    });
    dialog->open();
}

void NetworksPage::ask(const QString &title, const QString &question, const QString &button, const std::function<void()> &confirmed)
{
    QStringList names;
    const QList<NetworkGuest> guests = m_store->guests();
    for (const NetworkGuest &guest : guests) {
        if (!guest.machine.isNull() && !names.contains(guest.machineName)) {
            names.append(guest.machineName);
        }
    }
    auto *box = new QMessageBox(QMessageBox::Question, title, question, QMessageBox::Cancel, this);
    box->setObjectName(u"networkQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(names.isEmpty() ? i18nc("@info", "No machine is plugged into it.")
                                            : i18nc("@info %1 is a list of machines", "Plugged into it: %1", names.join(i18nc("@info separates names", ", "))));
    QPushButton *accept = box->addButton(button, QMessageBox::DestructiveRole);
    accept->setObjectName(u"networkConfirm"_s);
    connect(accept, &QPushButton::clicked, this, confirmed);
    box->setDefaultButton(QMessageBox::Cancel);
    box->open();
}

void NetworksPage::stop()
{
    const auto network = m_store->network(currentId());
    ask(i18nc("@title:window", "Stop Network"),
        i18nc("@info", "Stop “%1”? Running machines on it are cut off until they are started again.", network->definition.name),
        i18nc("@action:button", "Stop"),
        [this, id = network->id] {
            m_commands->stop(id);
        });
}

void NetworksPage::remove()
{
    const auto network = m_store->network(currentId());
    ask(i18nc("@title:window", "Remove Network"),
        i18nc("@info", "Remove “%1”? Machines that are plugged into it don't start until they are given another network.", network->definition.name),
        i18nc("@action:button", "Remove"),
        [this, removed = *network] {
            m_commands->remove(removed);
        });
}

} // namespace vitrine

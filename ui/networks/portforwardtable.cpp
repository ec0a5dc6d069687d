// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/portforwardtable.h"

#include "models/networks/portforwardmodel.h"
#include "ui/networks/portforwarddelegate.h"
#include "ui/networks/reachbutton.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

PortForwardTable::PortForwardTable(QWidget *parent)
    : QWidget(parent)
    , m_model(new PortForwardModel(this))
    , m_view(new QTreeView(this))
    , m_message(new KMessageWidget(this))
{
    setObjectName(u"portForwardTable"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    m_message->setObjectName(u"portForwardMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    setUpView();
    layout->addWidget(m_view, 1);
    setUpButtons();
    connect(m_model, &PortForwardModel::edited, this, &PortForwardTable::changed);
    connect(m_model, &PortForwardModel::edited, this, &PortForwardTable::update);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &PortForwardTable::placeButtons);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &PortForwardTable::placeButtons);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &PortForwardTable::placeButtons);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PortForwardTable::placeButtons);
    update();
}

void PortForwardTable::setUpView()
{
    m_view->setObjectName(u"portForwards"_s);
    m_view->setAccessibleName(i18nc("@label", "Port forwards"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PortForwardDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::AnyKeyPressed);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(PortForwardModel::NameColumn, QHeaderView::Stretch);
    m_view->header()->setStretchLastSection(false);
    m_view->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // a few rows: as high as they are
    m_view->setMinimumHeight(fontMetrics().height() * 6);
    m_view->setMaximumHeight(fontMetrics().height() * 14);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &PortForwardTable::update);
}

void PortForwardTable::setUpButtons()
{
    m_add = new QPushButton(QIcon::fromTheme(u"list-add"_s), i18nc("@action:button", "Add"), this);
    m_add->setObjectName(u"portForwardAdd"_s);
    auto *menu = new QMenu(m_add);
    const auto preset = [this, menu](const QString &name, const QString &text, const QString &forward, int port) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, forward, port] {
            addForward(forward, port);
        });
    };
    preset(u"addSsh"_s, i18nc("@action:inmenu", "SSH (port 22)"), u"SSH"_s, 22);
    preset(u"addWeb"_s, i18nc("@action:inmenu", "Web page (port 80)"), i18nc("@item name of a port forward", "Web"), 80);
    preset(u"addRdp"_s, i18nc("@action:inmenu", "Remote desktop (port 3389)"), i18nc("@item name of a port forward", "Remote desktop"), 3389);
    preset(u"addOther"_s, i18nc("@action:inmenu", "Another port"), QString(), 8080);
    m_add->setMenu(menu);
    m_remove = new QPushButton(QIcon::fromTheme(u"list-remove"_s), i18nc("@action:button", "Remove"), this);
    m_remove->setObjectName(u"portForwardRemove"_s);
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_model->removeRow(m_view->currentIndex().row());
    });
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addWidget(m_remove);
    row->addStretch();
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void PortForwardTable::setForwards(const QList<PortForward> &forwards)
{
    m_model->setForwards(forwards);
    update();
}

QList<PortForward> PortForwardTable::forwards() const
{
    return m_model->forwards();
}

void PortForwardTable::setUsedPorts(const QList<UsedPort> &used)
{
    m_model->setUsedPorts(used);
}

void PortForwardTable::setActive(const std::optional<QList<PortForward>> &forwards)
{
    m_active = forwards;
    placeButtons();
}

QString PortForwardTable::whyNotReached(PortForward forward) const
{
    if (!m_active) {
        return i18nc("@info:tooltip", "The machine is off.");
    }
    const bool leads = std::ranges::any_of(*m_active, [&forward](const PortForward &active) {
        forward.name = active.name; // a name changes nothing
        return active == forward;
    });
    return leads ? QString() : i18nc("@info:tooltip", "Apply the change first.");
}

void PortForwardTable::setUnavailable(const QString &reason)
{
    m_view->setEnabled(reason.isEmpty());
    m_add->setEnabled(reason.isEmpty());
    m_message->clearActions();
    m_message->setMessageType(KMessageWidget::Information);
    m_message->setCloseButtonVisible(false);
    m_message->setText(reason);
    m_message->setVisible(!reason.isEmpty());
    update();
}

void PortForwardTable::addForward(const QString &name, int guestPort)
{
    const int row = m_model->add(name, guestPort);
    const QModelIndex index = m_model->index(row, name.isEmpty() ? PortForwardModel::GuestPortColumn : PortForwardModel::HostPortColumn);
    m_view->setCurrentIndex(index);
    m_view->setFocus();
}

void PortForwardTable::placeButtons()
{
    const QList<PortForward> forwards = m_model->forwards();
    for (int row = 0; row < int(forwards.size()); ++row) {
        const QModelIndex index = m_model->index(row, PortForwardModel::ReachColumn);
        auto *button = qobject_cast<ReachButton *>(m_view->indexWidget(index));
        if (!button) {
            button = new ReachButton;
            connect(button, &ReachButton::notOpened, this, &PortForwardTable::showCommand);
            m_view->setIndexWidget(index, button);
        }
        button->setForward(forwards.at(row));
        button->setReason(whyNotReached(forwards.at(row)));
    }
}

void PortForwardTable::update()
{
    m_remove->setEnabled(m_view->isEnabled() && m_view->currentIndex().isValid());
    // An empty list with the keyboard looks as it does without.
    const bool any = m_model->rowCount() > 0;
    m_view->setFocusPolicy(any ? Qt::StrongFocus : Qt::NoFocus);
    setFocusProxy(any ? static_cast<QWidget *>(m_view) : m_add);
}

void PortForwardTable::showCommand(const QString &command)
{
    m_message->clearActions();
    m_message->setMessageType(KMessageWidget::Information);
    m_message->setCloseButtonVisible(true);
    m_message->setText(i18nc("@info %1 is a command", "No program is set up to open this. In a terminal: %1", command));
    auto *copy = new QAction(QIcon::fromTheme(u"edit-copy"_s), i18nc("@action:button", "Copy Command"), m_message);
    connect(copy, &QAction::triggered, this, [command] {
        QGuiApplication::clipboard()->setText(command);
    });
    m_message->addAction(copy);
    m_message->show();
}

} // namespace vitrine

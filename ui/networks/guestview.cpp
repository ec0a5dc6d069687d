// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/guestview.h"

#include "models/networks/guestlistmodel.h"
#include "models/networks/networkstore.h"
#include "models/networks/reservations.h"

#include <KLocalizedString>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace vitrine {

GuestView::GuestView(NetworkStore *store, QWidget *parent)
    : QTreeView(parent)
    , m_store(store)
{
    auto *guests = new GuestListModel(store, this);
    setModel(guests);
    addMenu();
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &GuestView::update);
    connect(guests, &QAbstractItemModel::dataChanged, this, &GuestView::update);
    connect(guests, &QAbstractItemModel::rowsRemoved, this, &GuestView::update);
    connect(store, &NetworkStore::changed, this, &GuestView::update);
    update();
}

void GuestView::addMenu()
{
    setContextMenuPolicy(Qt::ActionsContextMenu);
    m_copy = new QAction(QIcon::fromTheme(u"edit-copy"_s), i18nc("@action", "Copy Address"), this);
    m_copy->setObjectName(u"guest_copy"_s);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(current().addresses.value(0));
    });
    m_reserve = new QAction(QIcon::fromTheme(u"emblem-locked"_s), i18nc("@action", "Always Give It This Address…"), this);
    m_reserve->setObjectName(u"guest_reserve"_s);
    connect(m_reserve, &QAction::triggered, this, [this] {
        Q_EMIT reservationRequested(current());
    });
    addActions({m_copy, m_reserve});
}

NetworkGuest GuestView::current() const
{
    return m_store->guests().value(currentIndex().isValid() ? currentIndex().row() : -1);
}

QString GuestView::whyNotReserved() const
{
    if (current().addresses.isEmpty()) {
        return i18nc("@info:tooltip", "It has no address now.");
    }
    const auto network = m_store->watched();
    const bool possible = network && network->persistent && withReservation(network->definition, current());
    return possible ? QString() : i18nc("@info:tooltip", "The network gives it no address, or always this one already.");
}

void GuestView::update()
{
    m_copy->setEnabled(!current().addresses.isEmpty());
    const QString reason = whyNotReserved();
    m_reserve->setEnabled(reason.isEmpty());
    m_reserve->setToolTip(reason.isEmpty() ? i18nc("@info:tooltip", "Reserve the address for this adapter") : reason);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

class QAction;

namespace vitrine {

class NetworkStore;
struct NetworkGuest;

/** Who is on the watched network, with what can be done about a guest in its context menu. GUI thread. */
class GuestView : public QTreeView
{
    Q_OBJECT

public:
    /** `store` outlives it. */
    explicit GuestView(NetworkStore *store, QWidget *parent = nullptr);

Q_SIGNALS:
    /** The guest's adapter is always to get the address that it has. */
    void reservationRequested(const vitrine::NetworkGuest &guest);

private:
    void addMenu();
    void update();
    [[nodiscard]] NetworkGuest current() const;
    [[nodiscard]] QString whyNotReserved() const;

    NetworkStore *m_store;
    QAction *m_copy = nullptr;
    QAction *m_reserve = nullptr;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/portforwards.h"
#include "backends/host/usedports.h"

#include <QWidget>

#include <optional>

class KMessageWidget;
class QPushButton;
class QTreeView;

namespace vitrine {

class PortForwardModel;

/**
 * The port forwards of one adapter, to be put into a page of settings: a table that is edited in place,
 * marks the rows that can't work, and opens what a row leads to. It keeps no machine: the page gives the
 * forwards and takes them back. GUI thread.
 */
class PortForwardTable : public QWidget
{
    Q_OBJECT

public:
    explicit PortForwardTable(QWidget *parent = nullptr);

    void setForwards(const QList<PortForward> &forwards);
    [[nodiscard]] QList<PortForward> forwards() const;
    /** Ports of this computer that others have: rows that want them are marked, new rows avoid them. */
    void setUsedPorts(const QList<UsedPort> &used);
    /** What leads somewhere now; null while the machine is off. */
    void setActive(const std::optional<QList<PortForward>> &forwards);
    /** Why there can be none (passt is missing, another kind of network); empty: there can. */
    void setUnavailable(const QString &reason);

Q_SIGNALS:
    /** A person changed something. */
    void changed();

private:
    void setUpView();
    void setUpButtons();
    void addForward(const QString &name, int guestPort);
    void placeButtons();
    [[nodiscard]] QString whyNotReached(PortForward forward) const;
    void update();
    void showCommand(const QString &command);

    PortForwardModel *m_model;
    QTreeView *m_view;
    QPushButton *m_add;
    QPushButton *m_remove;
    KMessageWidget *m_message;
    std::optional<QList<PortForward>> m_active;
};

} // namespace vitrine

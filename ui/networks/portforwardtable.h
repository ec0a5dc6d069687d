// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/portforwards.h"

#include <QWidget>

class KMessageWidget;
class QLabel;
class QPushButton;
class QTreeView;

namespace vitrine {

class PortForwardModel;

/**
 * The port forwards of one adapter, to be put into a page of settings: a table that is edited in place,
 * says what is wrong with a row, and opens what a row leads to. It keeps no machine: the page gives the
 * forwards and takes them back.
 */
class PortForwardTable : public QWidget
{
    Q_OBJECT

public:
    explicit PortForwardTable(QWidget *parent = nullptr);

    /**
     * Shows these. They are also taken for what the machine holds while it runs: their own ports are not
     * "in use by another program".
     */
    void setForwards(const QList<PortForward> &forwards);
    [[nodiscard]] QList<PortForward> forwards() const;
    /** Some row can't work: the page must not apply it. */
    [[nodiscard]] bool hasIssues() const;
    /** Why the ports lead nowhere now (the machine is off); empty: they do. */
    void setReachReason(const QString &reason);
    /** Why there can be none (passt is missing, another kind of network); empty: there can. */
    void setUnavailable(const QString &reason);

Q_SIGNALS:
    /** A person changed something. */
    void changed();

private:
    void setUpView();
    void setUpButtons();
    void readUsedPorts();
    void addForward(const QString &name, int guestPort);
    void placeButtons();
    void update();
    void showCommand(const QString &command);

    PortForwardModel *m_model;
    QTreeView *m_view;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_issue;
    KMessageWidget *m_message;
    QList<PortForward> m_own; ///< as they were given
    QString m_reachReason;
};

} // namespace vitrine

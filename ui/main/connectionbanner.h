// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <KMessageWidget>

#include <QTimer>

namespace vitrine {

class MachineStore;

/**
 * Says in the window that a connection is lost and being sought again, after a second of grace; goes
 * by itself when it is back. GUI thread.
 */
class ConnectionBanner : public KMessageWidget
{
    Q_OBJECT

public:
    explicit ConnectionBanner(MachineStore *store, QWidget *parent = nullptr);

private:
    void judge();
    void showLoss();
    void retry();

    MachineStore *m_store;
    QTimer m_grace;
};

} // namespace vitrine

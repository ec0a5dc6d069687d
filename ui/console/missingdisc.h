// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinedetails.h"
#include "ui/console/discmenu.h"

#include <QCoroTask>

class KMessageWidget;

namespace vitrine {

class ConsoleNotices;
class MachineStore;

/**
 * Tells that the machine runs with an empty drive because the disc image that its definition names is
 * gone: the hypervisor leaves such a disc out and starts all the same (libvirt's startupPolicy). GUI thread.
 */
class MissingDisc : public QObject
{
    Q_OBJECT

public:
    /** All must outlive it, but `notices`, whose child it becomes. */
    MissingDisc(MachineStore *store, DeviceMenuContext context, DiscMenu *discs, ConsoleNotices *notices);

private:
    QCoro::Task<> look();
    void show(const DiskDetails &drive);
    void emptyTheDrive();

    MachineStore *m_store;
    DeviceMenuContext m_context;
    DiscMenu *m_discs;
    KMessageWidget *m_notice;
    QString m_target; ///< of the drive that is told of
    quint64 m_looks = 0; ///< a newer one makes what an older one finds void
};

} // namespace vitrine

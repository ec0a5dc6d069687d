// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"
#include "backends/libvirt/definitionsummary.h"
#include "backends/libvirt/nativestate.h"
#include "backends/libvirt/session.h"

#include <QHash>
#include <QList>

#include <optional>

namespace vitrine {

/** What was read of one machine at one time. */
struct MachineReading {
    QUuid uuid = {};
    quint64 sequence = 0; ///< Grows with the time at which reading began.
    bool gone = false; ///< There is no such machine; nothing below is set.
    QString name = {};
    NativeState state = {};
    bool persistent = true;
    std::optional<DefinitionSummary> definition = {}; ///< empty: not read this time
};

/** All machines of a connection, without definitions. */
struct MachineListing {
    quint64 sequence = 0;
    QList<MachineReading> machines = {};
};

/** The number for a reading that begins now. Any thread. */
[[nodiscard]] quint64 nextReadingSequence();

/** Three calls whatever the number of machines; drivers without bulk figures need one a machine. Worker thread. */
[[nodiscard]] Result<MachineListing> readAllMachines(const Session &session);

/** Worker thread. A machine that vanishes meanwhile comes out as gone. */
[[nodiscard]] MachineReading readMachine(const Session &session, virDomainPtr domain, bool withDefinition);

/** uuid -> whether its definition is wanted too. Machines that could not be read are left out. Worker thread. */
[[nodiscard]] QList<MachineReading> readMachines(const Session &session, const QHash<QUuid, bool> &wanted);

[[nodiscard]] QUuid uuidOfDomain(virDomainPtr domain);

/**
 * Whether the end of an emulator's log, after its last start, tells of a fault in KVM: it pauses
 * such a guest without giving a reason. Pure.
 */
[[nodiscard]] bool logTellsAccelerationFault(QByteArrayView logTail);

} // namespace vitrine

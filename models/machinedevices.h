// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinedetails.h"
#include "backends/core/machineinfo.h"
#include "backends/core/result.h"

#include <QObject>

namespace vitrine {

class MachineCommands;
class MachineStore;

/**
 * The devices of one machine as they are now (the active definition), read again when a device or a
 * medium changes and when the machine starts or stops. One reading at a time. GUI thread.
 */
class MachineDevices : public QObject
{
    Q_OBJECT

public:
    /** Both must outlive it. */
    MachineDevices(MachineStore *store, MachineCommands *commands, MachineId id, QObject *parent = nullptr);

    /** Read at least once. */
    [[nodiscard]] bool isKnown() const;
    [[nodiscard]] const MachineDetails &details() const;
    void refresh();

Q_SIGNALS:
    void changed();

private:
    Task<> read();
    void noteState(const MachineInfo &machine);

    MachineCommands *m_commands;
    MachineId m_id;
    MachineDetails m_details;
    bool m_known = false;
    bool m_active = false;
    bool m_reading = false;
    bool m_again = false; ///< something changed while it was read
};

} // namespace vitrine

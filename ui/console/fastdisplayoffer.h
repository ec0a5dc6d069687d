// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QObject>

namespace vitrine {

class MachineCommands;
class MachineDevices;
class MachineStore;

/**
 * Whether a machine can get the fast display, which shows twice as many pictures a second as remote
 * display protocols do. Stored in its definition; the next start has it.
 */
class FastDisplayOffer : public QObject
{
    Q_OBJECT

public:
    enum class State {
        None, ///< has it, or can't have it here
        Offered,
        WaitsForRestart, ///< stored, but the machine was started without it
    };

    /** All must outlive it. */
    FastDisplayOffer(MachineStore *store, MachineCommands *commands, MachineDevices *devices, const MachineId &machine, QObject *parent = nullptr);

    [[nodiscard]] State state() const;
    /** A choice made among the slower ones ends. */
    void accept();

Q_SIGNALS:
    void changed();
    /** The command is about to be given. */
    void accepting();

private:
    QCoro::Task<> judge();
    void set(State state);

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineDevices *m_devices;
    MachineId m_machine;
    State m_state = State::None;
    quint64 m_judgements = 0; ///< a newer one makes what an older one finds void
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/statsrole.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace vitrine {

class MachineStore;

/** Bytes a second, seen from the guest: in is what it reads or receives. */
struct TransferRate {
    quint64 in = 0;
    quint64 out = 0;
    bool operator==(const TransferRate &) const = default;
    [[nodiscard]] bool isStill() const
    {
        return in == 0 && out == 0;
    }
};

/** What the devices of a machine move just now. */
struct MachineActivity {
    QHash<QString, TransferRate> drives = {}; ///< by target ("vda"); only those that are at work
    TransferRate network = {}; ///< all adapters together
    bool networkUncounted = false; ///< counters were read, and there are none for the network
    bool operator==(const MachineActivity &) const = default;
};

/**
 * Measures what the devices of one machine move, while somebody watches and the machine runs: once a
 * second while anything moves, less often while all is still, so that a still guest costs next to nothing.
 *
 * GUI thread; one reading at a time.
 */
class ActivityMeter : public QObject
{
    Q_OBJECT

public:
    /** The store must outlive it. */
    ActivityMeter(MachineStore *store, MachineId id, QObject *parent = nullptr);

    /** Nothing is asked for until this is true. */
    void setWatched(bool watched);
    /** Nothing moves while it is not watched, when the machine is off, and where nothing is counted. */
    [[nodiscard]] const MachineActivity &activity() const;
    /** How often it looks: while something moves, and while all is still. Shorter in tests. */
    void setPeriods(std::chrono::milliseconds moving, std::chrono::milliseconds still);

Q_SIGNALS:
    /** activity() is another. */
    void changed();

private:
    void update();
    void read();
    void take(const MachineCounters &counters);
    void setActivity(const MachineActivity &activity);

    MachineStore *m_store;
    MachineId m_id;
    MachineActivity m_activity;
    std::optional<MachineCounters> m_last;
    QElapsedTimer m_sinceLast;
    QTimer m_timer;
    std::chrono::milliseconds m_moving;
    std::chrono::milliseconds m_still;
    bool m_watched = false;
    bool m_running = false; ///< watched, and the machine is on
    quint64 m_spell = 0; ///< tells an answer that comes after it was stopped from a current one
};

} // namespace vitrine

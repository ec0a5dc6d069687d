// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <QUuid>

#include <chrono>

namespace vitrine {

/**
 * Counts what is asked of running machines over and over and waits for their emulators' answer (counters,
 * pictures). An emulator answers within milliseconds; one that doesn't for long hangs: on a disk that
 * doesn't answer itself, or by a mistake of its own, and nobody else tells. GUI thread.
 */
class LookWatch : public QObject
{
    Q_OBJECT

public:
    /** An emulator that takes longer does not answer. A service that doesn't is noticed before (Session). */
    static constexpr std::chrono::milliseconds defaultPatience{20000};

    explicit LookWatch(std::chrono::milliseconds patience = defaultPatience);

    /** What end() is told; 0: not now, since what was asked before still waits. */
    [[nodiscard]] quint64 begin(const QUuid &machine);
    void end(quint64 look);
    /** Whatever still waits does so for a connection that is gone; all answer, as far as is known. */
    void forgetAll();

Q_SIGNALS:
    /** A machine answers no longer, or does again. */
    void answersChanged(const QUuid &machine, bool answers);

private:
    struct Look {
        QUuid machine;
        QElapsedTimer since;
    };
    [[nodiscard]] bool isStuck(const QUuid &machine) const;
    void judge();

    std::chrono::milliseconds m_patience;
    QHash<quint64, Look> m_looks;
    QSet<QUuid> m_silent;
    QTimer m_timer;
    quint64 m_last = 0;
};

} // namespace vitrine

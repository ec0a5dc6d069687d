// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QObject>

#include <stop_token>

namespace vitrine {

/**
 * One long job as the user sees it: title, current step, progress, cancel. Lives on the GUI thread;
 * made by whoever runs the job (usually models/MachineCommands) and shown by models/OperationList.
 *
 * A job honours cancelling by checking stopToken() between steps, or by a std::stop_callback that
 * triggers the hypervisor's own abort. A cancelled job ends by finish(Error::cancelled()) after it
 * has taken back what it made.
 */
class Operation : public QObject
{
    Q_OBJECT

public:
    enum class Phase {
        Running,
        Cancelling,
        Done,
        Failed,
        Cancelled,
    };
    Q_ENUM(Phase)

    /** `title` is translated: "Creating Debian 13". */
    explicit Operation(QString title, QObject *parent = nullptr);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString step() const;
    /** 0..1, or -1 while unknown. */
    [[nodiscard]] double progress() const;
    [[nodiscard]] Phase phase() const;
    [[nodiscard]] bool isFinished() const;
    [[nodiscard]] bool isCancellable() const;
    /** Valid when phase() is Failed. */
    [[nodiscard]] Error error() const;
    [[nodiscard]] std::stop_token stopToken() const;

    /** `step` is translated: "Making the disk". Also resets the progress to unknown. */
    void setStep(const QString &step);
    /** Both at once, for a step whose words tell how far it is. */
    void setStep(const QString &step, double progress);
    void setProgress(double progress);
    void setCancellable(bool cancellable);
    /** Ends it once; later calls are ignored. */
    void finish(const Result<> &result);

public Q_SLOTS:
    /** Asks the job to stop; nothing happens when it is finished or not cancellable. */
    void cancel();

Q_SIGNALS:
    void changed();
    void finished();

private:
    QString m_title;
    QString m_step;
    double m_progress = -1;
    Phase m_phase = Phase::Running;
    bool m_cancellable = true;
    Error m_error;
    std::stop_source m_stop;
};

} // namespace vitrine

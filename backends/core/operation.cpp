// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/operation.h"

#include <algorithm>

namespace vitrine {

Operation::Operation(QString title, QObject *parent)
    : QObject(parent)
    , m_title(std::move(title))
{
}

QString Operation::title() const
{
    return m_title;
}

QString Operation::step() const
{
    return m_step;
}

double Operation::progress() const
{
    return m_progress;
}

Operation::Phase Operation::phase() const
{
    return m_phase;
}

bool Operation::isFinished() const
{
    return m_phase != Phase::Running && m_phase != Phase::Cancelling;
}

bool Operation::isCancellable() const
{
    return m_cancellable && m_phase == Phase::Running;
}

Error Operation::error() const
{
    return m_error;
}

std::stop_token Operation::stopToken() const
{
    return m_stop.get_token();
}

void Operation::setStep(const QString &step)
{
    setStep(step, -1);
}

void Operation::setStep(const QString &step, double progress)
{
    m_step = step;
    setProgress(progress);
}

void Operation::setProgress(double progress)
{
    m_progress = progress < 0 ? -1 : std::min(progress, 1.0);
    Q_EMIT changed();
}

void Operation::setCancellable(bool cancellable)
{
    if (m_cancellable != cancellable) {
        m_cancellable = cancellable;
        Q_EMIT changed();
    }
}

void Operation::finish(const Result<> &result)
{
    if (isFinished()) {
        return;
    }
    if (result) {
        m_phase = Phase::Done;
    } else {
        m_phase = result.error().isCancelled() ? Phase::Cancelled : Phase::Failed;
        m_error = result.error();
    }
    Q_EMIT changed();
    Q_EMIT finished();
}

void Operation::cancel()
{
    if (!isCancellable()) {
        return;
    }
    m_phase = Phase::Cancelling;
    Q_EMIT changed();
    m_stop.request_stop();
}

} // namespace vitrine

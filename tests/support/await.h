// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <QCoroTask>

#include <chrono>

namespace vitrine::test {

/** Runs the event loop until `condition` holds; false when it did not within `limit`. */
template<typename Condition>
[[nodiscard]] bool waitUntil(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    const QDeadlineTimer deadline(limit);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QEventLoop turn;
        QTimer::singleShot(2, &turn, &QEventLoop::quit);
        turn.exec();
    }
    return true;
}

/** Runs the event loop until the task is done. */
template<typename T>
T await(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace vitrine::test

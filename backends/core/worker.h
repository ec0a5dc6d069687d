// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <type_traits>

namespace vitrine {

/**
 * Threads for blocking work on files and the host. Never destroyed: a thread that hangs on a dead
 * network file system must not keep the program from ending.
 */
[[nodiscard]] QThreadPool *workerPool();

/**
 * Runs a plain function on a worker; `co_await` the future on the GUI thread. The function must own
 * all it uses. What it returns has to be copyable.
 */
template<typename Function>
[[nodiscard]] QFuture<std::invoke_result_t<Function>> runOnWorker(Function function)
{
    using Value = std::invoke_result_t<Function>;
    QPromise<Value> promise;
    QFuture<Value> future = promise.future();
    promise.start();
    workerPool()->start([promise = std::move(promise), function = std::move(function)]() mutable {
        promise.addResult(function());
        promise.finish();
    });
    return future;
}

} // namespace vitrine

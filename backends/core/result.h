// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"

#include <QCoroTask>

#include <expected>

namespace vitrine {

/** A value, or the Error that kept it from being. No exception crosses a function of Vitrine. */
template<typename T = void>
using Result = std::expected<T, Error>;

/**
 * What every asynchronous function returns. Rules of use: CONTRIBUTING.md, "Coroutines".
 * In short: await on the GUI thread only, pass parameters by value, guard `this` after each await.
 */
template<typename T = void>
using Task = QCoro::Task<Result<T>>;

/** Shorthand for returning a failure: `return fail(ErrorCode::FileMissing, path);` */
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, QString subject = {}, QString detail = {}, QString doing = {})
{
    return std::unexpected(Error{.code = code, .subject = std::move(subject), .detail = std::move(detail), .doing = std::move(doing)});
}
[[nodiscard]] inline std::unexpected<Error> fail(Error error)
{
    return std::unexpected(std::move(error));
}

} // namespace vitrine

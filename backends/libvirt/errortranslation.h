// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"

namespace vitrine {

/** A libvirt error as values: virErrorNumber, virErrorDomain, text. */
struct NativeError {
    int code = 0;
    int domain = 0;
    QString message = {};
};

/** The last error of the calling thread (libvirt keeps one a thread); code 0 when there is none. */
[[nodiscard]] NativeError lastNativeError();

/**
 * What a libvirt error means. libvirt puts most failures under "internal error" or "system error", so
 * the text decides first, then the code; the raw text always stays in Error::detail. Pure.
 */
[[nodiscard]] Error translateError(const NativeError &native, const QString &doing = {});

/** translateError(lastNativeError()) for the calling thread. */
[[nodiscard]] Error lastError(const QString &doing);

/** Whether a driver refused a flag it does not know, so that the call may be tried without. */
[[nodiscard]] bool isUnsupportedFlag(const NativeError &native);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/error.h"

#include <QMetaEnum>

namespace vitrine {

QString errorCodeName(ErrorCode code)
{
    return QString::fromLatin1(QMetaEnum::fromType<ErrorCode>().valueToKey(int(code)));
}

QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << errorCodeName(error.code);
    if (!error.doing.isEmpty()) {
        debug << " while " << error.doing;
    }
    if (!error.subject.isEmpty()) {
        debug << " (" << error.subject << ")";
    }
    if (!error.detail.isEmpty()) {
        debug << ": " << error.detail;
    }
    return debug;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/accelerationfacts.h"

#include <QUrl>

namespace vitrine {

namespace {

Task<AccelerationFacts> lookForAnotherUser(AccelerationProbe look)
{
    const Result<AccelerationFacts> facts = co_await look();
    if (!facts || !facts->problem || facts->problem->code != ErrorCode::AccelerationForbidden) {
        co_return facts;
    }
    co_return AccelerationFacts{};
}

} // namespace

bool runsGuestsHere(const QString &connection)
{
    return connection.startsWith(QLatin1String("qemu:///"));
}

AccelerationProbe accelerationProbeFor(const QString &connection, AccelerationProbe look)
{
    if (!runsGuestsHere(connection)) {
        return {};
    }
    if (QUrl(connection).path() != QLatin1String("/system")) {
        return look;
    }
    return [look = std::move(look)] {
        return lookForAnotherUser(look);
    };
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDebug>
#include <QHashFunctions>
#include <QMetaType>
#include <QString>
#include <QUuid>

namespace vitrine {

/**
 * Names one machine for ever: the connection it lives on (a libvirt URI, or "demo:///...") and its
 * UUID. Machines are passed around by this value; native handles never leave their backend.
 */
struct MachineId {
    QString connection = {};
    QUuid uuid = {};

    [[nodiscard]] bool isNull() const
    {
        return uuid.isNull();
    }
    bool operator==(const MachineId &) const = default;
};

[[nodiscard]] inline size_t qHash(const MachineId &id, size_t seed = 0) noexcept
{
    return qHashMulti(seed, id.connection, id.uuid);
}
inline QDebug operator<<(QDebug debug, const MachineId &id)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace().noquote() << id.uuid.toString(QUuid::WithoutBraces) << "@" << id.connection;
}

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::MachineId)

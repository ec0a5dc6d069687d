// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"

#include <memory>
#include <ostream>

namespace vitrine::test {

/** A hypervisor to hold against the contract: a backend, and what a test must know of its surroundings. */
class ContractWorld
{
public:
    virtual ~ContractWorld() = default;
    /** Empty, or why the tests can't run here. */
    [[nodiscard]] virtual QString skipReason() const
    {
        return {};
    }
    [[nodiscard]] virtual std::unique_ptr<Backend> makeBackend() = 0;
    /** A definition this hypervisor takes, that starts within a second or so; `devices` are added. */
    [[nodiscard]] virtual QString machineXml(const QString &name, const QUuid &uuid, const QString &devices = {}) const = 0;
    /** A folder in which images can be made. */
    [[nodiscard]] virtual QString imageFolder() const = 0;
    /** Breaks the connection as a dying daemon does; false when that can't be provoked. */
    [[nodiscard]] virtual bool breakConnection(Backend &backend) = 0;
};

/** Named maker, as a test parameter. */
struct ContractWorldMaker {
    const char *name;
    std::unique_ptr<ContractWorld> (*make)();
};
inline void PrintTo(const ContractWorldMaker &maker, std::ostream *stream)
{
    *stream << maker.name;
}

[[nodiscard]] std::unique_ptr<ContractWorld> makeDemoWorld();
[[nodiscard]] std::unique_ptr<ContractWorld> makeTestDriverWorld();
[[nodiscard]] std::unique_ptr<ContractWorld> makeLiveWorld();
/** qemu:///system; only inside tests/support/systemdaemon.sh, which keeps it apart from this computer's. */
[[nodiscard]] std::unique_ptr<ContractWorld> makeSystemWorld();

} // namespace vitrine::test

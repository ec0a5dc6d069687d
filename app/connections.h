// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <memory>

namespace vitrine {

class Backend;
class ConsoleFactory;
class MachineStore;
class OnDemandParts;

/** What Vitrine connects to unless told otherwise: the hypervisor that runs as the user. */
[[nodiscard]] QString defaultConnection();

/** "this computer" for the default connection, the URI for others. */
[[nodiscard]] QString connectionName(const QString &uri);

/** The backend for a URI, not yet opened: the demo for demo:, libvirt for all others. */
[[nodiscard]] std::unique_ptr<Backend> makeBackend(const QString &uri);

/** Makes console sessions of the kind each machine's connection has. `store` outlives it. */
[[nodiscard]] std::unique_ptr<ConsoleFactory> makeConsoleFactory(const OnDemandParts &parts, MachineStore *store);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hardwarerole.h"
#include "backends/libvirt/handles.h"

namespace vitrine {

class Session;

/** @file HardwareRole::apply() and growDisk(), blocking, for workers. */

[[nodiscard]] Result<QString> applyEdit(const Session &session, virDomainPtr domain, const DefinitionEdit &edit);

[[nodiscard]] Result<> growRunningDisk(virDomainPtr domain, const QString &target, quint64 bytes);

} // namespace vitrine

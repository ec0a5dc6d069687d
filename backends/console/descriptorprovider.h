// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"
#include "backends/core/result.h"

#include <functional>
#include <memory>

namespace vitrine {

/** Gives a fresh socket to a display, connected by the hypervisor. Called on the GUI thread. */
using DescriptorProvider = std::function<Task<std::shared_ptr<FileDescriptor>>()>;

} // namespace vitrine

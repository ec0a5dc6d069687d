// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/relativepointer.h"
#include "ui/input/shortcutsinhibitor.h"

namespace vitrine {

std::unique_ptr<ShortcutsInhibitor> ShortcutsInhibitor::create()
{
    return nullptr;
}

std::unique_ptr<RelativePointer> RelativePointer::create()
{
    return nullptr;
}

} // namespace vitrine

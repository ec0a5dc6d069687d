// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/probes.h"

namespace vitrine {

CreationProbes creationProbes()
{
    return {};
}

NvramTemplateMaker nvramTemplateMaker()
{
    return {};
}

} // namespace vitrine

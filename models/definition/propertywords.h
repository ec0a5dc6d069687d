// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <KLazyLocalizedString>
#include <KLocalizedString>

#include <algorithm>

/** @file The tables behind models/definition/propertytext.h; private to this folder. */
namespace vitrine {

struct PropertyWords {
    QLatin1StringView id;
    KLazyLocalizedString name;
    KLazyLocalizedString help = {};
};

/** Null for a property without words: a test keeps that from happening. */
[[nodiscard]] const PropertyWords *propertyWords(const Property &property);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include <memory>

// Private to backends/console: GLib's names stay out of the public headers.
namespace vitrine {

struct GObjectUnref {
    void operator()(void *object) const
    {
        g_object_unref(object);
    }
};
/** Owns one reference. */
template<typename T>
using GObjectPtr = std::unique_ptr<T, GObjectUnref>;

template<typename T>
[[nodiscard]] GObjectPtr<T> shareGObject(T *object)
{
    return GObjectPtr<T>(static_cast<T *>(g_object_ref(object)));
}

struct GVariantUnref {
    void operator()(GVariant *variant) const
    {
        g_variant_unref(variant);
    }
};
using GVariantPtr = std::unique_ptr<GVariant, GVariantUnref>;

struct GErrorFree {
    void operator()(GError *error) const
    {
        g_error_free(error);
    }
};
using GErrorPtr = std::unique_ptr<GError, GErrorFree>;

} // namespace vitrine

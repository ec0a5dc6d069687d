// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/glibpointers.h"
#include "backends/console/headpicture.h"
#include "backends/core/result.h"

#include <gio/gunixfdlist.h>

#include <memory>
#include <string_view>

namespace vitrine {

/**
 * Our end of org.qemu.Display1.Listener: takes the calls QEMU makes for one head and keeps a
 * HeadPicture up to date. Called on GDBus's thread, never blocks for longer than a paint. Every argument is untrusted: a
 * call that makes no sense is answered with an error and changes nothing.
 */
class DisplayListener
{
public:
    explicit DisplayListener(std::shared_ptr<HeadPicture> picture)
        : m_picture(std::move(picture))
    {
    }

    /** D-Bus introspection data of what is implemented. */
    [[nodiscard]] static GDBusNodeInfo *interfaces();
    [[nodiscard]] static bool knows(std::string_view interface, std::string_view method);
    /** Whether the arguments have the method's types; null when the message had no body. */
    [[nodiscard]] static bool fits(std::string_view method, GVariant *arguments);
    /** A method of knows() with arguments of fits(). `fds` may be null. */
    [[nodiscard]] Result<> call(std::string_view method, GVariant *arguments, GUnixFDList *fds);

private:
    [[nodiscard]] Result<> scanout(GVariant *arguments);
    [[nodiscard]] Result<> update(GVariant *arguments);
    [[nodiscard]] Result<> scanoutMap(GVariant *arguments, GUnixFDList *fds);
    [[nodiscard]] Result<> updateMap(GVariant *arguments);
    [[nodiscard]] Result<> cursorDefine(GVariant *arguments);
    [[nodiscard]] Result<> mouseSet(GVariant *arguments);

    std::shared_ptr<HeadPicture> m_picture;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/glibpointers.h"

#include <utility>
#include <vector>

namespace vitrine {

/** Disconnects GObject signal handlers at the end of its life. Keeps the objects alive. */
class GSignals
{
public:
    GSignals() = default;
    GSignals(const GSignals &) = delete;
    GSignals &operator=(const GSignals &) = delete;
    ~GSignals()
    {
        clear();
    }
    void add(gpointer object, const char *signal, GCallback handler, gpointer data)
    {
        const gulong id = g_signal_connect(object, signal, handler, data);
        m_handlers.emplace_back(shareGObject(static_cast<GObject *>(object)), id);
    }
    /** Of one object, which is going. */
    void drop(gpointer object)
    {
        std::erase_if(m_handlers, [object](const auto &handler) {
            const bool found = handler.first.get() == object;
            if (found) {
                g_signal_handler_disconnect(handler.first.get(), handler.second);
            }
            return found;
        });
    }
    void clear()
    {
        for (const auto &[object, id] : std::exchange(m_handlers, {})) {
            g_signal_handler_disconnect(object.get(), id);
        }
    }

private:
    std::vector<std::pair<GObjectPtr<GObject>, gulong>> m_handlers;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"

#include <QHash>

namespace vitrine {

/** What a connection may be able to do. */
enum class Feature {
    Events, ///< Changes by others arrive by themselves.
    Start,
    Pause,
    Reset,
    ShutDown,
    ForceOff,
    SaveState,
    Define,
    Undefine,
    Storage, ///< Disk images can be made and removed through the connection.
    MediaJobs, ///< Images can be converted, checked, compacted and moved: files of this user on this computer.
    Networks, ///< Networks can be made and started.
    Screenshot,
    ChangeDevices, ///< Media, links and devices can be changed, also while the machine runs.
    Statistics, ///< What devices have moved can be read.
    PciPassthrough, ///< PCI devices of the host can be handed to machines.
    GraphicsFd, ///< The console can be opened by file descriptor (same host only).
};
inline size_t qHash(Feature feature, size_t seed = 0) noexcept
{
    return ::qHash(int(feature), seed);
}

/** Supported, or the reason why not; the UI disables an action with that reason as its tooltip. */
struct Support {
    bool supported = true;
    Error reason = {};
    [[nodiscard]] explicit operator bool() const
    {
        return supported;
    }
    bool operator==(const Support &) const = default;
};

/** Feature -> Support of one connection: a value. What is not listed is not supported. */
class Capabilities
{
public:
    void setSupported(Feature feature)
    {
        m_support.insert(feature, Support{});
    }
    void setUnsupported(Feature feature, Error reason)
    {
        m_support.insert(feature, Support{.supported = false, .reason = std::move(reason)});
    }
    [[nodiscard]] Support support(Feature feature) const
    {
        return m_support.value(feature, Support{.supported = false, .reason = Error{.code = ErrorCode::NotSupported}});
    }
    bool operator==(const Capabilities &) const = default;

private:
    QHash<Feature, Support> m_support;
};

} // namespace vitrine

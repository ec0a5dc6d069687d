// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/spicewire.h"
#include "backends/core/filedescriptor.h"

namespace vitrine {

/**
 * Follows what a SPICE server says on the main channel, to find messages of the guest's agent that are
 * larger than any honest one. spice-gtk believes the size an agent names, up to 4 GiB, and keeps all that
 * comes. Format: spice-protocol's vd_agent.h. Pure.
 */
class SpiceAgentWatch
{
public:
    explicit SpiceAgentWatch(quint32 limit);
    /** The next bytes, however they are cut. False: too large; the library must not get them. */
    [[nodiscard]] bool follow(QByteArrayView bytes);

private:
    [[nodiscard]] bool beginMessage();
    [[nodiscard]] bool followBody(QByteArrayView &bytes);
    [[nodiscard]] bool followAgent(QByteArrayView bytes);

    quint32 m_limit;
    SpiceServerLink m_link;
    SpicePart m_header;
    qsizetype m_bodyLeft = 0;
    bool m_fromAgent = false;
    SpicePart m_agentHeader;
    quint32 m_agentLeft = 0; ///< of the agent's message, after its header
};

/**
 * What is to be given to the library instead of a main channel's socket: a thread passes on what comes and
 * goes, and hangs up when the agent says more than about 100 MiB at once. Ends when either side does.
 */
[[nodiscard]] FileDescriptor watchAgent(FileDescriptor server);

} // namespace vitrine

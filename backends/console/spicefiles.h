// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/glibpointers.h"
#include "backends/console/guestfiles.h"

#include <spice-client.h>

namespace vitrine {

/** Sends files over a SPICE main channel; the guest's agent puts them where its user looks for downloads. */
class SpiceFiles : public GuestFiles
{
    Q_OBJECT

public:
    /** The channel of a new connection, or null: it has gone. What is under way then ends with ConnectionLost. */
    void follow(SpiceMainChannel *channel);
    /** Reads anew whether the agent is there and what it can do. */
    void agentChanged();

    [[nodiscard]] bool isAvailable() const override;
    Task<> send(QString path, Progress progress, std::stop_token stop) override;

private:
    GObjectPtr<SpiceMainChannel> m_channel;
    bool m_available = false;
};

} // namespace vitrine

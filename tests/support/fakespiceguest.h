// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/descriptorprovider.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>
#include <vector>

namespace vitrine::test {

/**
 * A machine without a screen that speaks SPICE: the real server of QEMU in this process, with sound
 * devices, and a guest's agent that does and says what a test wants. In the test's own event loop.
 */
class FakeSpiceGuest
{
public:
    FakeSpiceGuest();
    ~FakeSpiceGuest();

    [[nodiscard]] DescriptorProvider provider();
    /** SPICE_CHANNEL_... of those that are or were connected. */
    [[nodiscard]] const QList<int> &connectedChannels() const;

    /** The agent starts and tells what it can do (VD_AGENT_CAP_...). */
    void startAgent(const std::vector<int> &capabilities);
    void stopAgent();
    /** Says something (VD_AGENT_..., its payload as in vd_agent.h). */
    void say(quint32 type, const QByteArray &payload);
    /** The same with another size in its header than it has. */
    void saySized(quint32 type, quint32 size, const QByteArray &payload);

    struct Message {
        quint32 type = 0;
        QByteArray payload;
    };
    /** What the agent heard since the last take(); announcements of capabilities are left out. */
    [[nodiscard]] const QList<Message> &heard() const;
    /** The first message of that type, which is forgotten; waits for it. Empty type on timeout. */
    [[nodiscard]] Message take(quint32 type);
    /** Called for each message as it comes. */
    std::function<void(const Message &)> onMessage;

    void startPlaying();
    void stopPlaying();
    /** Plays silence with a tone of that amplitude; false: nobody listens. */
    bool play(qint16 amplitude);
    void startRecording();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/** A little-endian number, as the agent's messages have them. */
[[nodiscard]] QByteArray number32(quint32 value);
[[nodiscard]] QByteArray number64(quint64 value);
[[nodiscard]] quint32 number32At(const QByteArray &data, qsizetype offset);

} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/gsignals.h"
#include "backends/console/headarrangement.h"
#include "backends/console/headgatherer.h"
#include "backends/console/spiceclipboard.h"
#include "backends/console/spiceconsolesession.h"
#include "backends/console/spicecursor.h"
#include "backends/console/spicedisplay.h"
#include "backends/console/spicefiles.h"
#include "backends/console/spicefolder.h"
#include "backends/console/spiceinputs.h"
#include "backends/console/spicesound.h"
#include "backends/console/spiceusb.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

namespace vitrine {

/**
 * One connection to a SPICE server after the other, for a SpiceConsoleSession: its channels and what
 * hangs on them. Signals are the session's.
 */
class SpiceConnection
{
public:
    SpiceConnection(SpiceConsoleSession *owner, DescriptorProvider provider, SpiceUse use);
    ~SpiceConnection();
    SpiceConnection(const SpiceConnection &) = delete;
    SpiceConnection &operator=(const SpiceConnection &) = delete;
    void connect();
    void openSession();
    void disconnect();
    void end(const Error &reason);
    void setState(ConsoleSession::State next);
    void channelNew(SpiceChannel *channel);
    [[nodiscard]] bool takeScreenChannel(SpiceChannel *channel);
    void channelDestroyed(SpiceChannel *channel);
    void followMain(SpiceMainChannel *channel);
    void channelEvent(SpiceChannel *channel, SpiceChannelEvent event);
    void channelFailed(SpiceChannel *channel, const Error &reason);
    void readMain();
    void readLeds();
    void headsChanged();
    [[nodiscard]] const SpiceDisplay *displayOf(SpiceChannel *channel) const;
    void showCursor(int channelId, const GuestCursor &cursor);
    void moveCursor(int channelId, QPoint position);
    [[nodiscard]] QList<SpiceHead *> heads() const;
    [[nodiscard]] QList<HeadRequest> arrangement() const;
    [[nodiscard]] bool requestSize(int display, QSize pixels, QSize millimetres);
    // The guard is the session: when it has gone, so has this.
    static QCoro::Task<> begin(SpiceConnection *self, QPointer<QObject> guard, int attempt);
    static QCoro::Task<> giveDescriptor(SpiceConnection *self, QPointer<QObject> guard, int attempt, SpiceChannel *owned);

    SpiceConsoleSession *q;
    DescriptorProvider provider;
    SpiceUse use;
    ConsoleSession::State state = ConsoleSession::State::Idle;
    Error closeReason;
    int attempt = 0; ///< tells answers to an earlier open() apart
    int descriptors = 0;
    bool mainOpened = false;
    bool displayOpened = false;
    bool inputsOpened = false;
    GObjectPtr<::SpiceSession> session;
    GObjectPtr<SpiceMainChannel> main;
    std::vector<std::unique_ptr<SpiceDisplay>> displays;
    std::vector<std::unique_ptr<SpiceDisplay>> oldDisplays; ///< their last pictures, until the next open()
    std::vector<std::unique_ptr<SpiceCursor>> cursors;
    std::unique_ptr<SpiceInputs> inputs;
    HeadArrangement wishes;
    HeadGatherer gatherer;
    SpiceClipboard clipboard;
    SpiceFiles files;
    SpiceFolder folder;
    SpiceSound sound;
    SpiceUsb usb;
    PointerMode pointerMode = PointerMode::Relative;
    KeyboardLeds leds;
    bool agent = false;
    QTimer timeout;
    QElapsedTimer sinceDisplay; ///< since its channel opened, or began to
    GSignals signals;
};

} // namespace vitrine

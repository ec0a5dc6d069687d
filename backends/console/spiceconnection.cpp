// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceconnection.h"

#include "backends/console/spiceagentwatch.h"
#include "backends/console/spicedisplaytap.h"
#include "backends/console/spicemonitors.h"
#include "consolelogging.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QCoroFuture>
#include <QCoroTimer>

#include <algorithm>
#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr auto answerTimeout = 10s;
/** A server that lets each descriptor fail would ask for ever (rhbz#1334071). */
constexpr int maxDescriptors = 64;
/**
 * QEMU itself dies (spice-server 0.15.2) when a client goes while the server's display thread still
 * greets it: what a viewer that is opened and closed at once would do.
 */
constexpr auto settleTime = 400ms;
constexpr auto settlePoll = 20ms;
/** Sessions that still have to go; another one would throw them out at once. */
int leaving = 0;

void leave(GObjectPtr<::SpiceSession> session, std::chrono::milliseconds delay)
{
    if (delay <= 0ms || !QCoreApplication::instance()) {
        return spice_session_disconnect(session.get());
    }
    ++leaving;
    QTimer::singleShot(delay, QCoreApplication::instance(), [raw = session.release()] {
        const GObjectPtr<::SpiceSession> owned(raw);
        spice_session_disconnect(raw);
        --leaving;
    });
}

ErrorCode errorCode(SpiceChannelEvent event)
{
    switch (event) {
    case SPICE_CHANNEL_ERROR_CONNECT:
    case SPICE_CHANNEL_ERROR_TLS:
    case SPICE_CHANNEL_ERROR_LINK:
        return ErrorCode::ConnectionFailed;
    case SPICE_CHANNEL_ERROR_AUTH:
        return ErrorCode::AuthenticationFailed;
    default:
        return ErrorCode::ConnectionLost;
    }
}

/** Without the others there is still a console. */
bool isVital(SpiceChannel *channel)
{
    return SPICE_IS_MAIN_CHANNEL(channel) || SPICE_IS_DISPLAY_CHANNEL(channel) || SPICE_IS_INPUTS_CHANNEL(channel);
}

} // namespace

SpiceConnection::SpiceConnection(SpiceConsoleSession *owner, DescriptorProvider provider, SpiceUse use)
    : q(owner)
    , provider(std::move(provider))
    , use(use)
    , gatherer([this](const QList<HeadRequest> &heads) {
        return main && agent && sendMonitors(main.get(), heads);
    })
{
    timeout.setSingleShot(true);
    timeout.setInterval(answerTimeout);
    QObject::connect(&timeout, &QTimer::timeout, q, [this] {
        end({.code = ErrorCode::Timeout, .subject = {}, .detail = {}, .doing = QStringLiteral("spice")});
    });
}

SpiceConnection::~SpiceConnection()
{
    // The session is half gone: whoever heard of a change would ask it.
    for (QObject *teller : std::initializer_list<QObject *>{q, &clipboard, &files, &folder, &sound, &usb}) {
        teller->blockSignals(true);
    }
    disconnect();
}

void SpiceConnection::connect()
{
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    if (!dispatcher || !dispatcher->inherits("QEventDispatcherGlib")) {
        return end({.code = ErrorCode::NotSupported,
                    .subject = {},
                    .detail = QStringLiteral("SPICE needs Qt's GLib event loop; is QT_NO_GLIB set?"),
                    .doing = QStringLiteral("spice")});
    }
    // The library loads it when it hears of a display; the first time that takes seconds.
    begin(this, q, attempt);
}

QCoro::Task<> SpiceConnection::begin(SpiceConnection *self, QPointer<QObject> guard, int attempt)
{
    co_await loadGStreamer();
    while (guard && leaving > 0) {
        co_await QCoro::sleepFor(settlePoll);
    }
    if (guard && self->attempt == attempt) {
        self->openSession();
    }
}

void SpiceConnection::openSession()
{
    timeout.start();
    sinceDisplay.start();
    descriptors = 0;
    mainOpened = displayOpened = inputsOpened = false;
    session.reset(spice_session_new());
    // Frames come through the canvas; sound is SpiceSound's and not the library's.
    g_object_set(session.get(), "gl-scanout", FALSE, "enable-audio", TRUE, "enable-usbredir", TRUE, "enable-smartcard", FALSE, nullptr);
    SpiceSound::takeOver(session.get());
    SpiceFolder::shareNothing(session.get());
    signals.add(session.get(),
                "channel-new",
                G_CALLBACK(+[](::SpiceSession *, SpiceChannel *channel, SpiceConnection *self) {
                    self->channelNew(channel);
                }),
                this);
    signals.add(session.get(),
                "channel-destroy",
                G_CALLBACK(+[](::SpiceSession *, SpiceChannel *channel, SpiceConnection *self) {
                    self->channelDestroyed(channel);
                }),
                this);
    if (!spice_session_open_fd(session.get(), -1)) {
        end({.code = ErrorCode::ConnectionFailed, .subject = {}, .detail = {}, .doing = QStringLiteral("spice")});
    }
}

void SpiceConnection::disconnect()
{
    ++attempt;
    timeout.stop();
    signals.clear();
    gatherer.drop();
    clipboard.follow(nullptr);
    files.follow(nullptr);
    folder.stop();
    sound.stop();
    usb.stop();
    inputs.reset();
    cursors.clear();
    displays.clear();
    main.reset();
    if (session) {
        const bool greeted = use == SpiceUse::Companion || sinceDisplay.durationElapsed() >= settleTime;
        leave(std::move(session), greeted ? 0ms : settleTime);
    }
}

void SpiceConnection::end(const Error &reason)
{
    // Heads, and with them the last picture, stay until the next open().
    oldDisplays = std::move(displays);
    displays.clear();
    for (const auto &display : oldDisplays) {
        display->stop();
    }
    disconnect();
    closeReason = reason;
    if (agent) {
        agent = false;
        Q_EMIT q->agentConnectedChanged();
    }
    setState(ConsoleSession::State::Closed);
}

void SpiceConnection::setState(ConsoleSession::State next)
{
    if (state != next) {
        state = next;
        Q_EMIT q->stateChanged();
    }
}

void SpiceConnection::channelNew(SpiceChannel *channel)
{
    signals.add(channel,
                "open-fd",
                G_CALLBACK(+[](SpiceChannel *asking, int, SpiceConnection *self) {
                    giveDescriptor(self, self->q, self->attempt, static_cast<SpiceChannel *>(g_object_ref(asking)));
                }),
                this);
    signals.add(channel,
                "channel-event",
                G_CALLBACK(+[](SpiceChannel *source, SpiceChannelEvent event, SpiceConnection *self) {
                    self->channelEvent(source, event);
                }),
                this);
    if (SPICE_IS_MAIN_CHANNEL(channel)) {
        return followMain(SPICE_MAIN_CHANNEL(channel));
    }
    if (SPICE_IS_USBREDIR_CHANNEL(channel)) {
        return usb.channelAppeared(session.get()); // and the library connects it
    }
    if (folder.channelAppeared(session.get(), channel)) {
        return;
    }
    if (sound.channelAppeared(channel) || (use == SpiceUse::Everything && takeScreenChannel(channel))) {
        spice_channel_connect(channel);
    }
}

bool SpiceConnection::takeScreenChannel(SpiceChannel *channel)
{
    if (SPICE_IS_DISPLAY_CHANNEL(channel)) {
        displays.push_back(std::make_unique<SpiceDisplay>(
            channel,
            [this](int display, QSize pixels, QSize millimetres) {
                return requestSize(display, pixels, millimetres);
            },
            [this] {
                headsChanged();
            }));
        headsChanged();
    } else if (SPICE_IS_CURSOR_CHANNEL(channel)) {
        cursors.push_back(std::make_unique<SpiceCursor>(
            channel,
            [this](int channelId, const GuestCursor &cursor) {
                showCursor(channelId, cursor);
            },
            [this](int channelId, QPoint position) {
                moveCursor(channelId, position);
            }));
    } else if (SPICE_IS_INPUTS_CHANNEL(channel)) {
        inputs = std::make_unique<SpiceInputs>(SPICE_INPUTS_CHANNEL(channel));
        signals.add(channel,
                    "inputs-modifiers",
                    G_CALLBACK(+[](SpiceChannel *, SpiceConnection *self) {
                        self->readLeds();
                    }),
                    this);
    } else {
        return false;
    }
    return true;
}

void SpiceConnection::channelDestroyed(SpiceChannel *channel)
{
    signals.drop(channel);
    sound.channelGone(channel);
    std::erase_if(cursors, [channel](const auto &cursor) {
        return cursor->channel() == channel;
    });
    if (inputs && SPICE_CHANNEL(inputs->channel()) == channel) {
        inputs.reset();
    }
    const auto gone = std::erase_if(displays, [channel](const auto &display) {
        return display->channel() == channel;
    });
    if (gone > 0) {
        headsChanged();
    }
}

void SpiceConnection::followMain(SpiceMainChannel *channel)
{
    main = shareGObject(channel);
    clipboard.follow(channel);
    files.follow(channel);
    for (const char *signal : {"main-mouse-update", "main-agent-update"}) {
        signals.add(channel,
                    signal,
                    G_CALLBACK(+[](SpiceChannel *, SpiceConnection *self) {
                        self->readMain();
                    }),
                    this);
    }
}

void SpiceConnection::readMain()
{
    int mouseMode = SPICE_MOUSE_MODE_SERVER;
    gboolean agentAnswers = FALSE;
    g_object_get(main.get(), "mouse-mode", &mouseMode, "agent-connected", &agentAnswers, nullptr);
    const QPointer<SpiceConsoleSession> guard(q);
    const PointerMode mode = mouseMode == SPICE_MOUSE_MODE_CLIENT ? PointerMode::Absolute : PointerMode::Relative;
    if (mode != std::exchange(pointerMode, mode)) {
        Q_EMIT q->pointerModeChanged();
    }
    if (guard && agent != (agentAnswers == TRUE)) {
        agent = !agent;
        Q_EMIT q->agentConnectedChanged();
    }
    if (guard) {
        clipboard.agentChanged();
    }
    if (guard) {
        files.agentChanged();
    }
}

void SpiceConnection::readLeds()
{
    const KeyboardLeds now = inputs ? inputs->leds() : KeyboardLeds();
    if (now != std::exchange(leds, now)) {
        Q_EMIT q->ledsChanged();
    }
}

void SpiceConnection::showCursor(int channelId, const GuestCursor &cursor)
{
    for (SpiceHead *head : heads()) {
        if (head->channel() != channelId) {
            continue;
        }
        GuestCursor next = cursor;
        if (!cursor.visible) {
            next = head->cursor();
            next.visible = false;
        }
        head->setCursor(next);
    }
}

void SpiceConnection::moveCursor(int channelId, QPoint position)
{
    for (const auto &display : displays) {
        if (display->channelId() == channelId) {
            display->moveCursor(position);
        }
    }
}

void SpiceConnection::channelEvent(SpiceChannel *channel, SpiceChannelEvent event)
{
    if (event == SPICE_CHANNEL_OPENED) {
        mainOpened |= SPICE_IS_MAIN_CHANNEL(channel);
        displayOpened |= SPICE_IS_DISPLAY_CHANNEL(channel);
        if (SPICE_IS_DISPLAY_CHANNEL(channel)) {
            sinceDisplay.start();
            // The socket ends on this host: compressing costs more than copying.
            spice_display_channel_change_preferred_compression(channel, SPICE_IMAGE_COMPRESSION_OFF);
        }
        inputsOpened |= SPICE_IS_INPUTS_CHANNEL(channel);
        // What is sent to a channel before it opened is lost.
        if (use == SpiceUse::Companion ? mainOpened : displayOpened && inputsOpened) {
            timeout.stop();
            setState(ConsoleSession::State::Connected);
        }
    } else if (event != SPICE_CHANNEL_SWITCHING && event != SPICE_CHANNEL_NONE) {
        const GError *error = spice_channel_get_error(channel);
        channelFailed(
            channel,
            {.code = errorCode(event), .subject = {}, .detail = error ? QString::fromUtf8(error->message) : QString(), .doing = QStringLiteral("spice")});
    }
}

void SpiceConnection::channelFailed(SpiceChannel *channel, const Error &reason)
{
    if (isVital(channel)) {
        return end(reason);
    }
    qCInfo(VITRINE_CONSOLE) << G_OBJECT_TYPE_NAME(channel) << reason;
    sound.channelGone(channel);
    if (SPICE_IS_USBREDIR_CHANNEL(channel)) {
        usb.channelsChanged();
    }
}

void SpiceConnection::headsChanged()
{
    std::ranges::sort(displays, {}, &SpiceDisplay::channelId);
    for (SpiceHead *head : heads()) {
        QObject::disconnect(head, &ConsoleHead::sizeChanged, q, nullptr);
        QObject::connect(head, &ConsoleHead::sizeChanged, q, [this, head] {
            wishes.settled(head->number());
        });
    }
    Q_EMIT q->headsChanged();
}

const SpiceDisplay *SpiceConnection::displayOf(SpiceChannel *channel) const
{
    const auto display = std::ranges::find(displays, channel, [](const auto &known) {
        return known->channel();
    });
    return display == displays.end() ? nullptr : display->get();
}

/** The last ones when closed. */
QList<SpiceHead *> SpiceConnection::heads() const
{
    QList<SpiceHead *> heads;
    for (const auto &display : state == ConsoleSession::State::Closed ? oldDisplays : displays) {
        for (SpiceHead *head : display->heads()) {
            heads.append(head);
        }
    }
    return heads;
}

QList<HeadRequest> SpiceConnection::arrangement() const
{
    QList<HeadRequest> now;
    for (const SpiceHead *head : heads()) {
        now.append({.head = head->number(), .pixels = head->size(), .millimetres = {}});
    }
    return now;
}

bool SpiceConnection::requestSize(int display, QSize pixels, QSize millimetres)
{
    const QList<HeadRequest> now = arrangement();
    return main && agent && gatherer.request(wishes.resized(now, {.head = display, .pixels = pixels, .millimetres = millimetres}), now.size() < 2);
}

QCoro::Task<> SpiceConnection::giveDescriptor(SpiceConnection *self, QPointer<QObject> guard, int attempt, SpiceChannel *owned)
{
    const GObjectPtr<SpiceChannel> channel(owned);
    if (++self->descriptors > maxDescriptors) {
        co_return;
    }
    const DescriptorProvider provider = self->provider;
    const auto socket = co_await provider();
    if (!guard || self->attempt != attempt) {
        co_return;
    }
    if (!socket) {
        self->channelFailed(channel.get(), socket.error());
        co_return;
    }
    FileDescriptor opened((*socket)->release());
    if (SPICE_IS_MAIN_CHANNEL(channel.get())) {
        opened = watchAgent(std::move(opened));
    } else if (const SpiceDisplay *display = self->displayOf(channel.get())) {
        opened = tapDisplay(std::move(opened), display->primarySurface());
    }
    spice_channel_open_fd(channel.get(), opened.release());
}

} // namespace vitrine

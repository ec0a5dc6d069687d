// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceconsolesession.h"

#include "backends/console/spicedisplay.h"
#include "backends/console/spiceinputs.h"
#include "consolelogging.h"

#include <QAbstractEventDispatcher>
#include <QPointer>
#include <QTimer>

#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr auto answerTimeout = 10s;
/** A server that lets each descriptor fail would ask for ever (rhbz#1334071). */
constexpr int maxDescriptors = 64;
constexpr int maxCursorSide = 512;

/** The shape is the library's; its bytes are R, G, B, A. */
GuestCursor guestCursor(const SpiceCursorShape *shape)
{
    if (!shape || !shape->data || shape->width == 0 || shape->height == 0 || shape->width > maxCursorSide || shape->height > maxCursorSide) {
        return {};
    }
    const QImage pixels(static_cast<const uchar *>(shape->data), shape->width, shape->height, shape->width * 4, QImage::Format_RGBA8888);
    return {.image = pixels.copy(),
            .hotSpot = QPoint(qBound(0, int(shape->hot_spot_x), shape->width - 1), qBound(0, int(shape->hot_spot_y), shape->height - 1))};
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

} // namespace

class SpiceConsoleSession::Private
{
public:
    Private(SpiceConsoleSession *session, DescriptorProvider descriptors, SpiceUse purpose)
        : q(session)
        , provider(std::move(descriptors))
        , use(purpose)
    {
    }
    ~Private()
    {
        disconnect();
    }
    void connect();
    void disconnect();
    void end(const Error &reason);
    void setState(State next);
    void channelNew(SpiceChannel *channel);
    void channelDestroyed(SpiceChannel *channel);
    void followMain(SpiceMainChannel *channel);
    void followCursor(SpiceChannel *channel);
    void channelEvent(SpiceChannel *channel, SpiceChannelEvent event);
    void readMain();
    void readLeds();
    void headsChanged();
    void showCursor(int channelId, const GuestCursor &cursor);
    [[nodiscard]] bool requestSize(int display, QSize pixels, QSize millimetres);
    static QCoro::Task<> giveDescriptor(QPointer<SpiceConsoleSession> session, int attempt, SpiceChannel *owned);

    SpiceConsoleSession *q;
    DescriptorProvider provider;
    SpiceUse use;
    State state = State::Idle;
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
    std::unique_ptr<SpiceInputs> inputs;
    PointerMode pointerMode = PointerMode::Relative;
    KeyboardLeds leds;
    bool agent = false;
    QTimer timeout;
    GSignals signals;
};

void SpiceConsoleSession::Private::connect()
{
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    if (!dispatcher || !dispatcher->inherits("QEventDispatcherGlib")) {
        return end({.code = ErrorCode::NotSupported,
                    .subject = {},
                    .detail = QStringLiteral("SPICE needs Qt's GLib event loop; is QT_NO_GLIB set?"),
                    .doing = QStringLiteral("spice")});
    }
    timeout.start();
    descriptors = 0;
    mainOpened = displayOpened = inputsOpened = false;
    session.reset(spice_session_new());
    // Frames come through the canvas; sound and USB are not this session's yet.
    g_object_set(session.get(), "gl-scanout", FALSE, "enable-audio", FALSE, "enable-usbredir", FALSE, "enable-smartcard", FALSE, nullptr);
    signals.add(session.get(),
                "channel-new",
                G_CALLBACK(+[](::SpiceSession *, SpiceChannel *channel, Private *self) {
                    self->channelNew(channel);
                }),
                this);
    signals.add(session.get(),
                "channel-destroy",
                G_CALLBACK(+[](::SpiceSession *, SpiceChannel *channel, Private *self) {
                    self->channelDestroyed(channel);
                }),
                this);
    if (!spice_session_open_fd(session.get(), -1)) {
        end({.code = ErrorCode::ConnectionFailed, .subject = {}, .detail = {}, .doing = QStringLiteral("spice")});
    }
}

void SpiceConsoleSession::Private::disconnect()
{
    ++attempt;
    timeout.stop();
    signals.clear();
    inputs.reset();
    displays.clear();
    main.reset();
    if (session) {
        spice_session_disconnect(session.get());
        session.reset();
    }
}

void SpiceConsoleSession::Private::end(const Error &reason)
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
    setState(State::Closed);
}

void SpiceConsoleSession::Private::setState(State next)
{
    if (state != next) {
        state = next;
        Q_EMIT q->stateChanged();
    }
}

void SpiceConsoleSession::Private::channelNew(SpiceChannel *channel)
{
    signals.add(channel,
                "open-fd",
                G_CALLBACK(+[](SpiceChannel *asking, int, Private *self) {
                    giveDescriptor(self->q, self->attempt, static_cast<SpiceChannel *>(g_object_ref(asking)));
                }),
                this);
    signals.add(channel,
                "channel-event",
                G_CALLBACK(+[](SpiceChannel *source, SpiceChannelEvent event, Private *self) {
                    self->channelEvent(source, event);
                }),
                this);
    if (SPICE_IS_MAIN_CHANNEL(channel)) {
        return followMain(SPICE_MAIN_CHANNEL(channel));
    }
    if (use == SpiceUse::Companion) {
        return;
    }
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
        followCursor(channel);
    } else if (SPICE_IS_INPUTS_CHANNEL(channel)) {
        inputs = std::make_unique<SpiceInputs>(SPICE_INPUTS_CHANNEL(channel));
        signals.add(channel,
                    "inputs-modifiers",
                    G_CALLBACK(+[](SpiceChannel *, Private *self) {
                        self->readLeds();
                    }),
                    this);
    } else {
        return;
    }
    spice_channel_connect(channel);
}

void SpiceConsoleSession::Private::channelDestroyed(SpiceChannel *channel)
{
    signals.drop(channel);
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

void SpiceConsoleSession::Private::followMain(SpiceMainChannel *channel)
{
    main = shareGObject(channel);
    for (const char *signal : {"main-mouse-update", "main-agent-update"}) {
        signals.add(channel,
                    signal,
                    G_CALLBACK(+[](SpiceChannel *, Private *self) {
                        self->readMain();
                    }),
                    this);
    }
}

void SpiceConsoleSession::Private::readMain()
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
}

void SpiceConsoleSession::Private::readLeds()
{
    const KeyboardLeds now = inputs ? inputs->leds() : KeyboardLeds();
    if (now != std::exchange(leds, now)) {
        Q_EMIT q->ledsChanged();
    }
}

void SpiceConsoleSession::Private::followCursor(SpiceChannel *channel)
{
    signals.add(channel,
                "notify::cursor",
                G_CALLBACK(+[](SpiceChannel *source, GParamSpec *, Private *self) {
                    int id = 0;
                    SpiceCursorShape *shape = nullptr;
                    g_object_get(source, "channel-id", &id, "cursor", &shape, nullptr);
                    self->showCursor(id, guestCursor(shape));
                    if (shape) {
                        g_boxed_free(SPICE_TYPE_CURSOR_SHAPE, shape);
                    }
                }),
                this);
    signals.add(channel,
                "cursor-hide",
                G_CALLBACK(+[](SpiceChannel *source, Private *self) {
                    int id = 0;
                    g_object_get(source, "channel-id", &id, nullptr);
                    self->showCursor(id, {.image = {}, .hotSpot = {}, .visible = false});
                }),
                this);
    signals.add(channel,
                "cursor-reset",
                G_CALLBACK(+[](SpiceChannel *source, Private *self) {
                    int id = 0;
                    g_object_get(source, "channel-id", &id, nullptr);
                    self->showCursor(id, {});
                }),
                this);
}

void SpiceConsoleSession::Private::showCursor(int channelId, const GuestCursor &cursor)
{
    for (const auto &display : displays) {
        if (display->channelId() != channelId) {
            continue;
        }
        for (SpiceHead *head : display->heads()) {
            GuestCursor next = cursor;
            if (!cursor.visible) {
                next = head->cursor();
                next.visible = false;
            }
            head->setCursor(next);
        }
    }
}

void SpiceConsoleSession::Private::channelEvent(SpiceChannel *channel, SpiceChannelEvent event)
{
    if (event == SPICE_CHANNEL_OPENED) {
        mainOpened |= SPICE_IS_MAIN_CHANNEL(channel);
        displayOpened |= SPICE_IS_DISPLAY_CHANNEL(channel);
        inputsOpened |= SPICE_IS_INPUTS_CHANNEL(channel);
        // What is sent to a channel before it opened is lost.
        if (use == SpiceUse::Companion ? mainOpened : displayOpened && inputsOpened) {
            timeout.stop();
            setState(State::Connected);
        }
    } else if (event != SPICE_CHANNEL_SWITCHING && event != SPICE_CHANNEL_NONE) {
        const GError *error = spice_channel_get_error(channel);
        end({.code = errorCode(event), .subject = {}, .detail = error ? QString::fromUtf8(error->message) : QString(), .doing = QStringLiteral("spice")});
    }
}

void SpiceConsoleSession::Private::headsChanged()
{
    std::ranges::sort(displays, {}, &SpiceDisplay::channelId);
    int number = 0;
    for (const auto &display : displays) {
        for (SpiceHead *head : display->heads()) {
            head->setNumber(number++);
        }
    }
    Q_EMIT q->headsChanged();
}

bool SpiceConsoleSession::Private::requestSize(int display, QSize pixels, QSize millimetres)
{
    if (!main || !agent) {
        return false;
    }
    if (!millimetres.isEmpty()) {
        spice_main_channel_update_display_mm(main.get(), display, millimetres.width(), millimetres.height(), FALSE);
    }
    spice_main_channel_update_display(main.get(), display, 0, 0, pixels.width(), pixels.height(), FALSE);
    return spice_main_channel_send_monitor_config(main.get()) == TRUE;
}

QCoro::Task<> SpiceConsoleSession::Private::giveDescriptor(QPointer<SpiceConsoleSession> session, int attempt, SpiceChannel *owned)
{
    const GObjectPtr<SpiceChannel> channel(owned);
    if (++session->d->descriptors > maxDescriptors) {
        co_return;
    }
    const DescriptorProvider provider = session->d->provider;
    const auto socket = co_await provider();
    if (!session || session->d->attempt != attempt) {
        co_return;
    }
    if (!socket) {
        session->d->end(socket.error());
        co_return;
    }
    spice_channel_open_fd(channel.get(), (*socket)->release());
}

SpiceConsoleSession::SpiceConsoleSession(DescriptorProvider provider, SpiceUse use, QObject *parent)
    : ConsoleSession(parent)
    , d(std::make_unique<Private>(this, std::move(provider), use))
{
    d->timeout.setSingleShot(true);
    d->timeout.setInterval(answerTimeout);
    connect(&d->timeout, &QTimer::timeout, this, [this] {
        d->end({.code = ErrorCode::Timeout, .subject = {}, .detail = {}, .doing = QStringLiteral("spice")});
    });
}

SpiceConsoleSession::~SpiceConsoleSession() = default;

void SpiceConsoleSession::open()
{
    if (d->state == State::Connecting || d->state == State::Connected) {
        return;
    }
    d->oldDisplays.clear();
    d->closeReason = {};
    d->setState(State::Connecting);
    d->connect();
}

void SpiceConsoleSession::close()
{
    if (d->state == State::Connecting || d->state == State::Connected) {
        releaseAll();
        d->end(Error::cancelled());
    }
}

ConsoleSession::State SpiceConsoleSession::state() const
{
    return d->state;
}

Error SpiceConsoleSession::closeReason() const
{
    return d->closeReason;
}

ConsoleTransport SpiceConsoleSession::transport() const
{
    const bool shows = d->state == State::Connected && d->use == SpiceUse::Everything;
    return shows ? ConsoleTransport::Spice : ConsoleTransport::None;
}

QList<ConsoleHead *> SpiceConsoleSession::heads() const
{
    QList<ConsoleHead *> heads;
    for (const auto &display : d->state == State::Closed ? d->oldDisplays : d->displays) {
        for (SpiceHead *head : display->heads()) {
            heads.append(head);
        }
    }
    return heads;
}

PointerMode SpiceConsoleSession::pointerMode() const
{
    return d->pointerMode;
}

KeyboardLeds SpiceConsoleSession::leds() const
{
    return d->leds;
}

bool SpiceConsoleSession::agentConnected() const
{
    return d->agent;
}

void SpiceConsoleSession::key(quint32 evdevCode, bool pressed)
{
    if (d->inputs) {
        d->inputs->key(evdevCode, pressed);
    }
}

void SpiceConsoleSession::movePointerTo(int head, QPoint position)
{
    const QList<ConsoleHead *> all = heads();
    if (d->inputs && d->pointerMode == PointerMode::Absolute && head >= 0 && head < all.size()) {
        const auto *spiceHead = static_cast<const SpiceHead *>(all.at(head));
        d->inputs->movePointerTo(spiceHead->channel() + spiceHead->monitor(), position);
    }
}

void SpiceConsoleSession::movePointerBy(QPoint delta)
{
    if (d->inputs && d->pointerMode == PointerMode::Relative) {
        d->inputs->movePointerBy(delta);
    }
}

void SpiceConsoleSession::button(PointerButton button, bool pressed)
{
    if (d->inputs) {
        d->inputs->button(button, pressed);
    }
}

void SpiceConsoleSession::wheel(QPoint angleDelta)
{
    if (d->inputs) {
        d->inputs->wheel(angleDelta);
    }
}

void SpiceConsoleSession::releaseAll()
{
    if (d->inputs) {
        d->inputs->releaseAll();
    }
}

} // namespace vitrine

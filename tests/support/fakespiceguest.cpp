// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakespiceguest.h"

#include "tests/support/consoletest.h"

#include <QPointer>
#include <QSet>
#include <QSocketNotifier>
#include <QTimer>
#include <QtEndian>

#include <array>
#include <cstring>

#include <sys/socket.h>

#include <spice.h>

/** What the server waits with: the test's event loop. */
struct SpiceTimer : QTimer {
};

struct SpiceWatch : QObject {
    SpiceWatch(int descriptor, int mask, SpiceWatchFunc function, void *data)
        : read(descriptor, QSocketNotifier::Read)
        , write(descriptor, QSocketNotifier::Write)
    {
        connect(&read, &QSocketNotifier::activated, this, [=] {
            function(descriptor, SPICE_WATCH_EVENT_READ, data);
        });
        connect(&write, &QSocketNotifier::activated, this, [=] {
            function(descriptor, SPICE_WATCH_EVENT_WRITE, data);
        });
        listen(mask);
        all.insert(this);
    }
    ~SpiceWatch() override
    {
        all.remove(this);
    }
    Q_DISABLE_COPY_MOVE(SpiceWatch)
    void listen(int mask)
    {
        read.setEnabled(mask & SPICE_WATCH_EVENT_READ);
        write.setEnabled(mask & SPICE_WATCH_EVENT_WRITE);
    }
    QSocketNotifier read;
    QSocketNotifier write;
    static inline QSet<SpiceWatch *> all;
};

namespace vitrine::test {
namespace {

QList<int> *channelLog = nullptr;

SpiceCoreInterface eventLoop()
{
    SpiceCoreInterface core = {};
    core.base = {.type = SPICE_INTERFACE_CORE, .description = "test", .major_version = SPICE_INTERFACE_CORE_MAJOR, .minor_version = SPICE_INTERFACE_CORE_MINOR};
    core.timer_add = [](SpiceTimerFunc function, void *data) {
        auto *timer = new SpiceTimer;
        timer->setSingleShot(true);
        QObject::connect(timer, &QTimer::timeout, timer, [=] {
            function(data);
        });
        return timer;
    };
    core.timer_start = [](SpiceTimer *timer, uint32_t milliseconds) {
        timer->start(static_cast<int>(milliseconds));
    };
    core.timer_cancel = [](SpiceTimer *timer) {
        timer->stop();
    };
    core.timer_remove = [](SpiceTimer *timer) {
        timer->stop();
        timer->deleteLater();
    };
    core.watch_add = [](int descriptor, int mask, SpiceWatchFunc function, void *data) {
        return new SpiceWatch(descriptor, mask, function, data);
    };
    core.watch_update_mask = [](SpiceWatch *watch, int mask) {
        watch->listen(mask);
    };
    core.watch_remove = [](SpiceWatch *watch) {
        watch->listen(0); // it may be inside of its own call, and the descriptor is closed next
        watch->deleteLater();
    };
    core.channel_event = [](int event, SpiceChannelEventInfo *info) {
        if (event == SPICE_CHANNEL_EVENT_INITIALIZED && channelLog) {
            channelLog->append(info->type);
        }
    };
    return core;
}

template<typename T>
QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof(T)};
}

} // namespace

QByteArray number32(quint32 value)
{
    return bytesOf(qToLittleEndian(value));
}

QByteArray number64(quint64 value)
{
    return bytesOf(qToLittleEndian(value));
}

quint32 number32At(const QByteArray &data, qsizetype offset)
{
    return data.size() < offset + 4 ? 0 : qFromLittleEndian<quint32>(data.constData() + offset);
}

class FakeSpiceGuest::Private
{
public:
    /** The server knows only its own structure: ours begins with it. */
    struct AgentDevice {
        SpiceCharDeviceInstance instance;
        Private *owner;
    };

    static int written(SpiceCharDeviceInstance *instance, const uint8_t *data, int size)
    {
        auto *self = reinterpret_cast<AgentDevice *>(instance)->owner;
        self->chunks.append(reinterpret_cast<const char *>(data), size);
        self->unpack();
        return size;
    }
    static int read(SpiceCharDeviceInstance *instance, uint8_t *data, int size)
    {
        auto *self = reinterpret_cast<AgentDevice *>(instance)->owner;
        const auto count = std::min<qsizetype>(size, self->output.size());
        std::memcpy(data, self->output.constData(), static_cast<size_t>(count));
        self->output.remove(0, count);
        return static_cast<int>(count);
    }
    void unpack()
    {
        while (chunks.size() >= qsizetype(sizeof(VDIChunkHeader)) && chunks.size() >= qsizetype(sizeof(VDIChunkHeader)) + number32At(chunks, 4)) {
            const auto size = number32At(chunks, 4);
            messages.append(chunks.mid(sizeof(VDIChunkHeader), size));
            chunks.remove(0, sizeof(VDIChunkHeader) + size);
        }
        const auto header = qsizetype(sizeof(VDAgentMessage));
        while (messages.size() >= header && messages.size() >= header + number32At(messages, 16)) {
            const Message message{.type = number32At(messages, 4), .payload = messages.mid(header, number32At(messages, 16))};
            messages.remove(0, header + message.payload.size());
            if (message.type == VD_AGENT_ANNOUNCE_CAPABILITIES) {
                announce();
                continue;
            }
            heard.append(message);
            if (owner->onMessage) {
                // Not from inside of the server, which may not be called back.
                QTimer::singleShot(0, &context, [this, message] {
                    owner->onMessage(message);
                });
            }
        }
    }

    void announce()
    {
        QTimer::singleShot(0, &context, [this] {
            if (agentRuns) {
                owner->say(VD_AGENT_ANNOUNCE_CAPABILITIES, capabilities);
            }
        });
    }

    FakeSpiceGuest *owner = nullptr;
    QObject context;
    SpiceCoreInterface core = eventLoop();
    SpiceServer *server = nullptr;
    SpiceCharDeviceInterface agentInterface = {};
    AgentDevice agent = {};
    bool agentRuns = false;
    QByteArray capabilities; ///< as they are announced
    SpicePlaybackInterface playbackInterface = {};
    SpicePlaybackInstance playback = {};
    SpiceRecordInterface recordInterface = {};
    SpiceRecordInstance record = {};
    QByteArray chunks; ///< from the client
    QByteArray messages; ///< without the chunks' headers
    QByteArray output; ///< to the client
    QList<Message> heard;
    QList<int> channels;
};

FakeSpiceGuest::FakeSpiceGuest()
    : d(std::make_unique<Private>())
{
    d->owner = this;
    channelLog = &d->channels;
    d->server = spice_server_new();
    spice_server_set_noauth(d->server);
    spice_server_init(d->server, &d->core);
    d->agentInterface.base = {.type = SPICE_INTERFACE_CHAR_DEVICE,
                              .description = "agent",
                              .major_version = SPICE_INTERFACE_CHAR_DEVICE_MAJOR,
                              .minor_version = SPICE_INTERFACE_CHAR_DEVICE_MINOR};
    d->agentInterface.state = [](SpiceCharDeviceInstance *, int) { };
    d->agentInterface.write = Private::written;
    d->agentInterface.read = Private::read;
    d->agent.owner = d.get();
    d->agent.instance.base.sif = &d->agentInterface.base;
    d->agent.instance.subtype = "vdagent";
    d->playbackInterface.base = {.type = SPICE_INTERFACE_PLAYBACK,
                                 .description = "playback",
                                 .major_version = SPICE_INTERFACE_PLAYBACK_MAJOR,
                                 .minor_version = SPICE_INTERFACE_PLAYBACK_MINOR};
    d->playback.base.sif = &d->playbackInterface.base;
    spice_server_add_interface(d->server, &d->playback.base);
    d->recordInterface.base = {.type = SPICE_INTERFACE_RECORD,
                               .description = "record",
                               .major_version = SPICE_INTERFACE_RECORD_MAJOR,
                               .minor_version = SPICE_INTERFACE_RECORD_MINOR};
    d->record.base.sif = &d->recordInterface.base;
    spice_server_add_interface(d->server, &d->record.base);
    spice_server_vm_start(d->server);
}

FakeSpiceGuest::~FakeSpiceGuest()
{
    stopAgent();
    spice_server_destroy(d->server);
    // It forgets connections whose handshake is not over: they would call a server that is no more.
    for (SpiceWatch *watch : QSet(std::exchange(SpiceWatch::all, {}))) {
        delete watch;
    }
    channelLog = nullptr;
}

DescriptorProvider FakeSpiceGuest::provider()
{
    return [this]() -> Task<std::shared_ptr<FileDescriptor>> {
        std::array<int, 2> ends = {-1, -1};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            co_return fail(ErrorCode::ConnectionFailed);
        }
        auto ours = std::make_shared<FileDescriptor>(ends[0]);
        spice_server_add_client(d->server, ends[1], 1);
        co_return ours;
    };
}

const QList<int> &FakeSpiceGuest::connectedChannels() const
{
    return d->channels;
}

void FakeSpiceGuest::startAgent(const std::vector<int> &capabilities)
{
    std::array<quint32, VD_AGENT_CAPS_SIZE> bits = {};
    for (const int capability : capabilities) {
        bits[static_cast<size_t>(capability) / 32] |= 1U << (capability % 32);
    }
    d->capabilities = number32(0); // no answer is wanted
    for (const quint32 word : bits) {
        d->capabilities += number32(word);
    }
    d->agentRuns = true;
    spice_server_add_interface(d->server, &d->agent.instance.base); // now the client asks
}

void FakeSpiceGuest::stopAgent()
{
    if (std::exchange(d->agentRuns, false)) {
        spice_server_remove_interface(&d->agent.instance.base);
        d->chunks.clear();
        d->messages.clear();
        d->output.clear();
    }
}

void FakeSpiceGuest::say(quint32 type, const QByteArray &payload)
{
    saySized(type, static_cast<quint32>(payload.size()), payload);
}

void FakeSpiceGuest::saySized(quint32 type, quint32 size, const QByteArray &payload)
{
    const QByteArray message = number32(VD_AGENT_PROTOCOL) + number32(type) + number64(0) + number32(size) + payload;
    for (qsizetype at = 0; at < message.size(); at += VD_AGENT_MAX_DATA_SIZE) {
        const QByteArray part = message.mid(at, VD_AGENT_MAX_DATA_SIZE);
        d->output += number32(VDP_CLIENT_PORT) + number32(static_cast<quint32>(part.size())) + part;
    }
    spice_server_char_device_wakeup(&d->agent.instance);
}

const QList<FakeSpiceGuest::Message> &FakeSpiceGuest::heard() const
{
    return d->heard;
}

FakeSpiceGuest::Message FakeSpiceGuest::take(quint32 type)
{
    Message found;
    std::ignore = waitUntil([&] {
        for (qsizetype i = 0; i < d->heard.size(); ++i) {
            if (d->heard.at(i).type == type) {
                found = d->heard.takeAt(i);
                return true;
            }
        }
        return false;
    });
    return found;
}

void FakeSpiceGuest::startPlaying()
{
    spice_server_set_playback_rate(&d->playback, spice_server_get_best_playback_rate(&d->playback));
    spice_server_playback_start(&d->playback);
}

void FakeSpiceGuest::stopPlaying()
{
    spice_server_playback_stop(&d->playback);
}

bool FakeSpiceGuest::play(qint16 amplitude)
{
    uint32_t *samples = nullptr;
    uint32_t count = 0;
    spice_server_playback_get_buffer(&d->playback, &samples, &count);
    if (!samples) {
        return false;
    }
    for (uint32_t i = 0; i < count; ++i) {
        const auto value = static_cast<quint16>(i / 32 % 2 == 0 ? amplitude : -amplitude);
        samples[i] = quint32(value) << 16 | value;
    }
    spice_server_playback_put_samples(&d->playback, samples);
    return true;
}

void FakeSpiceGuest::startRecording()
{
    spice_server_set_record_rate(&d->record, spice_server_get_best_record_rate(&d->record));
    spice_server_record_start(&d->record);
}

} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbuspeer.h"

#include "backends/console/listenerconnection.h"
#include "consolelogging.h"

#include <map>

#include <gio/gunixconnection.h>
#include <gio/gunixfdlist.h>
#include <sys/socket.h>

namespace vitrine {
namespace {

constexpr int maxConsoles = 16;
/** How long after the main connection's end the listeners' end is waited for. */
constexpr guint settleMilliseconds = 150;
/** So few calls fit into a socket's buffer: writing them can't wait. */
constexpr int fewCalls = 64;

QByteArray consolePath(int console)
{
    return "/org/qemu/Display1/Console_" + QByteArray::number(console);
}

} // namespace

struct InputCall {
    const char *interface;
    const char *method;
    GVariant *arguments; ///< floating
};

InputCall inputCall(const QemuInput &input)
{
    using Kind = QemuInput::Kind;
    static constexpr char keyboard[] = "org.qemu.Display1.Keyboard";
    static constexpr char mouse[] = "org.qemu.Display1.Mouse";
    const QPoint place = input.place.toPoint();
    const auto number = [](int value) {
        return static_cast<quint32>(std::max(0, value));
    };
    const auto length = [](int millimetres) {
        return static_cast<guint16>(std::clamp(millimetres, 0, 65535));
    };
    switch (input.kind) {
    case Kind::KeyPress:
        return {keyboard, "Press", g_variant_new("(u)", input.number)};
    case Kind::KeyRelease:
        return {keyboard, "Release", g_variant_new("(u)", input.number)};
    case Kind::ButtonPress:
        return {mouse, "Press", g_variant_new("(u)", input.number)};
    case Kind::ButtonRelease:
        return {mouse, "Release", g_variant_new("(u)", input.number)};
    case Kind::MoveTo:
        return {mouse, "SetAbsPosition", g_variant_new("(uu)", number(place.x()), number(place.y()))};
    case Kind::MoveBy:
        return {mouse, "RelMotion", g_variant_new("(ii)", place.x(), place.y())};
    case Kind::Touch:
        return {"org.qemu.Display1.MultiTouch", "SendEvent", g_variant_new("(utdd)", input.number, input.slot, input.place.x(), input.place.y())};
    case Kind::Size:
        break;
    }
    GVariant *size = g_variant_new("(qqiiuu)",
                                   length(input.millimetres.width()),
                                   length(input.millimetres.height()),
                                   0,
                                   0,
                                   number(input.pixels.width()),
                                   number(input.pixels.height()));
    return {"org.qemu.Display1.Console", "SetUIInfo", size};
}

/** What lives on the display's thread. */
class QemuDBusPeer::Worker : public std::enable_shared_from_this<QemuDBusPeer::Worker>
{
public:
    Worker(std::shared_ptr<GuiPoster> poster, Events events)
        : m_poster(std::move(poster))
        , m_events(std::make_shared<Events>(std::move(events)))
    {
    }
    void connect(int socket);
    void listen(int console, std::shared_ptr<HeadPicture> picture);
    void stop();
    void input(const QemuInput &input)
    {
        m_input.add(input);
    }

private:
    using Reply = std::function<void(GVariantPtr reply, const GError *error)>;
    void call(const QByteArray &path, const char *interface, const char *method, GVariant *arguments, Reply reply, GUnixFDList *fds = nullptr);
    void connected(GObjectPtr<GDBusConnection> connection);
    void readConsoles(GVariantPtr reply);
    void readConsole(int id, GVariantPtr reply);
    void consolesKnown();
    void followInput(int console);
    void send(const QemuInput &input);
    void inputProperties(const char *interface, GVariant *properties);
    void mainConnectionClosed();
    void end(ErrorCode code, const QString &detail);
    void report(std::function<void(const Events &)> call);

    std::shared_ptr<GuiPoster> m_poster;
    std::shared_ptr<Events> m_events;
    GObjectPtr<GCancellable> m_cancellable{g_cancellable_new()};
    GObjectPtr<GSocketConnection> m_stream;
    GObjectPtr<GDBusConnection> m_connection;
    int m_consolesAsked = 0;
    QList<QemuConsole> m_consoles;
    std::map<int, std::unique_ptr<ListenerConnection>> m_listeners;
    GSource *m_settle = nullptr;
    QemuInputQueue m_input{[this](const QemuInput &input) {
        send(input);
    }};
    guint m_subscription = 0;
    gulong m_closedHandler = 0;
    bool m_ended = false;
};

void QemuDBusPeer::Worker::report(std::function<void(const Events &)> call)
{
    m_poster->post([events = m_events, call = std::move(call)] {
        call(*events);
    });
}

void QemuDBusPeer::Worker::end(ErrorCode code, const QString &detail)
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    report([error = Error{.code = code, .subject = {}, .detail = detail, .doing = QStringLiteral("dbus-display")}](const Events &events) {
        events.ended(error);
    });
}

void QemuDBusPeer::Worker::connect(int socket)
{
    GError *error = nullptr;
    const GObjectPtr<GSocket> wrapped(g_socket_new_from_fd(socket, &error));
    if (!wrapped) {
        const GErrorPtr owned(error);
        return end(ErrorCode::ConnectionFailed, QString::fromUtf8(error->message));
    }
    m_stream.reset(g_socket_connection_factory_create_connection(wrapped.get()));
    g_dbus_connection_new(
        G_IO_STREAM(m_stream.get()),
        nullptr,
        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT,
        nullptr,
        m_cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            const std::unique_ptr<std::weak_ptr<Worker>> weak(static_cast<std::weak_ptr<Worker> *>(data));
            GError *failure = nullptr;
            GObjectPtr<GDBusConnection> connection(g_dbus_connection_new_finish(result, &failure));
            const GErrorPtr owned(failure);
            const auto self = weak->lock();
            if (!self || self->m_ended) {
                return;
            }
            if (!connection) {
                return self->end(ErrorCode::ConnectionFailed, QString::fromUtf8(failure->message));
            }
            self->connected(std::move(connection));
        },
        new std::weak_ptr<Worker>(weak_from_this()));
}

void QemuDBusPeer::Worker::connected(GObjectPtr<GDBusConnection> connection)
{
    m_connection = std::move(connection);
    g_dbus_connection_set_exit_on_close(m_connection.get(), FALSE);
    m_closedHandler = g_signal_connect_swapped(m_connection.get(),
                                               "closed",
                                               G_CALLBACK(+[](Worker *self) {
                                                   self->mainConnectionClosed();
                                               }),
                                               this);
    call("/org/qemu/Display1/VM",
         "org.freedesktop.DBus.Properties",
         "Get",
         g_variant_new("(ss)", "org.qemu.Display1.VM", "ConsoleIDs"),
         [this](GVariantPtr reply, const GError *error) {
             if (!reply) {
                 return end(ErrorCode::Protocol, QString::fromUtf8(error->message));
             }
             readConsoles(std::move(reply));
         });
}

void QemuDBusPeer::Worker::call(const QByteArray &path, const char *interface, const char *method, GVariant *arguments, Reply reply, GUnixFDList *fds)
{
    struct Pending {
        std::weak_ptr<Worker> worker;
        Reply reply;
    };
    g_dbus_connection_call_with_unix_fd_list(
        m_connection.get(),
        nullptr,
        path.constData(),
        interface,
        method,
        arguments,
        nullptr,
        G_DBUS_CALL_FLAGS_NONE,
        G_MAXINT, // a QEMU that is stopped answers when it goes on
        fds,
        m_cancellable.get(),
        [](GObject *source, GAsyncResult *result, gpointer data) {
            const std::unique_ptr<Pending> pending(static_cast<Pending *>(data));
            GError *failure = nullptr;
            GVariantPtr value(g_dbus_connection_call_with_unix_fd_list_finish(G_DBUS_CONNECTION(source), nullptr, result, &failure));
            const GErrorPtr owned(failure);
            const auto worker = pending->worker.lock();
            if (worker && !worker->m_ended) {
                pending->reply(std::move(value), failure);
            }
        },
        new Pending{weak_from_this(), std::move(reply)});
}

void QemuDBusPeer::Worker::readConsoles(GVariantPtr reply)
{
    GVariant *value = nullptr;
    if (!g_variant_is_of_type(reply.get(), G_VARIANT_TYPE("(v)"))) {
        return end(ErrorCode::Protocol, QStringLiteral("ConsoleIDs"));
    }
    g_variant_get(reply.get(), "(v)", &value);
    const GVariantPtr ids(value);
    if (!g_variant_is_of_type(value, G_VARIANT_TYPE("au"))) {
        return end(ErrorCode::Protocol, QStringLiteral("ConsoleIDs"));
    }
    gsize count = 0;
    const auto *list = static_cast<const quint32 *>(g_variant_get_fixed_array(value, &count, sizeof(quint32)));
    m_consolesAsked = static_cast<int>(std::min<gsize>(count, maxConsoles));
    if (m_consolesAsked == 0) {
        return consolesKnown();
    }
    for (int i = 0; i < m_consolesAsked; ++i) {
        const int id = static_cast<int>(list[i] & 0x7fffffff);
        call(consolePath(id),
             "org.freedesktop.DBus.Properties",
             "GetAll",
             g_variant_new("(s)", "org.qemu.Display1.Console"),
             [this, id](GVariantPtr properties, const GError *) {
                 readConsole(id, std::move(properties));
             });
    }
}

void QemuDBusPeer::Worker::readConsole(int id, GVariantPtr reply)
{
    if (reply && g_variant_is_of_type(reply.get(), G_VARIANT_TYPE("(a{sv})"))) {
        const GVariantPtr values(g_variant_get_child_value(reply.get(), 0));
        const char *type = nullptr;
        g_variant_lookup(values.get(), "Type", "&s", &type);
        quint32 width = 0;
        quint32 height = 0;
        g_variant_lookup(values.get(), "Width", "u", &width);
        g_variant_lookup(values.get(), "Height", "u", &height);
        if (type && qstrcmp(type, "Graphic") == 0) {
            const QSize size(static_cast<int>(std::min(width, 16384U)), static_cast<int>(std::min(height, 16384U)));
            m_consoles.append({.id = id, .size = size});
        }
    }
    if (--m_consolesAsked == 0) {
        consolesKnown();
    }
}

void QemuDBusPeer::Worker::consolesKnown()
{
    if (m_consoles.isEmpty()) {
        return end(ErrorCode::NotSupported, QStringLiteral("no graphic console"));
    }
    std::ranges::sort(m_consoles, {}, &QemuConsole::id);
    followInput(m_consoles.first().id);
    report([consoles = m_consoles](const Events &events) {
        events.ready(consoles);
    });
}

void QemuDBusPeer::Worker::followInput(int console)
{
    const QByteArray path = consolePath(console);
    m_subscription = g_dbus_connection_signal_subscribe(
        m_connection.get(),
        nullptr,
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        path.constData(),
        nullptr,
        G_DBUS_SIGNAL_FLAGS_NONE,
        [](GDBusConnection *, const char *, const char *, const char *, const char *, GVariant *arguments, gpointer data) {
            const auto self = static_cast<std::weak_ptr<Worker> *>(data)->lock();
            if (!self || !g_variant_is_of_type(arguments, G_VARIANT_TYPE("(sa{sv}as)"))) {
                return;
            }
            const char *interface = nullptr;
            g_variant_get_child(arguments, 0, "&s", &interface);
            const GVariantPtr changed(g_variant_get_child_value(arguments, 1));
            self->inputProperties(interface, changed.get());
        },
        new std::weak_ptr<Worker>(weak_from_this()),
        [](gpointer data) {
            delete static_cast<std::weak_ptr<Worker> *>(data);
        });
    for (const char *interface : {"org.qemu.Display1.Keyboard", "org.qemu.Display1.Mouse"}) {
        call(path, "org.freedesktop.DBus.Properties", "GetAll", g_variant_new("(s)", interface), [this, interface](GVariantPtr reply, const GError *) {
            if (reply && g_variant_is_of_type(reply.get(), G_VARIANT_TYPE("(a{sv})"))) {
                const GVariantPtr values(g_variant_get_child_value(reply.get(), 0));
                inputProperties(interface, values.get());
            }
        });
    }
}

void QemuDBusPeer::Worker::inputProperties(const char *interface, GVariant *properties)
{
    quint32 modifiers = 0;
    gboolean absolute = FALSE;
    if (qstrcmp(interface, "org.qemu.Display1.Keyboard") == 0 && g_variant_lookup(properties, "Modifiers", "u", &modifiers)) {
        report([modifiers](const Events &events) {
            events.modifiers(modifiers);
        });
    } else if (qstrcmp(interface, "org.qemu.Display1.Mouse") == 0 && g_variant_lookup(properties, "IsAbsolute", "b", &absolute)) {
        report([absolute](const Events &events) {
            events.absolute(absolute);
        });
    }
}

void QemuDBusPeer::Worker::listen(int console, std::shared_ptr<HeadPicture> picture)
{
    m_listeners.erase(console);
    int ends[2] = {-1, -1};
    if (!picture || !m_connection || m_ended) {
        return;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return end(ErrorCode::Internal, qt_error_string());
    }
    const GObjectPtr<GUnixFDList> fds(g_unix_fd_list_new_from_array(&ends[1], 1));
    m_listeners[console] = std::make_unique<ListenerConnection>(ends[0], std::move(picture));
    call(
        consolePath(console),
        "org.qemu.Display1.Console",
        "RegisterListener",
        g_variant_new("(h)", 0),
        [this](GVariantPtr reply, const GError *error) {
            if (!reply && !g_dbus_connection_is_closed(m_connection.get())) {
                end(ErrorCode::Protocol, QString::fromUtf8(error->message));
            }
        },
        fds.get());
}

void QemuDBusPeer::Worker::mainConnectionClosed()
{
    // QEMU's end closes everything; another viewer's add_client closes only this connection.
    if (m_settle || m_ended) {
        return;
    }
    m_settle = g_timeout_source_new(settleMilliseconds);
    g_source_set_callback(
        m_settle,
        [](gpointer data) -> gboolean {
            auto *self = static_cast<Worker *>(data);
            const bool qemuLives = std::ranges::any_of(self->m_listeners, [](const auto &entry) {
                return entry.second->isAlive();
            });
            // With all heads hidden there is no listener to tell by. When QEMU has ended, the machine's
            // state says so as well; taking the display back unasked would throw the other viewer out.
            const bool taken = qemuLives || self->m_listeners.empty();
            self->m_listeners.clear();
            self->end(taken ? ErrorCode::TakenOver : ErrorCode::ConnectionLost, {});
            return G_SOURCE_REMOVE;
        },
        this,
        nullptr);
    g_source_attach(m_settle, g_main_context_get_thread_default());
}

void QemuDBusPeer::Worker::stop()
{
    m_ended = true;
    g_cancellable_cancel(m_cancellable.get());
    if (m_settle) {
        g_source_destroy(m_settle);
        g_source_unref(m_settle);
        m_settle = nullptr;
    }
    m_listeners.clear();
    if (m_connection && m_input.unanswered() <= fewCalls) {
        g_dbus_connection_flush_sync(m_connection.get(), nullptr, nullptr); // keys are released last
    }
    if (m_connection) {
        g_signal_handler_disconnect(m_connection.get(), m_closedHandler);
        if (m_subscription) {
            g_dbus_connection_signal_unsubscribe(m_connection.get(), m_subscription);
        }
    }
    if (m_stream) {
        g_socket_shutdown(g_socket_connection_get_socket(m_stream.get()), TRUE, TRUE, nullptr);
    }
    m_connection.reset();
}

void QemuDBusPeer::Worker::send(const QemuInput &input)
{
    const InputCall made = inputCall(input);
    call(consolePath(input.console), made.interface, made.method, made.arguments, [this, input](const GVariantPtr &, const GError *) {
        m_input.answered(input);
    });
}

QemuDBusPeer::QemuDBusPeer(QObject *receiver, Events events)
    : m_poster(std::make_shared<GuiPoster>(receiver))
    , m_worker(std::make_shared<Worker>(m_poster, std::move(events)))
    , m_thread(std::make_unique<DisplayThread>())
{
}

QemuDBusPeer::~QemuDBusPeer()
{
    m_poster->detach();
    m_thread->post([worker = m_worker] {
        worker->stop();
    });
    m_worker.reset();
    m_thread.reset();
}

void QemuDBusPeer::connect(FileDescriptor socket)
{
    m_thread->post([worker = m_worker, fd = std::make_shared<FileDescriptor>(std::move(socket))] {
        worker->connect(fd->release());
    });
}

void QemuDBusPeer::listen(int console, std::shared_ptr<HeadPicture> picture)
{
    m_thread->post([worker = m_worker, console, picture = std::move(picture)] {
        worker->listen(console, picture);
    });
}

void QemuDBusPeer::send(const QemuInput &input)
{
    m_thread->post([worker = m_worker, input] {
        worker->input(input);
    });
}

} // namespace vitrine

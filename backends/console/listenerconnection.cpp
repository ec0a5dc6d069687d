// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/listenerconnection.h"

#include "consolelogging.h"

#include <array>

#include <gio/gunixconnection.h>

namespace vitrine {
namespace {

constexpr char objectPath[] = "/org/qemu/Display1/Listener";

GVariant *listenerProperty(GDBusConnection * /*connection*/,
                           const char * /*sender*/,
                           const char * /*path*/,
                           const char * /*interface*/,
                           const char * /*property*/,
                           GError ** /*error*/,
                           gpointer /*data*/)
{
    static constexpr std::array<const char *, 1> extra = {"org.qemu.Display1.Listener.Unix.Map"};
    return g_variant_new_strv(extra.data(), extra.size());
}

} // namespace

struct ListenerConnection::Private {
    explicit Private(std::shared_ptr<HeadPicture> picture)
        : listener(std::move(picture))
    {
    }
    void exportObject();
    /** A call of QEMU's, on GDBus's thread; true: it was one of the listener's and is answered. */
    bool answer(GDBusConnection *from, GDBusMessage *message);
    void complain(const Error &error);

    DisplayListener listener;
    GObjectPtr<GCancellable> cancellable{g_cancellable_new()};
    GObjectPtr<GSocketConnection> stream;
    GObjectPtr<GDBusConnection> connection; ///< null until the handshake is done
    std::array<guint, 2> objects = {};
    guint filter = 0;
    bool complained = false;
    std::weak_ptr<Private> self;
};

void ListenerConnection::Private::complain(const Error &error)
{
    if (!complained) {
        complained = true;
        qCWarning(VITRINE_CONSOLE) << "The display sent something malformed (said once):" << error;
    }
}

bool ListenerConnection::Private::answer(GDBusConnection *from, GDBusMessage *message)
{
    const char *path = g_dbus_message_get_path(message);
    const char *interface = g_dbus_message_get_interface(message);
    const char *method = g_dbus_message_get_member(message);
    const bool ours = g_dbus_message_get_message_type(message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL && path && interface && method
        && qstrcmp(path, objectPath) == 0 && DisplayListener::knows(interface, method);
    GVariant *arguments = ours ? g_dbus_message_get_body(message) : nullptr;
    if (!ours || !DisplayListener::fits(method, arguments)) {
        return false; // GDBus answers: properties, wrong types, unknown methods
    }
    const auto done = listener.call(method, arguments, g_dbus_message_get_unix_fd_list(message));
    if (!done) {
        complain(done.error());
    }
    if (!(g_dbus_message_get_flags(message) & G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED)) {
        const GObjectPtr<GDBusMessage> reply(
            done ? g_dbus_message_new_method_reply(message)
                 : g_dbus_message_new_method_error_literal(message, "org.vitrine.Malformed", qUtf8Printable(done.error().detail)));
        g_dbus_connection_send_message(from, reply.get(), G_DBUS_SEND_MESSAGE_FLAGS_NONE, nullptr, nullptr);
    }
    return true;
}

void ListenerConnection::Private::exportObject()
{
    // The calls are handled where they are read: a message that is handed on to another thread waits
    // in a queue without bound, and a flood would fill it.
    filter = g_dbus_connection_add_filter(
        connection.get(),
        [](GDBusConnection *from, GDBusMessage *message, gboolean incoming, gpointer data) -> GDBusMessage * {
            const auto d = incoming ? static_cast<std::weak_ptr<Private> *>(data)->lock() : nullptr;
            if (!d || !d->answer(from, message)) {
                return message;
            }
            g_object_unref(message);
            return nullptr;
        },
        new std::weak_ptr<Private>(self),
        [](gpointer data) {
            delete static_cast<std::weak_ptr<Private> *>(data);
        });
    static const GDBusInterfaceVTable table = {
        .method_call = nullptr,
        .get_property = listenerProperty,
        .set_property = nullptr,
        .padding = {},
    };
    GDBusInterfaceInfo **infos = DisplayListener::interfaces()->interfaces;
    for (size_t i = 0; i < objects.size(); ++i) {
        objects[i] = g_dbus_connection_register_object(connection.get(), objectPath, infos[i], &table, nullptr, nullptr, nullptr);
    }
}

ListenerConnection::ListenerConnection(int socket, std::shared_ptr<HeadPicture> picture)
    : d(std::make_shared<Private>(std::move(picture)))
{
    d->self = d;
    GError *error = nullptr;
    const GObjectPtr<GSocket> wrapped(g_socket_new_from_fd(socket, &error));
    if (!wrapped) {
        const GErrorPtr owned(error);
        qCWarning(VITRINE_CONSOLE) << "listener socket:" << error->message;
        return;
    }
    d->stream.reset(g_socket_connection_factory_create_connection(wrapped.get()));
    g_dbus_connection_new(
        G_IO_STREAM(d->stream.get()),
        nullptr,
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING),
        nullptr,
        d->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            const std::unique_ptr<std::weak_ptr<Private>> weak(static_cast<std::weak_ptr<Private> *>(data));
            GError *failure = nullptr;
            GObjectPtr<GDBusConnection> connection(g_dbus_connection_new_finish(result, &failure));
            const GErrorPtr owned(failure);
            const auto d = weak->lock();
            if (!d || !connection) {
                return;
            }
            g_dbus_connection_set_exit_on_close(connection.get(), FALSE);
            d->connection = std::move(connection);
            d->exportObject();
            g_dbus_connection_start_message_processing(d->connection.get());
        },
        new std::weak_ptr<Private>(d));
}

ListenerConnection::~ListenerConnection()
{
    g_cancellable_cancel(d->cancellable.get());
    if (d->connection) {
        for (const guint object : d->objects) {
            g_dbus_connection_unregister_object(d->connection.get(), object);
        }
        g_dbus_connection_remove_filter(d->connection.get(), d->filter);
    }
    if (d->stream) {
        // Hangs up at once, whatever is still queued; GDBus then closes the connection by itself.
        g_socket_shutdown(g_socket_connection_get_socket(d->stream.get()), TRUE, TRUE, nullptr);
    }
}

bool ListenerConnection::isAlive() const
{
    return d->connection && !g_dbus_connection_is_closed(d->connection.get());
}

} // namespace vitrine

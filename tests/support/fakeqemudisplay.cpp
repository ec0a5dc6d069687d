// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeqemudisplay.h"

#include <array>
#include <chrono>
#include <cstring>

#include <gio/gunixconnection.h>
#include <gio/gunixfdlist.h>
#include <sys/socket.h>

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;

constexpr char introspection[] = R"(<node>
<interface name="org.qemu.Display1.VM"><property name="ConsoleIDs" type="au" access="read"/></interface>
<interface name="org.qemu.Display1.Console">
 <method name="RegisterListener"><arg type="h" direction="in"/></method>
 <method name="SetUIInfo"><arg type="q" direction="in"/><arg type="q" direction="in"/><arg type="i" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="in"/><arg type="u" direction="in"/></method>
 <property name="Type" type="s" access="read"/>
 <property name="Width" type="u" access="read"/><property name="Height" type="u" access="read"/>
</interface>
<interface name="org.qemu.Display1.Keyboard">
 <method name="Press"><arg type="u" direction="in"/></method><method name="Release"><arg type="u" direction="in"/></method>
 <property name="Modifiers" type="u" access="read"/>
</interface>
<interface name="org.qemu.Display1.Mouse">
 <method name="Press"><arg type="u" direction="in"/></method><method name="Release"><arg type="u" direction="in"/></method>
 <method name="SetAbsPosition"><arg type="u" direction="in"/><arg type="u" direction="in"/></method>
 <method name="RelMotion"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
 <property name="IsAbsolute" type="b" access="read"/>
</interface>
<interface name="org.qemu.Display1.MultiTouch">
 <method name="SendEvent"><arg type="u" direction="in"/><arg type="t" direction="in"/><arg type="d" direction="in"/><arg type="d" direction="in"/></method>
</interface>
</node>)";

constexpr char listenerPath[] = "/org/qemu/Display1/Listener";

GObjectPtr<GDBusConnection> server(int socket, bool delayed)
{
    const GObjectPtr<GSocket> wrapped(g_socket_new_from_fd(socket, nullptr));
    const GObjectPtr<GSocketConnection> stream(g_socket_connection_factory_create_connection(wrapped.get()));
    char *guid = g_dbus_generate_guid();
    const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER
                                                         | (delayed ? G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING : G_DBUS_CONNECTION_FLAGS_NONE));
    GObjectPtr<GDBusConnection> connection(g_dbus_connection_new_sync(G_IO_STREAM(stream.get()), guid, flags, nullptr, nullptr, nullptr));
    g_free(guid);
    return connection;
}

const char *interfaceOf(const char *method)
{
    return std::strstr(method, "Map") ? "org.qemu.Display1.Listener.Unix.Map" : "org.qemu.Display1.Listener";
}

} // namespace

FakeQemuDisplay::FakeQemuDisplay(int consoles)
    : m_consoles(consoles)
    , m_thread(std::make_unique<DisplayThread>())
{
    std::array<int, 2> ends = {-1, -1};
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
    m_viewerEnd = FileDescriptor(ends[0]);
    m_thread->post([this, socket = ends[1]] {
        serve(socket);
    });
}

FakeQemuDisplay::~FakeQemuDisplay()
{
    setStopped(false);
    m_viewerEnd.reset();
    m_thread.reset();
    for (auto *connection : {m_main.get(), m_listeners[0].get(), m_listeners[1].get()}) {
        if (connection) {
            g_dbus_connection_close_sync(connection, nullptr, nullptr);
        }
    }
}

DescriptorProvider FakeQemuDisplay::provider()
{
    return [this]() -> Task<std::shared_ptr<FileDescriptor>> {
        auto socket = std::make_shared<FileDescriptor>(std::move(m_viewerEnd));
        co_return socket;
    };
}

void FakeQemuDisplay::serve(int socket)
{
    static GDBusNodeInfo *const info = g_dbus_node_info_new_for_xml(introspection, nullptr);
    static const GDBusInterfaceVTable table = {onCall, onGet, nullptr, {}};
    auto connection = server(socket, true);
    if (!connection) {
        return;
    }
    for (GDBusInterfaceInfo **interface = info->interfaces; *interface; ++interface) {
        const bool vm = std::strcmp((*interface)->name, "org.qemu.Display1.VM") == 0;
        for (int console = 0; console < (vm ? 1 : m_consoles); ++console) {
            const QByteArray path = vm ? QByteArray("/org/qemu/Display1/VM") : QByteArray("/org/qemu/Display1/Console_") + QByteArray::number(console);
            g_dbus_connection_register_object(connection.get(), path.constData(), *interface, &table, this, nullptr, nullptr);
        }
    }
    g_dbus_connection_start_message_processing(connection.get());
    const std::lock_guard lock(m_mutex);
    m_main = std::move(connection);
}

void FakeQemuDisplay::serveListener(int socket, int console)
{
    auto connection = server(socket, false);
    const std::lock_guard lock(m_mutex);
    m_listeners[static_cast<size_t>(console)] = std::move(connection);
    ++m_registrations;
    m_listenerCame.notify_all();
}

void FakeQemuDisplay::onCall(GDBusConnection * /*connection*/,
                             const char * /*sender*/,
                             const char *path,
                             const char * /*interface*/,
                             const char *method,
                             GVariant *arguments,
                             GDBusMethodInvocation *invocation,
                             gpointer data)
{
    auto *self = static_cast<FakeQemuDisplay *>(data);
    int socket = -1;
    if (std::strcmp(method, "RegisterListener") == 0) {
        GDBusMessage *message = g_dbus_method_invocation_get_message(invocation);
        socket = g_unix_fd_list_get(g_dbus_message_get_unix_fd_list(message), 0, nullptr);
    } else {
        QByteArray text(method);
        for (gsize i = 0; i < g_variant_n_children(arguments); ++i) {
            const GVariantPtr child(g_variant_get_child_value(arguments, i));
            char *printed = g_variant_print(child.get(), FALSE);
            text += ' ' + QByteArray(printed);
            g_free(printed);
        }
        const std::lock_guard lock(self->m_mutex);
        self->m_inputs.append(text);
    }
    g_dbus_method_invocation_return_value(invocation, nullptr);
    if (socket >= 0) {
        self->serveListener(socket, QByteArray(path).endsWith('1') ? 1 : 0);
    }
}

GVariant *FakeQemuDisplay::onGet(GDBusConnection * /*connection*/,
                                 const char * /*sender*/,
                                 const char * /*path*/,
                                 const char * /*interface*/,
                                 const char *property,
                                 GError ** /*error*/,
                                 gpointer data)
{
    const std::string_view name(property);
    if (name == "ConsoleIDs") {
        static constexpr quint32 ids[] = {0, 1};
        const int count = static_cast<FakeQemuDisplay *>(data)->m_consoles;
        return g_variant_new_fixed_array(G_VARIANT_TYPE_UINT32, ids, static_cast<gsize>(count), sizeof(quint32));
    }
    if (name == "Type") {
        return g_variant_new_string("Graphic");
    }
    if (name == "IsAbsolute") {
        return g_variant_new_boolean(TRUE);
    }
    return g_variant_new_uint32(0);
}

bool FakeQemuDisplay::waitForListener(int console)
{
    std::unique_lock lock(m_mutex);
    return m_listenerCame.wait_for(lock, 10s, [this, console] {
        return m_listeners[static_cast<size_t>(console)] != nullptr;
    });
}

QByteArray FakeQemuDisplay::call(const char *method, GVariant *arguments, int fd, int console)
{
    const GObjectPtr<GUnixFDList> fds(g_unix_fd_list_new());
    if (fd >= 0) {
        g_unix_fd_list_append(fds.get(), fd, nullptr);
    }
    GError *error = nullptr;
    const GVariantPtr reply(g_dbus_connection_call_with_unix_fd_list_sync(m_listeners[static_cast<size_t>(console)].get(),
                                                                          nullptr,
                                                                          listenerPath,
                                                                          interfaceOf(method),
                                                                          method,
                                                                          arguments,
                                                                          nullptr,
                                                                          G_DBUS_CALL_FLAGS_NONE,
                                                                          10'000,
                                                                          fd >= 0 ? fds.get() : nullptr,
                                                                          nullptr,
                                                                          nullptr,
                                                                          &error));
    const GErrorPtr owned(error);
    if (!error) {
        return {};
    }
    char *name = g_dbus_error_get_remote_error(error);
    const QByteArray result(name ? name : error->message);
    g_free(name);
    return result;
}

void FakeQemuDisplay::flood(int count, std::atomic<bool> *done)
{
    m_thread->post([this, count, done] {
        for (int i = 0; i < count; ++i) {
            g_dbus_connection_call(m_listeners[0].get(),
                                   nullptr,
                                   listenerPath,
                                   interfaceOf("UpdateMap"),
                                   "UpdateMap",
                                   g_variant_new("(iiii)", i % 64, i % 48, 1, 1),
                                   nullptr,
                                   G_DBUS_CALL_FLAGS_NONE,
                                   -1,
                                   nullptr,
                                   nullptr,
                                   nullptr);
            if (i % 500 == 0) {
                // This process shall not hold the flood itself.
                g_dbus_connection_flush_sync(m_listeners[0].get(), nullptr, nullptr);
            }
        }
        g_dbus_connection_flush_sync(m_listeners[0].get(), nullptr, nullptr);
        *done = true;
    });
}

void FakeQemuDisplay::changed(const char *interface, const char *property, GVariant *value)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&builder, "{sv}", property, value);
    const std::lock_guard lock(m_mutex);
    g_dbus_connection_emit_signal(m_main.get(),
                                  nullptr,
                                  "/org/qemu/Display1/Console_0",
                                  "org.freedesktop.DBus.Properties",
                                  "PropertiesChanged",
                                  g_variant_new("(sa{sv}as)", interface, &builder, nullptr),
                                  nullptr);
}

void FakeQemuDisplay::setModifiers(quint32 modifiers)
{
    changed("org.qemu.Display1.Keyboard", "Modifiers", g_variant_new_uint32(modifiers));
}

void FakeQemuDisplay::setAbsolute(bool absolute)
{
    changed("org.qemu.Display1.Mouse", "IsAbsolute", g_variant_new_boolean(absolute));
}

QList<QByteArray> FakeQemuDisplay::inputs()
{
    const std::lock_guard lock(m_mutex);
    return m_inputs;
}

void FakeQemuDisplay::setStopped(bool stopped)
{
    const std::lock_guard lock(m_mutex);
    m_goesOn.notify_all();
    if (stopped && !std::exchange(m_stopped, stopped)) {
        m_thread->post([this] {
            std::unique_lock sleep(m_mutex);
            m_goesOn.wait(sleep, [this] {
                return !m_stopped;
            });
        });
    }
    m_stopped = stopped;
}

void FakeQemuDisplay::closeMainConnection()
{
    g_dbus_connection_close_sync(m_main.get(), nullptr, nullptr);
}

} // namespace vitrine::test

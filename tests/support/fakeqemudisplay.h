// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/descriptorprovider.h"
#include "backends/console/displaythread.h"
#include "backends/console/glibpointers.h"
#include "backends/core/filedescriptor.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace vitrine::test {

/**
 * The server's side of QEMU's D-Bus display with one or two graphic consoles, on a thread of its own:
 * calls the viewer's listeners with whatever a test wants it to, however wrong.
 */
class FakeQemuDisplay
{
public:
    explicit FakeQemuDisplay(int consoles = 1);
    ~FakeQemuDisplay();

    /** Gives the viewer's end of the main connection; once. */
    [[nodiscard]] DescriptorProvider provider();
    /** False when no listener is registered in time. */
    [[nodiscard]] bool waitForListener(int console = 0);
    /** Calls the listener and waits: empty when it agreed, else the D-Bus error's name. */
    QByteArray call(const char *method, GVariant *arguments, int fd = -1, int console = 0);
    /** Calls UpdateMap that often without waiting, as fast as the socket takes it. */
    void flood(int count, std::atomic<bool> *done);
    /** The guest changes lock lights, or its pointing device. */
    void setModifiers(quint32 modifiers);
    void setAbsolute(bool absolute);
    /** What was asked for so far, as "Press 30". */
    [[nodiscard]] QList<QByteArray> inputs();
    /** How often a listener was registered. */
    [[nodiscard]] int registrations() const
    {
        return m_registrations;
    }
    /** Answers nothing any more, as a process that is stopped; false: goes on with all that has come meanwhile. */
    void setStopped(bool stopped);
    /** As QEMU does when another viewer comes. */
    void closeMainConnection();

private:
    void serve(int socket);
    void serveListener(int socket, int console);
    void changed(const char *interface, const char *property, GVariant *value);
    static void onCall(GDBusConnection *connection,
                       const char *sender,
                       const char *path,
                       const char *interface,
                       const char *method,
                       GVariant *arguments,
                       GDBusMethodInvocation *invocation,
                       gpointer data);
    static GVariant *
    onGet(GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *property, GError **error, gpointer data);

    int m_consoles;
    FileDescriptor m_viewerEnd;
    std::mutex m_mutex;
    std::condition_variable m_listenerCame;
    GObjectPtr<GDBusConnection> m_main;
    std::array<GObjectPtr<GDBusConnection>, 2> m_listeners;
    QList<QByteArray> m_inputs;
    bool m_stopped = false;
    std::condition_variable m_goesOn;
    std::atomic<int> m_registrations = 0;
    std::unique_ptr<DisplayThread> m_thread;
};

} // namespace vitrine::test

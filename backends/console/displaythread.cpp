// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/displaythread.h"

#include <glib.h>

#include <pthread.h>

namespace vitrine {

DisplayThread::DisplayThread()
    : m_context(g_main_context_new())
    , m_loop(g_main_loop_new(m_context, FALSE))
    , m_thread([context = m_context, loop = m_loop] {
        pthread_setname_np(pthread_self(), "vitrine-display");
        g_main_context_push_thread_default(context);
        g_main_loop_run(loop);
        // What GDBus was told to end frees here what it was given; left alone, that is lost.
        while (g_main_context_iteration(context, FALSE)) { }
        g_main_context_pop_thread_default(context);
    })
{
}

DisplayThread::~DisplayThread()
{
    post([loop = m_loop] {
        g_main_loop_quit(loop);
    });
    m_thread.join();
    g_main_loop_unref(m_loop);
    g_main_context_unref(m_context);
}

void DisplayThread::post(std::function<void()> function)
{
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(
        source,
        [](gpointer data) -> gboolean {
            (*static_cast<std::function<void()> *>(data))();
            return G_SOURCE_REMOVE;
        },
        new std::function<void()>(std::move(function)),
        [](gpointer data) {
            delete static_cast<std::function<void()> *>(data);
        });
    g_source_attach(source, m_context);
    g_source_unref(source);
}

} // namespace vitrine

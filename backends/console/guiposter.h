// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaObject>
#include <QObject>

#include <mutex>
#include <utility>

namespace vitrine {

/**
 * Calls functions on the GUI thread for an object that may die there meanwhile. Shared by the object
 * and the threads that report to it; the object's destructor calls detach(), after which nothing is
 * delivered any more.
 */
class GuiPoster
{
public:
    explicit GuiPoster(QObject *receiver)
        : m_receiver(receiver)
    {
    }
    void detach()
    {
        const std::lock_guard lock(m_mutex);
        m_receiver = nullptr;
    }
    /** From any thread; runs later on the receiver's thread. */
    template<typename Function>
    void post(Function &&function)
    {
        const std::lock_guard lock(m_mutex);
        if (m_receiver) {
            QMetaObject::invokeMethod(m_receiver, std::forward<Function>(function), Qt::QueuedConnection);
        }
    }

private:
    std::mutex m_mutex;
    QObject *m_receiver;
};

} // namespace vitrine

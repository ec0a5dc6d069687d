// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/workerpool.h"

#include "libvirtlogging.h"

namespace vitrine {

WorkerPool::WorkerPool()
{
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        m_lanes[i] = std::make_unique<QThreadPool>();
        m_lanes[i]->setMaxThreadCount(threads(Lane(i)));
    }
}

int WorkerPool::threads(Lane lane)
{
    switch (lane) {
    case Lane::Reads:
    case Lane::Ends:
        return 1;
    case Lane::Calls:
    case Lane::Opening:
        return 2;
    case Lane::LongJobs:
    case Lane::Looks:
        return 4;
    }
    return 1;
}

WorkerPool::~WorkerPool()
{
    constexpr int patienceMs = 3000;
    for (auto &lane : m_lanes) {
        if (!lane->waitForDone(patienceMs)) {
            qCWarning(VITRINE_LIBVIRT) << "a call did not return; its thread is left behind";
            (void)lane.release();
        }
    }
}

void WorkerPool::start(Lane lane, std::function<void()> function)
{
    m_lanes[size_t(lane)]->start(std::move(function));
}

void WorkerPool::resumeOnGuiThread(std::coroutine_handle<> handle)
{
    if (QCoreApplication *app = QCoreApplication::instance()) {
        QMetaObject::invokeMethod(
            app,
            [handle] {
                handle.resume();
            },
            Qt::QueuedConnection);
    }
}

} // namespace vitrine

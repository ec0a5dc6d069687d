// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QTimer>

#include <functional>

namespace vitrine {

/**
 * Makes one wish of those for several screens that come together, as of windows that go to full screen.
 * Linux forgets a second change of the monitors that comes while it reads the first
 * (virtio_gpu_config_changed_work_func clears events it has not seen), and QEMU does not pass on the same
 * wish again. GUI thread.
 */
class HeadGatherer
{
public:
    /** False: nobody is there to follow. */
    using Send = std::function<bool(const QList<HeadRequest> &)>;

    explicit HeadGatherer(Send send);

    /** Each holds all that is wished so far. At once where there is one screen `alone`: no other wish can come. */
    bool request(const QList<HeadRequest> &heads, bool alone);
    /** What waits is part of another wish that goes out now. */
    void drop();

private:
    Send m_send;
    QList<HeadRequest> m_heads;
    QTimer m_timer;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/displaythread.h"
#include "backends/console/guiposter.h"
#include "backends/console/headpicture.h"
#include "backends/console/qemuinputqueue.h"
#include "backends/core/filedescriptor.h"
#include "backends/core/result.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>

namespace vitrine {

/** A console object of QEMU that shows a picture. */
struct QemuConsole {
    int id = 0;
    QSize size = {};
};

/**
 * The main D-Bus peer connection to one QEMU: finds its consoles, registers and drops listeners,
 * sends input, no more of it than QemuInputQueue lets while QEMU does not answer. Owns the display's
 * thread. All functions are for the GUI thread and return at once; events come on the GUI thread.
 */
class QemuDBusPeer
{
public:
    struct Events {
        std::function<void(QList<QemuConsole>)> ready; ///< connected, at least one console
        std::function<void(Error)> ended; ///< once; nothing follows
        std::function<void(quint32)> modifiers; ///< bit 0 Scroll, 1 Num, 2 Caps
        std::function<void(bool)> absolute;
    };

    /** `receiver`'s death ends the events. */
    QemuDBusPeer(QObject *receiver, Events events);
    ~QemuDBusPeer();
    QemuDBusPeer(const QemuDBusPeer &) = delete;
    QemuDBusPeer &operator=(const QemuDBusPeer &) = delete;

    /** `socket`: a connection made by QMP's add_client for "@dbus-display". */
    void connect(FileDescriptor socket);
    /** Frames of a console go to `picture` from now on; null: QEMU is told to send none. */
    void listen(int console, std::shared_ptr<HeadPicture> picture);

    void send(const QemuInput &input);

private:
    class Worker;
    std::shared_ptr<GuiPoster> m_poster;
    std::shared_ptr<Worker> m_worker; ///< lives on the thread; freed there
    std::unique_ptr<DisplayThread> m_thread;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/descriptorsession.h"

#include <memory>
#include <vector>

namespace vitrine {

class QemuDBusHead;
class QemuDBusPeer;
struct QemuConsole;

/** What the machine's definition tells of its devices, and QEMU's display does not. */
struct QemuDevices {
    bool touchScreen = false; ///< QEMU takes touches without one as well, and drops them.
    bool placesHotSpot = false; ///< The graphics card is told the place of the pointer's hot spot, not of its picture's corner.
};

/**
 * A console over QEMU's D-Bus display: pixels by shared memory, or by messages where QEMU's frame
 * buffer can't be shared (firmware, VESA modes); it switches between both at any time.
 *
 * The display's calls are handled where GDBus reads them, whatever the GUI thread does, and what they
 * change reaches the GUI thread as at most one queued call a head: QEMU's memory would grow behind a
 * listener that waits, ours behind one that queues. Handshakes run on a DisplayThread of the session's
 * own. Close reasons:
 * TakenOver (another viewer connected, or QEMU ended while all heads were hidden), ConnectionLost (QEMU ended, or the connection broke),
 * Timeout, Protocol, NotSupported (no graphic console) and those of the provider.
 */
class QemuDBusSession : public DescriptorSession
{
    Q_OBJECT

public:
    explicit QemuDBusSession(DescriptorProvider provider, QemuDevices devices = {}, QObject *parent = nullptr);
    ~QemuDBusSession() override;

    [[nodiscard]] QList<ConsoleHead *> heads() const override;
    void button(PointerButton button, bool pressed) override;
    [[nodiscard]] bool takesTouch() const override;
    void touch(const TouchContact &contact) override;
    [[nodiscard]] bool takesSizes() const override;
    [[nodiscard]] int maximumHeads() const override;
    bool setHeadEnabled(int head, bool enabled) override;

protected:
    void start(FileDescriptor socket) override;
    void stop() override;
    void sendKey(quint32 qnum, bool pressed) override;
    void sendPosition(int head, QPoint position) override;
    void sendMotion(QPoint delta) override;
    void clickWheel(WheelClick click) override;
    void releaseButtons() override;

private:
    void showHeads(const QList<QemuConsole> &consoles);
    void sendButton(quint32 number, bool pressed);
    [[nodiscard]] int inputConsole() const;

    QemuDevices m_devices;
    std::shared_ptr<QemuDBusPeer> m_peer; ///< heads refer to it weakly
    std::vector<std::unique_ptr<QemuDBusHead>> m_heads;
    QSet<quint32> m_buttonsDown;
};

} // namespace vitrine

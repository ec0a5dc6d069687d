// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/descriptorprovider.h"

#include <memory>

namespace vitrine {

class SpiceConnection;

/** What a SPICE connection is for. */
enum class SpiceUse {
    Everything, ///< pixels, cursor, input and agent
    Companion, ///< agent, sound and USB; another transport has pixels and input
};

/**
 * A console over SPICE (spice-client-glib), one descriptor for each of its channels.
 *
 * The library works on the process's default GMainContext only, hence on the GUI thread, and needs
 * Qt's event loop to be GLib's (it is on Linux unless QT_NO_GLIB is set): else open() ends in
 * NotSupported. Beside it a thread for each display writes uncompressed pictures (SpiceDisplayFilter),
 * and one watches the main channel (SpiceAgentWatch).
 *
 * A companion has no heads and takes no input. A hidden head is not painted but its frames still come:
 * SPICE can't be told otherwise without losing the picture. When sound, USB or the pointer's shape
 * fails, the rest goes on.
 *
 * Close reasons: ConnectionLost (also when another viewer took over: SPICE does not tell),
 * AuthenticationFailed, Timeout, NotSupported, Cancelled (close()) and those of the provider.
 */
class SpiceConsoleSession : public ConsoleSession
{
    Q_OBJECT

public:
    SpiceConsoleSession(DescriptorProvider provider, SpiceUse use, QObject *parent = nullptr);
    ~SpiceConsoleSession() override;

    void open() override;
    void close() override;
    [[nodiscard]] State state() const override;
    [[nodiscard]] Error closeReason() const override;
    [[nodiscard]] ConsoleTransport transport() const override;
    [[nodiscard]] QList<ConsoleHead *> heads() const override;
    [[nodiscard]] PointerMode pointerMode() const override;
    [[nodiscard]] KeyboardLeds leds() const override;
    [[nodiscard]] bool agentConnected() const override;
    void key(quint32 evdevCode, bool pressed) override;
    void movePointerTo(int head, QPoint position) override;
    void movePointerBy(QPoint delta) override;
    void button(PointerButton button, bool pressed) override;
    void wheel(QPoint angleDelta) override;
    void releaseAll() override;
    void setLocks(KeyboardLeds locks) override;
    [[nodiscard]] int maximumHeads() const override;
    bool setHeadEnabled(int head, bool enabled) override;
    bool requestHeads(const QList<HeadRequest> &heads) override;
    [[nodiscard]] GuestClipboard *clipboard() const override;
    [[nodiscard]] GuestFiles *files() const override;
    [[nodiscard]] GuestFolder *folder() const override;
    [[nodiscard]] GuestSound *sound() const override;
    [[nodiscard]] UsbRedirection *usb() const override;

private:
    std::unique_ptr<SpiceConnection> d;
};

} // namespace vitrine

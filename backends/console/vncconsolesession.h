// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/descriptorsession.h"
#include "backends/console/vncclipboard.h"
#include "backends/console/vncconnection.h"
#include "backends/console/vncsound.h"

#include <memory>

namespace vitrine {

class VncHead;

enum class VncUse {
    Everything,
    Companion, ///< sound and clipboard beside another transport's pictures: asks for no frames
};

/**
 * A console over VNC by descriptor, made for QEMU's server: keys go by number, which needs no keyboard
 * layout and which other servers don't take. One screen; text clipboard; the guest's sound, no microphone; no files.
 *
 * Decoding is on a thread of its own (VncConnection). Close reasons: AuthenticationFailed (the server
 * asks for a password although it was opened by descriptor), ConnectionFailed (its refusal),
 * ConnectionLost, Timeout, Protocol (absurd sizes and malformed messages) and those of the provider.
 * Other viewers may show the same screen.
 */
class VncConsoleSession : public DescriptorSession
{
    Q_OBJECT

public:
    explicit VncConsoleSession(DescriptorProvider provider, VncUse use = VncUse::Everything, QObject *parent = nullptr);
    ~VncConsoleSession() override;

    [[nodiscard]] QList<ConsoleHead *> heads() const override;
    [[nodiscard]] bool takesSizes() const override;
    void button(PointerButton button, bool pressed) override;
    [[nodiscard]] GuestClipboard *clipboard() const override;
    [[nodiscard]] GuestSound *sound() const override;

protected:
    void start(FileDescriptor socket) override;
    void stop() override;
    void sendKey(quint32 qnum, bool pressed) override;
    void sendPosition(int head, QPoint position) override;
    void sendMotion(QPoint delta) override;
    void clickWheel(WheelClick click) override;
    void releaseButtons() override;

private:
    void take(const VncConnection::News &news);
    void showHead();
    void takeSound(const VncConnection::News &news);
    void sendButtons();

    VncUse m_use;
    std::unique_ptr<VncHead> m_head; ///< from the first connection on
    std::unique_ptr<VncHead> m_nextHead; ///< while connecting
    std::unique_ptr<VncConnection> m_connection;
    std::unique_ptr<VncClipboard> m_clipboard;
    std::unique_ptr<VncSound> m_sound = std::make_unique<VncSound>();
    QPoint m_position; ///< absolute mode: the last one sent
    quint8 m_buttons = 0;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

namespace vitrine {

/** The session of a machine whose screen can't be reached: closes as soon as it is opened, and says why. */
class NoConsole : public ConsoleSession
{
    Q_OBJECT

public:
    explicit NoConsole(Error reason, QObject *parent = nullptr);

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

private:
    Error m_reason;
    State m_state = State::Idle;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "ui/input/guestkeyboard.h"

#include <QPointer>
#include <QTimer>

#include <chrono>

namespace vitrine {

/**
 * Types keystrokes into a guest, one press or release at a time, slowly enough for a guest's keyboard
 * to keep up. Whatever it holds down is released when it ends, however it ends; it ends by itself when
 * the session is closed or gone. A Caps Lock that is on in the guest is off meanwhile.
 */
class TextTyper : public QObject
{
    Q_OBJECT

public:
    /** Between two events; QEMU's keyboards hold back at least 16. */
    static constexpr std::chrono::milliseconds pace{10};

    explicit TextTyper(ConsoleSession *session, QObject *parent = nullptr);
    ~TextTyper() override;

    void start(const QList<Keystroke> &strokes);
    void stop();
    /** Of start() with these strokes. */
    [[nodiscard]] static std::chrono::milliseconds duration(const QList<Keystroke> &strokes);

Q_SIGNALS:
    /** That many strokes are typed. */
    void progressed(int strokes);
    /** `complete`: all were typed. Once for each start(). */
    void finished(bool complete);

private:
    struct Step {
        quint32 evdev = 0;
        bool pressed = false;
        bool endsStroke = false;
    };
    [[nodiscard]] static QList<Step> stepsOf(const Keystroke &stroke);
    [[nodiscard]] bool isConnected() const;
    void tapCapsLock();
    void next();
    void end(bool complete);

    QPointer<ConsoleSession> m_session;
    QTimer m_timer;
    QList<Step> m_steps;
    qsizetype m_position = 0;
    int m_strokes = 0;
    QList<quint32> m_down;
    bool m_liftedCapsLock = false;
};

} // namespace vitrine

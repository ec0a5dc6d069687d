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
 * the session is not connected any more, and what was down then is released as soon as one is. A Caps
 * Lock that is on in the guest is off meanwhile.
 */
class TextTyper : public QObject
{
    Q_OBJECT

public:
    /** Between two events; QEMU's keyboards hold back at least 16. */
    static constexpr std::chrono::milliseconds pace{10};

    explicit TextTyper(ConsoleSession *session, QObject *parent = nullptr);
    ~TextTyper() override;

    /** What it types into from now on; null: there is none now. */
    void setSession(ConsoleSession *session);
    [[nodiscard]] bool isConnected() const;
    void start(const QList<Keystroke> &strokes);
    void stop();
    /** Of start() with these strokes. */
    [[nodiscard]] static std::chrono::milliseconds duration(const QList<Keystroke> &strokes);

Q_SIGNALS:
    /** That many strokes are typed. */
    void progressed(int strokes);
    /** `complete`: all were typed. Once for each start(). */
    void finished(bool complete);
    /** isConnected() is another. */
    void connectedChanged();

private:
    struct Step {
        quint32 evdev = 0;
        bool pressed = false;
        bool endsStroke = false;
    };
    [[nodiscard]] static QList<Step> stepsOf(const Keystroke &stroke);
    void onStateChanged();
    void tapCapsLock();
    void next();
    void releaseDown();
    void end(bool complete);

    QPointer<ConsoleSession> m_session;
    QTimer m_timer;
    QList<Step> m_steps;
    qsizetype m_position = 0;
    int m_strokes = 0;
    QList<quint32> m_down; ///< in the guest
    bool m_wasConnected = false;
    bool m_liftedCapsLock = false;
};

} // namespace vitrine

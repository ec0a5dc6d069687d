// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <QSet>
#include <QSize>

#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace vitrine {

/** One call of QEMU's D-Bus display that needs no more of an answer than that it has come. */
struct QemuInput {
    enum class Kind {
        KeyPress,
        KeyRelease,
        ButtonPress,
        ButtonRelease,
        MoveTo,
        MoveBy,
        Touch,
        Size, ///< another resolution is asked for
    };
    Kind kind = Kind::KeyPress;
    int console = 0;
    quint32 number = 0; ///< key, button, or a touch's phase: 0 begin, 1 update, 2 end, 3 cancel
    quint64 slot = 0; ///< tells fingers apart
    QPointF place = {}; ///< position, or motion
    QSize pixels = {}; ///< of Kind::Size
    QSize millimetres = {};
};

/**
 * Keeps what is sent to a QEMU that does not answer (it is stopped, or its memory is on disk) to a few
 * hundred calls, where a moving pointer alone would make a thousand a second.
 *
 * One motion is under way at most: those that come meanwhile become one, the last position or the sum,
 * and go when that is answered or before the next key, button or touch, whose order is kept. Of each
 * screen's sizes the last waits likewise. Presses beyond mostUnanswered are dropped with their
 * releases; the release of what was pressed is always sent, so that nothing stays down when QEMU goes on.
 *
 * For one thread.
 */
class QemuInputQueue
{
public:
    static constexpr int mostUnanswered = 256;

    /** `send` is called within add() and answered(); each call ends in answered(), unless the queue is done with. */
    explicit QemuInputQueue(std::function<void(const QemuInput &)> send);

    void add(const QemuInput &input);
    /** QEMU has answered this one, be it with an error. */
    void answered(const QemuInput &input);
    [[nodiscard]] int unanswered() const
    {
        return m_unanswered;
    }

private:
    using Held = std::pair<QemuInput::Kind, quint64>; ///< the kind of its press; key, button or finger
    void move(const QemuInput &input);
    void resize(const QemuInput &input);
    void press(const QemuInput &input, const Held &held);
    void release(const QemuInput &input, const Held &held);
    void touch(const QemuInput &input);
    [[nodiscard]] bool mayPress();
    void sendMotion();
    void send(const QemuInput &input);

    std::function<void(const QemuInput &)> m_send;
    int m_unanswered = 0;
    int m_motionsUnderWay = 0;
    std::optional<QemuInput> m_motion; ///< waits
    std::map<int, std::optional<QemuInput>> m_sizes; ///< by console: one is under way, and another may wait
    QSet<Held> m_held; ///< pressed in the guest
    QSet<Held> m_dropped; ///< whose press was dropped
    bool m_dropping = false;
};

} // namespace vitrine

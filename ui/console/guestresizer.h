// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSize>
#include <QTimer>

namespace vitrine {

class ConsoleView;

/**
 * Asks the guest of a view for a resolution, when the last wish has stood for a moment: a guest that
 * is asked at every step of a dragged window edge does nothing else. Never asks twice for the same.
 */
class GuestResizer : public QObject
{
    Q_OBJECT

public:
    explicit GuestResizer(ConsoleView *view);

    /** Soon asks for `pixels` (of the host's screen), unless that is what the guest shows then or was asked for last. */
    void wish(QSize pixels);
    /** Nothing is wished any more. */
    void cancel();
    /** The guest is another (agent came, session is new): what it was asked before counts no more. */
    void forget();
    /** What the guest was asked for last; empty: nothing. */
    [[nodiscard]] QSize lastAsked() const;
    /** Asks at once, without a wish that stands: for a resolution chosen by hand. False: can't be asked. */
    bool ask(QSize pixels);

private:
    void askForWish();

    ConsoleView *m_view;
    QTimer m_timer;
    QSize m_wish;
    QSize m_lastAsked;
};

} // namespace vitrine

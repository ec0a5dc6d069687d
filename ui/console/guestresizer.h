// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSize>

namespace vitrine {

class ConsoleView;

/** Asks the guest of a view for a resolution; never twice for the same by askOnce(). */
class GuestResizer : public QObject
{
    Q_OBJECT

public:
    explicit GuestResizer(ConsoleView *view);

    /** Asks for `pixels` (of the host's screen), unless the guest shows that or was asked for it last. */
    void askOnce(QSize pixels);
    /** Asks in any case: for a resolution chosen by hand. */
    void ask(QSize pixels);
    /** The guest is another (agent came, session is new): what it was asked before counts no more. */
    void forget();
    /** What askOnce() asked for last; empty: nothing. */
    [[nodiscard]] QSize lastAsked() const;

private:
    bool request(QSize pixels);

    ConsoleView *m_view;
    QSize m_lastAsked;
};

} // namespace vitrine

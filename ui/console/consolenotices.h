// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <chrono>

class KMessageWidget;

namespace vitrine {

class MachineActions;

/** Notes that lie over the upper edge of a screen and leave the picture its size. */
class ConsoleNotices : public QWidget
{
    Q_OBJECT

public:
    /** Lies over the upper edge of `over`, so that the picture there keeps its size. */
    ConsoleNotices(const MachineActions &actions, QWidget *over);

    /** Goes to the screen in another window of the machine, until that closes. */
    void lieOver(QWidget *over);

    /** A further message, hidden; it lies below those before it. */
    [[nodiscard]] KMessageWidget *add(const QString &name);

    /** The guest restarts over and over. */
    void setRestartLooping(bool looping);
    /** The machine's emulator hangs: `advice` says what can be done; empty: it doesn't. */
    void setNotAnswering(const QString &advice);
    /** Something that the status line would tell; goes by itself after `time`, with 0 when it is closed. */
    void tell(const QString &message, std::chrono::milliseconds time);
    /** All keys go to the guest now; told until the user has closed it once. */
    void explainCapture(bool captured, const QString &hostKeyName);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void show(KMessageWidget *message, bool shown);

    QPointer<QWidget> m_home; ///< of the window that owns it
    QWidget *m_over;
    KMessageWidget *m_restarts;
    KMessageWidget *m_silent;
    KMessageWidget *m_capture;
    KMessageWidget *m_told;
    QTimer m_toldEnds;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/lampstates.h"

#include <QTimer>
#include <QWidget>

#include <array>

class KSqueezedTextLabel;
class QMenu;

namespace vitrine {

class LampButton;

/**
 * The row of lamps at the window's lower edge, each with a plain tooltip and the menu that the menu
 * bar has for the same thing. Reached by Tab, walked by the arrow keys, opened by Enter; Escape leaves
 * it. Costs nothing while nothing changes.
 */
class StatusLamps : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLamps(QWidget *parent = nullptr);

    void set(Lamp lamp, const LampState &state);
    /** The menu stays its owner's. */
    void setMenu(Lamp lamp, QMenu *menu);
    /** A passing message between the lamps; empty: none. What there is no room for is shortened. */
    void showMessage(const QString &text);
    [[nodiscard]] bool hasRoomFor(const QString &message) const;
    /** Puts the keyboard's focus on the first lamp. */
    void focusFirst();

    void setMachine(const MachineInfo &machine);
    void setTransport(ConsoleTransport transport);
    void setCapture(bool captured, bool effective, const QString &hostKeyName);
    /** Counts a frame; the rate is shown once a second while there are any. */
    void countFrame();

Q_SIGNALS:
    /** Escape was pressed: the focus is to go back to the guest. */
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] LampButton *button(Lamp lamp) const;
    void moveFocus(const QObject *from, int step);
    void showRate();

    std::array<LampButton *, lampCount> m_buttons{};
    KSqueezedTextLabel *m_message;
    ConsoleTransport m_transport = ConsoleTransport::None;
    int m_frames = 0;
    int m_rate = 0;
    QTimer m_second;
};

} // namespace vitrine

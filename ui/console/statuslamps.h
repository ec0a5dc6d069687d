// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/machineinfo.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace vitrine {

/**
 * The row of lamps at the window's lower edge: state, acceleration, display and frames a second,
 * keyboard capture with the Host key's name. Each has a plain tooltip and is readable aloud.
 */
class StatusLamps : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLamps(QWidget *parent = nullptr);

    void setMachine(const MachineInfo &machine);
    void setTransport(ConsoleTransport transport);
    /** `effective`: the desktop's own shortcuts go to the guest as well. */
    void setCapture(bool captured, bool effective, const QString &hostKeyName);
    /** Counts a frame; the rate is shown once a second while there are any. */
    void countFrame();

private:
    class Lamp;
    void showRate();
    void updateDisplay();

    Lamp *m_state;
    Lamp *m_acceleration;
    Lamp *m_display;
    Lamp *m_capture;
    ConsoleTransport m_transport = ConsoleTransport::None;
    int m_frames = 0;
    int m_rate = 0;
    QTimer m_second;
};

/** "Right Ctrl" for an evdev code. */
[[nodiscard]] QString keyName(quint32 evdev);

} // namespace vitrine

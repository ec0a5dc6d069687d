// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"
#include "ui/console/consolemenu.h"

namespace vitrine {

class HeadWindows;
class MachineConsole;
class Recorder;
class VideoEncoderFactory;

/** The part of the View menu that records the guest's screen. */
class RecordingActions : public ConsoleMenu
{
    Q_OBJECT

public:
    /** Records the screen of the machine's active window. `encoders` must outlive it. */
    RecordingActions(MachineConsole *console, HeadWindows *windows, VideoEncoderFactory *encoders, const QString &hostKeyName, QObject *parent);

    [[nodiscard]] Recorder *recorder() const;
    void fillMenu(QMenu *menu) override;

    QAction *record; ///< checkable

private:
    void update();
    void askWhere();
    Task<> begin(QString path);
    Task<> check();

    MachineConsole *m_console;
    HeadWindows *m_windows;
    VideoEncoderFactory *m_encoders;
    Recorder *m_recorder;
    QString m_missing; ///< why it can't be done on this computer
    bool m_checked = false;
};

} // namespace vitrine

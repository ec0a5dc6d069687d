// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/machineinfo.h"

#include <QWidget>

class KMessageWidget;
class QAction;
class QLabel;

namespace vitrine {

class MachineActions;

/**
 * Top of the details page: guest icon, name, state; below it what the state calls for ("the disk is
 * full...") with buttons, and the notice that the guest runs without acceleration. GUI thread.
 */
class MachineHeader : public QWidget
{
    Q_OBJECT

public:
    explicit MachineHeader(MachineActions *actions, QWidget *parent = nullptr);

    void setMachine(const MachineInfo &machine, bool restartLooping);
    /** Advises to force it off, until it is off. */
    void setShutDownIgnored(const MachineId &id);
    /** See MainWindow::setAccelerationProblem(). */
    void setAccelerationProblem(const Error &problem);

private:
    void updateAdvice();
    void updateAcceleration();
    [[nodiscard]] bool shutDownIgnored() const;
    [[nodiscard]] QList<QAction *> adviceActions() const;

    MachineActions *m_actions;
    MachineInfo m_machine;
    bool m_restartLooping = false;
    MachineId m_shutDownIgnored;
    Error m_accelerationProblem = Error::cancelled();
    QLabel *m_icon;
    QLabel *m_name;
    QLabel *m_stateIcon;
    QLabel *m_state;
    QWidget *m_acceleration;
    QLabel *m_accelerationText;
    KMessageWidget *m_advice;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/networks/portforwardmodel.h"

#include <QToolButton>
#include <QUrl>

namespace vitrine {

/** Where a forwarded port leads to, for the program that opens it: "ssh://127.0.0.1:2222". Pure. */
[[nodiscard]] QUrl reachUrl(const PortForward &forward, PortUse use);
/** The same as a command line, for where no program is set up for such addresses; empty for web pages. Pure. */
[[nodiscard]] QString reachCommand(const PortForward &forward, PortUse use);

/** Opens what a row forwards: in the browser, by SSH, by remote desktop. The likely one first. */
class ReachButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ReachButton(QWidget *parent = nullptr);
    void setForward(const PortForward &forward);
    /** Empty: it can be reached. */
    void setReason(const QString &reason);

Q_SIGNALS:
    /** No program opens such addresses; `command` does, in a terminal. */
    void notOpened(const QString &command);

private:
    QAction *add(PortUse use, const QString &name, const QString &iconName, const QString &text);
    void open(PortUse use);

    PortForward m_forward;
    QHash<int, QAction *> m_actions;
};

} // namespace vitrine

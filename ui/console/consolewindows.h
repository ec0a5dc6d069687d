// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolewindow.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace vitrine {

/** The open console windows, at most one a machine. */
class ConsoleWindows : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleWindows(ConsoleContext context, QObject *parent = nullptr);

    /** Opens the machine's window, or brings it to the front. */
    ConsoleWindow *open(const MachineId &id);

private:
    ConsoleContext m_context;
    QHash<MachineId, QPointer<ConsoleWindow>> m_windows;
};

} // namespace vitrine

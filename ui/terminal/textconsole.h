// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"
#include "backends/core/ids.h"
#include "backends/core/machinedetails.h"
#include "backends/core/result.h"
#include "backends/core/roles.h"

#include <QObject>

#include <memory>

namespace vitrine {

class MachineCommands;
class MachineStore;

/**
 * Keeps one text console of a machine open while the machine runs: opens it when the machine starts,
 * and again on request after it ended. Of several the first is chosen until select(). No widget.
 */
class TextConsole : public QObject
{
    Q_OBJECT

public:
    enum class State {
        MachineOff,
        Connecting,
        Open,
        Absent, ///< The machine has no text console.
        Taken, ///< Another program has it; connectNow(TakeOver) throws that out.
        Ended, ///< It broke or was taken over while the machine went on.
        Failed, ///< error() tells why.
    };

    /** Both must outlive it. start() comes after its signals were connected. */
    TextConsole(MachineStore *store, MachineCommands *commands, MachineId id, QObject *parent = nullptr);

    void start();
    [[nodiscard]] const MachineId &id() const;
    [[nodiscard]] QString machineName() const;
    [[nodiscard]] State state() const;
    [[nodiscard]] Error error() const;
    [[nodiscard]] QList<TextConsoleDetails> consoles() const;
    /** Index in consoles(). */
    [[nodiscard]] int current() const;
    void select(int index);
    void connectNow(TextConsoleAccess access);
    /** The socket that opened() gave has ended. */
    void noteEnd();

Q_SIGNALS:
    /** A fresh socket, in state Open; any older one is to be dropped. */
    void opened(const std::shared_ptr<vitrine::FileDescriptor> &socket);
    /** state(), consoles() or current() changed. */
    void changed();

private:
    void update();
    [[nodiscard]] bool isMachineActive() const;
    void setState(State state, const Error &error = {});
    Task<> open(quint64 attempt, TextConsoleAccess access);
    [[nodiscard]] Task<std::shared_ptr<FileDescriptor>> openSelected(TextConsoleAccess access);

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineId m_id;
    QString m_name;
    State m_state = State::MachineOff;
    Error m_error;
    QList<TextConsoleDetails> m_consoles;
    int m_current = 0;
    quint64 m_attempt = 0; ///< a newer one makes what an older one brings void
    bool m_wasActive = false;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/ids.h"
#include "backends/core/machinedetails.h"
#include "backends/core/result.h"
#include "ui/console/consolesituation.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace vitrine {

class ConsoleFactory;
class MachineCommands;
class MachineStore;

/**
 * Keeps a ConsoleSession to one machine as long as it runs: opens one when it starts, lets go of it
 * when it stops. A connection that breaks while the machine goes on is opened anew once by itself;
 * after that, and when another viewer took the screen, only on request.
 */
class MachineConsole : public QObject
{
    Q_OBJECT

public:
    /** All must outlive it. */
    MachineConsole(MachineStore *store, MachineCommands *commands, ConsoleFactory *factory, MachineId id, QObject *parent = nullptr);
    ~MachineConsole() override;

    [[nodiscard]] const MachineId &id() const;
    /** Null while there is none. Valid until sessionAboutToChange(). */
    [[nodiscard]] ConsoleSession *session() const;
    [[nodiscard]] ConsoleFacts facts() const;

    /** What the screen can come over, best first; empty until a session was opened. */
    [[nodiscard]] QList<ConsoleTransport> transports() const;
    /** What the user has chosen of them; None: whichever is best. */
    [[nodiscard]] ConsoleTransport preferredTransport() const;
    /** Opens the screen anew over this one; None: over the best. Remembered for the machine. */
    void preferTransport(ConsoleTransport transport);

    /** Opens the screen (again). */
    void reconnect();

Q_SIGNALS:
    /** Last chance to look at the picture of session(). */
    void sessionAboutToChange();
    /** Another session, or another state or head of it. */
    void sessionChanged();
    /** facts() may say something else. */
    void factsChanged();

private:
    void update();
    void drop();
    void onHeadsChanged();
    void onStateChanged();
    Task<> open(quint64 attempt);

    MachineStore *m_store;
    MachineCommands *m_commands;
    ConsoleFactory *m_factory;
    MachineId m_id;
    std::unique_ptr<ConsoleSession> m_session;
    quint64 m_attempt = 0; ///< a newer one makes what an older one brings void
    bool m_wasActive = false;
    bool m_retried = false;
    ConsoleTransport m_lastTransport = ConsoleTransport::None;
    QList<ConsoleTransport> m_transports;
    Error m_openError;
    bool m_openFailed = false;
    QTimer m_retry;
};

} // namespace vitrine

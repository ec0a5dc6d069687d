// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QObject>

#include <functional>

namespace vitrine {

class NetworkStore;

/** What the UI calls to change networks; the store is read again after each. GUI thread; outlives the windows. */
class NetworkCommands : public QObject
{
    Q_OBJECT

public:
    explicit NetworkCommands(NetworkStore *store, QObject *parent = nullptr);

    /** Defines and starts a new network; the definition stays when only starting fails. */
    void create(const NetworkDefinition &definition, bool autostart);
    /** Changes what differs, in the definition as it is now; takes effect when the network starts next. */
    void edit(const QUuid &id, const NetworkDefinition &definition);
    void start(const QUuid &id);
    void stop(const QUuid &id);
    void setAutostart(const QUuid &id, bool on);
    /** Stops it first when it runs. */
    void remove(const NetworkInfo &network);
    /** Gives the last command that failed again. */
    void retry();
    [[nodiscard]] bool isBusy() const
    {
        return m_running > 0;
    }

Q_SIGNALS:
    void busyChanged();
    void failed(const vitrine::Error &error);
    void made(const QUuid &id);
    /** An edit is stored, but the network runs as it was. */
    void needsRestart(const QUuid &id);

private:
    using Work = std::function<Task<>(NetworkRole *)>;
    void run(const Work &work, const std::function<void()> &done = {});

    NetworkStore *m_store;
    int m_running = 0;
    std::function<void()> m_failed;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/gsignals.h"
#include "backends/console/guestclipboard.h"

#include <QPromise>
#include <QTimer>

#include <spice-client.h>

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace vitrine {

/**
 * The clipboard over a SPICE main channel, for guests whose agent takes part by demand.
 *
 * The agent's protocol has text and pictures, no HTML. It has a type for lists of files, too, but no agent
 * is known that makes anything of it (spice-vdagent 0.22.1 does not); files go by GuestFiles. Text crosses
 * with the line ends of the side it arrives at. Each question of the guest is answered: by answer(), at once when nothing
 * like it was offered, or with nothing when answer() does not come in time; a guest's program hangs
 * else.
 */
class SpiceClipboard : public GuestClipboard
{
    Q_OBJECT

public:
    SpiceClipboard();
    ~SpiceClipboard() override;

    /** The channel of a new connection, or null: it has gone. */
    void follow(SpiceMainChannel *channel);
    /** Reads anew whether the agent is there and what it can do. */
    void agentChanged();

    [[nodiscard]] bool isAvailable() const override;
    void offer(ClipboardSelection selection, const QStringList &mimeTypes) override;
    void withdraw(ClipboardSelection selection) override;
    void answer(quint64 request, const QByteArray &data) override;
    [[nodiscard]] QStringList guestOffer(ClipboardSelection selection) const override;
    Task<QByteArray> fetch(ClipboardSelection selection, QString mimeType, qsizetype limit) override;

private:
    struct Fetch {
        guint32 type = 0;
        qsizetype limit = 0;
        QPromise<Result<QByteArray>> promise;
    };
    /** The agent tells answers apart by their order only: one question at a time. */
    struct Side {
        std::vector<guint32> guestTypes; ///< what the guest offers
        std::map<guint32, QString> hostTypes; ///< what the host offers, as the caller named it; we hold the grab
        std::vector<std::unique_ptr<Fetch>> fetches; ///< the first one was asked
        int staleAnswers = 0; ///< still to come for questions nobody waits for
        QTimer timeout;
    };
    struct Request {
        ClipboardSelection selection = ClipboardSelection::Clipboard;
        guint32 type = 0;
    };

    [[nodiscard]] bool can(guint32 capability) const;
    [[nodiscard]] Side &side(ClipboardSelection selection);
    void guestGrabs(guint selection, const guint32 *types, guint count);
    void guestReleases(guint selection);
    void guestAsks(guint selection, guint32 type);
    void guestAnswers(guint selection, guint32 type, QByteArrayView answer);
    void setGuestTypes(ClipboardSelection selection, std::vector<guint32> types);
    void ask(ClipboardSelection selection);
    void finishFirst(ClipboardSelection selection, const Result<QByteArray> &result);
    void failAll(ClipboardSelection selection, ErrorCode code);
    void send(ClipboardSelection selection, guint32 type, const QByteArray &data);
    void forget();

    GObjectPtr<SpiceMainChannel> m_channel;
    bool m_available = false;
    std::array<Side, 2> m_sides;
    std::map<quint64, Request> m_requests;
    quint64 m_lastRequest = 0;
    GSignals m_signals;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestclipboard.h"
#include "backends/console/vnccuttext.h"

#include <QPromise>

#include <functional>
#include <memory>
#include <vector>

namespace vitrine {

/**
 * The text clipboard of a VNC session. Available as soon as the server takes part; whether an agent in
 * the guest does, the protocol does not tell. The primary selection is not carried.
 */
class VncClipboard : public GuestClipboard
{
    Q_OBJECT

public:
    using Sender = std::function<void(const VncCutText &)>;

    explicit VncClipboard(Sender send);
    ~VncClipboard() override;

    /** What the server said. */
    void take(const VncCutText &cutText);
    /** The connection ended. */
    void reset();

    [[nodiscard]] bool isAvailable() const override;
    void offer(ClipboardSelection selection, const QStringList &mimeTypes) override;
    void withdraw(ClipboardSelection selection) override;
    void answer(quint64 request, const QByteArray &data) override;
    [[nodiscard]] QStringList guestOffer(ClipboardSelection selection) const override;
    Task<QByteArray> fetch(ClipboardSelection selection, QString mimeType, qsizetype limit) override;

private:
    using Answer = QPromise<Result<QByteArray>>;
    void setGuestOffers(bool offers);
    void settle(const Result<QByteArray> &result);

    Sender m_send;
    bool m_available = false;
    bool m_guestOffers = false;
    bool m_hostOffers = false;
    quint64 m_lastRequest = 0;
    std::vector<std::shared_ptr<Answer>> m_waiting; ///< for the guest's text
};

} // namespace vitrine

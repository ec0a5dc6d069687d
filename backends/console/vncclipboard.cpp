// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncclipboard.h"

#include <QCoroFuture>
#include <QTimer>

#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr auto answerTimeout = 10s;

QString textType()
{
    return QStringLiteral("text/plain;charset=utf-8");
}

std::unexpected<Error> failed(ErrorCode code)
{
    return fail(code, {}, {}, QStringLiteral("vnc-clipboard"));
}

} // namespace

VncClipboard::VncClipboard(Sender send)
    : m_send(std::move(send))
{
}

VncClipboard::~VncClipboard()
{
    settle(failed(ErrorCode::ConnectionLost));
}

void VncClipboard::take(const VncCutText &cutText)
{
    switch (cutText.kind) {
    case VncCutText::Kind::Capabilities:
        m_send({.kind = VncCutText::Kind::Capabilities});
        if (!std::exchange(m_available, true)) {
            Q_EMIT availableChanged();
        }
        break;
    case VncCutText::Kind::Offer:
        setGuestOffers(cutText.hasText);
        break;
    case VncCutText::Kind::Request:
        if (m_hostOffers) {
            Q_EMIT dataRequested(++m_lastRequest, ClipboardSelection::Clipboard, textType());
        }
        break;
    case VncCutText::Kind::Text:
        settle(cutText.text);
        break;
    }
}

void VncClipboard::reset()
{
    m_hostOffers = false;
    settle(failed(ErrorCode::ConnectionLost));
    setGuestOffers(false);
    if (std::exchange(m_available, false)) {
        Q_EMIT availableChanged();
    }
}

void VncClipboard::setGuestOffers(bool offers)
{
    // A new text is a new offer.
    if (offers || m_guestOffers) {
        m_guestOffers = offers;
        Q_EMIT guestOfferChanged(ClipboardSelection::Clipboard);
    }
}

void VncClipboard::settle(const Result<QByteArray> &result)
{
    for (const auto &answer : std::exchange(m_waiting, {})) {
        answer->addResult(result);
        answer->finish();
    }
}

bool VncClipboard::isAvailable() const
{
    return m_available;
}

void VncClipboard::offer(ClipboardSelection selection, const QStringList &mimeTypes)
{
    const bool text = std::ranges::any_of(mimeTypes, [](const QString &type) {
        return type.startsWith(QLatin1String("text/plain"));
    });
    if (selection == ClipboardSelection::Clipboard && m_available && text) {
        m_hostOffers = true;
        m_send({.kind = VncCutText::Kind::Offer, .hasText = true});
    }
}

void VncClipboard::withdraw(ClipboardSelection selection)
{
    if (selection == ClipboardSelection::Clipboard && std::exchange(m_hostOffers, false)) {
        m_send({.kind = VncCutText::Kind::Offer, .hasText = false});
    }
}

void VncClipboard::answer(quint64, const QByteArray &data)
{
    m_send({.kind = VncCutText::Kind::Text, .hasText = true, .text = data});
}

QStringList VncClipboard::guestOffer(ClipboardSelection selection) const
{
    return selection == ClipboardSelection::Clipboard && m_guestOffers ? QStringList{textType()} : QStringList();
}

Task<QByteArray> VncClipboard::fetch(ClipboardSelection selection, QString mimeType, qsizetype limit)
{
    if (!guestOffer(selection).contains(mimeType)) {
        co_return failed(ErrorCode::NotFound);
    }
    auto answer = std::make_shared<Answer>();
    const QFuture<Result<QByteArray>> future = answer->future();
    answer->start();
    m_waiting.push_back(answer);
    m_send({.kind = VncCutText::Kind::Request, .hasText = true});
    QTimer::singleShot(answerTimeout, this, [this, waiting = std::weak_ptr(answer)] {
        if (const auto late = waiting.lock()) {
            std::erase(m_waiting, late);
            late->addResult(failed(ErrorCode::Timeout));
            late->finish();
        }
    });
    answer.reset();
    const Result<QByteArray> text = co_await future;
    if (text && text->size() > limit) {
        co_return fail(ErrorCode::TooLarge, QStringLiteral("clipboard"));
    }
    co_return text;
}

} // namespace vitrine

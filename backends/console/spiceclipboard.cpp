// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceclipboard.h"

#include <QCoroFuture>
#include <QPointer>

#include <spice/vd_agent.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <ranges>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
/** A picture of 100 MB takes some seconds through the agent. */
constexpr auto guestTimeout = 20s;
/** As long as a guest's program may stand still for the host's answer. */
constexpr auto hostTimeout = 15s;
constexpr guint maxTypes = 32;

struct MimeType {
    QLatin1StringView name;
    guint32 type;
};
constexpr std::array mimeTypes{
    MimeType{"text/plain;charset=utf-8"_L1, VD_AGENT_CLIPBOARD_UTF8_TEXT},
    MimeType{"image/png"_L1, VD_AGENT_CLIPBOARD_IMAGE_PNG},
    MimeType{"image/bmp"_L1, VD_AGENT_CLIPBOARD_IMAGE_BMP},
    MimeType{"image/tiff"_L1, VD_AGENT_CLIPBOARD_IMAGE_TIFF},
    MimeType{"image/jpeg"_L1, VD_AGENT_CLIPBOARD_IMAGE_JPG},
};

guint32 agentType(const QString &mimeType)
{
    if (mimeType == "text/plain"_L1) {
        return VD_AGENT_CLIPBOARD_UTF8_TEXT;
    }
    const auto found = std::ranges::find(mimeTypes, mimeType, &MimeType::name);
    return found == mimeTypes.end() ? guint32(VD_AGENT_CLIPBOARD_NONE) : found->type;
}

guint agentSelection(ClipboardSelection selection)
{
    return selection == ClipboardSelection::Clipboard ? VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD : VD_AGENT_CLIPBOARD_SELECTION_PRIMARY;
}

/** False for the third, which nothing on the host answers to. */
bool known(guint selection)
{
    return selection <= VD_AGENT_CLIPBOARD_SELECTION_PRIMARY;
}

ClipboardSelection hostSelection(guint selection)
{
    return selection == VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD ? ClipboardSelection::Clipboard : ClipboardSelection::Primary;
}

QByteArray withUnixLineEnds(QByteArray text)
{
    return text.replace("\r\n", "\n");
}

QByteArray withDosLineEnds(const QByteArray &text)
{
    return withUnixLineEnds(text).replace("\n", "\r\n");
}

} // namespace

SpiceClipboard::SpiceClipboard()
{
    for (const auto selection : {ClipboardSelection::Clipboard, ClipboardSelection::Primary}) {
        QTimer &timeout = side(selection).timeout;
        timeout.setSingleShot(true);
        timeout.setInterval(guestTimeout);
        connect(&timeout, &QTimer::timeout, this, [this, selection] {
            side(selection).staleAnswers = 0; // it answers nothing at all
            finishFirst(selection, fail(ErrorCode::Timeout, {}, {}, u"clipboard"_s));
        });
    }
}

SpiceClipboard::~SpiceClipboard()
{
    for (const auto selection : {ClipboardSelection::Clipboard, ClipboardSelection::Primary}) {
        failAll(selection, ErrorCode::ConnectionLost);
    }
}

SpiceClipboard::Side &SpiceClipboard::side(ClipboardSelection selection)
{
    return m_sides[selection == ClipboardSelection::Clipboard ? 0 : 1];
}

void SpiceClipboard::follow(SpiceMainChannel *channel)
{
    m_signals.clear();
    m_channel.reset();
    if (!channel) {
        return agentChanged();
    }
    m_channel = shareGObject(channel);
    m_signals.add(channel,
                  "main-clipboard-selection-grab",
                  G_CALLBACK(+[](SpiceMainChannel *, guint selection, gpointer types, guint count, SpiceClipboard *self) -> gboolean {
                      self->guestGrabs(selection, static_cast<const guint32 *>(types), count);
                      return TRUE;
                  }),
                  this);
    m_signals.add(channel,
                  "main-clipboard-selection-release",
                  G_CALLBACK(+[](SpiceMainChannel *, guint selection, SpiceClipboard *self) {
                      self->guestReleases(selection);
                  }),
                  this);
    m_signals.add(channel,
                  "main-clipboard-selection-request",
                  G_CALLBACK(+[](SpiceMainChannel *, guint selection, guint type, SpiceClipboard *self) -> gboolean {
                      self->guestAsks(selection, type);
                      return TRUE;
                  }),
                  this);
    m_signals.add(channel,
                  "main-clipboard-selection",
                  G_CALLBACK(+[](SpiceMainChannel *, guint selection, guint type, gpointer data, guint size, SpiceClipboard *self) {
                      self->guestAnswers(selection, type, QByteArrayView(static_cast<const char *>(data), size));
                  }),
                  this);
}

bool SpiceClipboard::can(guint32 capability) const
{
    return m_channel && spice_main_channel_agent_test_capability(m_channel.get(), capability) == TRUE;
}

void SpiceClipboard::agentChanged()
{
    gboolean connected = FALSE;
    if (m_channel) {
        g_object_get(m_channel.get(), "agent-connected", &connected, nullptr);
    }
    const bool available = connected == TRUE && can(VD_AGENT_CAP_CLIPBOARD_BY_DEMAND);
    if (available == std::exchange(m_available, available)) {
        return;
    }
    const QPointer<SpiceClipboard> guard(this);
    if (!available) {
        forget();
    }
    if (guard) {
        Q_EMIT availableChanged();
    }
}

void SpiceClipboard::forget()
{
    m_requests.clear();
    const QPointer<SpiceClipboard> guard(this);
    for (const auto selection : {ClipboardSelection::Clipboard, ClipboardSelection::Primary}) {
        if (!guard) {
            return;
        }
        side(selection).hostTypes.clear();
        failAll(selection, ErrorCode::ConnectionLost);
        side(selection).staleAnswers = 0;
        setGuestTypes(selection, {});
    }
}

bool SpiceClipboard::isAvailable() const
{
    return m_available;
}

void SpiceClipboard::offer(ClipboardSelection selection, const QStringList &mimeTypes)
{
    if (!m_available) {
        return;
    }
    std::map<guint32, QString> types;
    for (const QString &name : mimeTypes) {
        if (const guint32 type = agentType(name); type != VD_AGENT_CLIPBOARD_NONE) {
            types.emplace(type, name);
        }
    }
    if (types.empty()) {
        return withdraw(selection);
    }
    std::vector<guint32> list;
    std::ranges::copy(types | std::views::keys, std::back_inserter(list));
    side(selection).hostTypes = std::move(types);
    spice_main_channel_clipboard_selection_grab(m_channel.get(), agentSelection(selection), list.data(), static_cast<int>(list.size()));
    failAll(selection, ErrorCode::NotFound);
    setGuestTypes(selection, {});
}

void SpiceClipboard::withdraw(ClipboardSelection selection)
{
    if (m_available && !std::exchange(side(selection).hostTypes, {}).empty()) {
        spice_main_channel_clipboard_selection_release(m_channel.get(), agentSelection(selection));
    }
}

void SpiceClipboard::guestAsks(guint selection, guint32 type)
{
    if (!known(selection)) {
        return spice_main_channel_clipboard_selection_notify(m_channel.get(), selection, VD_AGENT_CLIPBOARD_NONE, nullptr, 0);
    }
    const auto &offered = side(hostSelection(selection)).hostTypes;
    const auto found = offered.find(type);
    if (!m_available || found == offered.end()) {
        return send(hostSelection(selection), VD_AGENT_CLIPBOARD_NONE, {});
    }
    const QString mimeType = found->second;
    const quint64 id = ++m_lastRequest;
    m_requests[id] = {.selection = hostSelection(selection), .type = type};
    QTimer::singleShot(hostTimeout, this, [this, id] {
        answer(id, {});
    });
    Q_EMIT dataRequested(id, hostSelection(selection), mimeType);
}

void SpiceClipboard::answer(quint64 request, const QByteArray &data)
{
    const auto found = m_requests.find(request);
    if (found == m_requests.end()) {
        return; // answered, overdue, or the agent has gone
    }
    const Request asked = found->second;
    m_requests.erase(found);
    if (asked.type == VD_AGENT_CLIPBOARD_UTF8_TEXT && can(VD_AGENT_CAP_GUEST_LINEEND_CRLF)) {
        send(asked.selection, asked.type, withDosLineEnds(data));
    } else {
        send(asked.selection, asked.type, data);
    }
}

/** No data, or more than the agent takes, is "none": the library would not answer at all. */
void SpiceClipboard::send(ClipboardSelection selection, guint32 type, const QByteArray &data)
{
    int limit = -1;
    g_object_get(m_channel.get(), "max-clipboard", &limit, nullptr);
    const bool sendable = type != VD_AGENT_CLIPBOARD_NONE && !data.isEmpty() && (limit < 0 || data.size() < limit);
    spice_main_channel_clipboard_selection_notify(m_channel.get(),
                                                  agentSelection(selection),
                                                  sendable ? type : guint32(VD_AGENT_CLIPBOARD_NONE),
                                                  sendable ? reinterpret_cast<const guchar *>(data.constData()) : nullptr,
                                                  sendable ? static_cast<size_t>(data.size()) : 0);
}

void SpiceClipboard::guestGrabs(guint selection, const guint32 *types, guint count)
{
    if (!m_available || !known(selection)) {
        return;
    }
    std::vector<guint32> offered(types, types + std::min(count, maxTypes));
    side(hostSelection(selection)).hostTypes.clear();
    const QPointer<SpiceClipboard> guard(this);
    failAll(hostSelection(selection), ErrorCode::NotFound);
    if (guard) {
        setGuestTypes(hostSelection(selection), std::move(offered));
    }
}

void SpiceClipboard::guestReleases(guint selection)
{
    // An agent also releases what it held before our own grab: that must not end ours.
    if (known(selection) && !side(hostSelection(selection)).guestTypes.empty()) {
        failAll(hostSelection(selection), ErrorCode::NotFound);
        setGuestTypes(hostSelection(selection), {});
    }
}

void SpiceClipboard::setGuestTypes(ClipboardSelection selection, std::vector<guint32> types)
{
    // The same types again are another text.
    if (side(selection).guestTypes.empty() && types.empty()) {
        return;
    }
    side(selection).guestTypes = std::move(types);
    Q_EMIT guestOfferChanged(selection);
}

QStringList SpiceClipboard::guestOffer(ClipboardSelection selection) const
{
    QStringList names;
    const auto &types = m_sides[selection == ClipboardSelection::Clipboard ? 0 : 1].guestTypes;
    for (const auto &[name, type] : mimeTypes) {
        if (std::ranges::contains(types, type)) {
            names.append(name);
        }
    }
    return names;
}

Task<QByteArray> SpiceClipboard::fetch(ClipboardSelection selection, QString mimeType, qsizetype limit)
{
    Side &from = side(selection);
    const guint32 type = agentType(mimeType);
    if (!m_available) {
        co_return fail(ErrorCode::ConnectionLost, {}, {}, u"clipboard"_s);
    }
    if (type == VD_AGENT_CLIPBOARD_NONE || !std::ranges::contains(from.guestTypes, type)) {
        co_return fail(ErrorCode::NotFound, mimeType, {}, u"clipboard"_s);
    }
    auto fetch = std::make_unique<Fetch>();
    fetch->type = type;
    fetch->limit = limit;
    fetch->promise.start();
    const QFuture<Result<QByteArray>> future = fetch->promise.future();
    from.fetches.push_back(std::move(fetch));
    if (from.fetches.size() == 1) {
        ask(selection);
    }
    co_return co_await future;
}

void SpiceClipboard::ask(ClipboardSelection selection)
{
    spice_main_channel_clipboard_selection_request(m_channel.get(), agentSelection(selection), side(selection).fetches.front()->type);
    side(selection).timeout.start();
}

void SpiceClipboard::guestAnswers(guint selection, guint32 type, QByteArrayView answer)
{
    if (!known(selection)) {
        return;
    }
    Side &from = side(hostSelection(selection));
    if (from.staleAnswers > 0) {
        --from.staleAnswers;
        return;
    }
    if (from.fetches.empty()) {
        return;
    }
    const Fetch &asked = *from.fetches.front();
    if (type != asked.type) {
        return finishFirst(hostSelection(selection), fail(ErrorCode::NotFound, {}, {}, u"clipboard"_s));
    }
    if (answer.size() > asked.limit) {
        return finishFirst(hostSelection(selection), fail(ErrorCode::TooLarge, QString::number(answer.size()), {}, u"clipboard"_s));
    }
    QByteArray data = answer.toByteArray();
    if (type == VD_AGENT_CLIPBOARD_UTF8_TEXT) {
        while (data.endsWith('\0')) {
            data.chop(1); // Windows counts the end of a text to it
        }
        if (can(VD_AGENT_CAP_GUEST_LINEEND_CRLF)) {
            data = withUnixLineEnds(std::move(data));
        }
    }
    finishFirst(hostSelection(selection), data);
}

void SpiceClipboard::finishFirst(ClipboardSelection selection, const Result<QByteArray> &result)
{
    Side &from = side(selection);
    from.timeout.stop();
    const auto first = std::move(from.fetches.front());
    from.fetches.erase(from.fetches.begin());
    if (!from.fetches.empty()) {
        ask(selection);
    }
    first->promise.addResult(result);
    first->promise.finish();
}

void SpiceClipboard::failAll(ClipboardSelection selection, ErrorCode code)
{
    Side &from = side(selection);
    from.timeout.stop();
    const auto fetches = std::exchange(from.fetches, {});
    from.staleAnswers += fetches.empty() ? 0 : 1;
    for (const auto &fetch : fetches) {
        fetch->promise.addResult(Result<QByteArray>(fail(code, {}, {}, u"clipboard"_s)));
        fetch->promise.finish();
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/clipboardbridge.h"

#include "backends/core/worker.h"
#include "ui/console/clipboardformats.h"
#include "ui/console/x11selectionowner.h"

#include <QCoroFuture>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>

#include <memory>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype defaultAskAbove = 20LL * 1024 * 1024;
constexpr qsizetype hardLimit = 100LL * 1024 * 1024;
constexpr ClipboardSelection selections[] = {ClipboardSelection::Clipboard, ClipboardSelection::Primary};

QClipboard::Mode modeOf(ClipboardSelection selection)
{
    return selection == ClipboardSelection::Clipboard ? QClipboard::Clipboard : QClipboard::Selection;
}

const QMimeData *hostData(ClipboardSelection selection)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    if (selection == ClipboardSelection::Primary && !clipboard->supportsSelection()) {
        return nullptr;
    }
    return clipboard->mimeData(modeOf(selection));
}

QFuture<bool> hostAnswers(ClipboardSelection selection)
{
    return runOnWorker([selection] {
        return x11OwnerAnswers(selection);
    });
}

/** What came of asking a guest for all it has copied. */
struct GuestCopy {
    QString text = {};
    GuestPicture picture = {};
    bool tooLarge = false;
};

QCoro::Task<GuestCopy> fetchCopy(QPointer<GuestClipboard> guest, ClipboardSelection selection, QStringList offered, qsizetype limit)
{
    GuestCopy copy;
    if (offered.contains(clipboardTextType())) {
        const auto text = co_await guest->fetch(selection, clipboardTextType(), limit);
        copy.tooLarge = !text && text.error().code == ErrorCode::TooLarge;
        copy.text = text ? textFromGuest(*text) : QString();
    }
    const QString imageType = bestImageType(offered);
    if (!imageType.isEmpty() && guest) {
        const auto bytes = co_await guest->fetch(selection, imageType, limit);
        copy.tooLarge = copy.tooLarge || (!bytes && bytes.error().code == ErrorCode::TooLarge);
        if (bytes) {
            const auto picture = co_await runOnWorker([data = *bytes, imageType] {
                return readGuestPicture(data, imageType).value_or(GuestPicture{});
            });
            copy.picture = picture;
        }
    }
    co_return copy;
}

/** Null when there is nothing in it. */
std::unique_ptr<QMimeData> hostDataOf(const GuestCopy &copy, const QString &owner)
{
    if (copy.text.isEmpty() && copy.picture.image.isNull()) {
        return {};
    }
    auto data = std::make_unique<QMimeData>();
    if (!copy.text.isEmpty()) {
        data->setText(copy.text);
    }
    if (!copy.picture.image.isNull()) {
        data->setImageData(copy.picture.image);
        data->setData(clipboardImageType(), copy.picture.png);
    }
    markOwner(*data, owner);
    return data;
}

} // namespace

ClipboardBridge::ClipboardBridge(QString owner, QObject *parent)
    : QObject(parent)
    , m_owner(std::move(owner))
    , m_askAbove(defaultAskAbove)
{
    connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &ClipboardBridge::onHostChanged);
}

void ClipboardBridge::setGuest(GuestClipboard *guest)
{
    if (m_guest == guest) {
        return;
    }
    if (m_guest) {
        m_guest->disconnect(this);
    }
    m_guest = guest;
    m_sides = {Side{.hostCopies = 1}, Side{.hostCopies = 1}};
    dropQuestion();
    dropPastedFiles();
    if (guest) {
        connect(guest, &GuestClipboard::availableChanged, this, &ClipboardBridge::onAvailable);
        connect(guest, &GuestClipboard::guestOfferChanged, this, &ClipboardBridge::onGuestOffer);
        connect(guest, &GuestClipboard::dataRequested, this, &ClipboardBridge::onRequest);
    }
    onAvailable();
}

void ClipboardBridge::setPolicy(ClipboardPolicy policy)
{
    if (m_policy == policy) {
        return;
    }
    m_policy = policy;
    dropQuestion();
    for (const ClipboardSelection selection : selections) {
        if (goesToGuest()) {
            offer(selection);
        } else {
            withdraw(selection);
            side(selection).offeredCopy = 0;
        }
        take(selection);
    }
    Q_EMIT changed();
}

ClipboardPolicy ClipboardBridge::policy() const
{
    return m_policy;
}

bool ClipboardBridge::isAvailable() const
{
    return m_guest && m_guest->isAvailable();
}

void ClipboardBridge::setActive(bool active)
{
    if (m_active == active) {
        return;
    }
    m_active = active;
    for (const ClipboardSelection selection : selections) {
        offer(selection);
        take(selection);
    }
}

void ClipboardBridge::setAskAbove(qsizetype bytes)
{
    m_askAbove = bytes;
}

std::optional<LargeClipboard> ClipboardBridge::question() const
{
    return m_question;
}

void ClipboardBridge::answerQuestion(bool allow)
{
    if (!m_question) {
        return;
    }
    const bool toGuest = m_question->toGuest;
    dropQuestion();
    if (!allow || !isAvailable()) {
        return;
    }
    Side &large = side(m_questionSelection);
    if (toGuest) {
        // The guest was told that there is nothing: it may ask again.
        large.allowedCopy = large.hostCopies;
        large.offeredCopy = 0;
        offer(m_questionSelection);
    } else if (goesToHost() && !large.taking) {
        fetchAll(m_questionSelection, hardLimit);
    }
}

QStringList ClipboardBridge::copiedFiles()
{
    QStringList files;
    const QMimeData *data = hostData(ClipboardSelection::Clipboard);
    for (const QUrl &url : data ? data->urls() : QList<QUrl>()) {
        if (url.isLocalFile()) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

void ClipboardBridge::notePaste()
{
    noteFiles(ClipboardSelection::Clipboard);
}

QStringList ClipboardBridge::pastedFiles() const
{
    return m_pastedFiles;
}

void ClipboardBridge::dropPastedFiles()
{
    if (!std::exchange(m_pastedFiles, {}).isEmpty()) {
        Q_EMIT pastedFilesChanged();
    }
}

/** Once for each copy: who pastes names of files on purpose is not asked again. */
void ClipboardBridge::noteFiles(ClipboardSelection selection)
{
    Side &host = side(selection);
    const bool current = !host.offered.isEmpty() && host.offeredCopy == host.hostCopies;
    if (selection != ClipboardSelection::Clipboard || !current || host.pastedCopy == host.hostCopies) {
        return;
    }
    host.pastedCopy = host.hostCopies;
    m_pastedFiles = copiedFiles();
    if (!m_pastedFiles.isEmpty()) {
        Q_EMIT pastedFilesChanged();
    }
}

bool ClipboardBridge::goesToGuest() const
{
    return m_policy == ClipboardPolicy::HostToGuest || m_policy == ClipboardPolicy::Both;
}

bool ClipboardBridge::goesToHost() const
{
    return m_policy == ClipboardPolicy::GuestToHost || m_policy == ClipboardPolicy::Both;
}

ClipboardBridge::Side &ClipboardBridge::side(ClipboardSelection selection)
{
    return m_sides.at(selection == ClipboardSelection::Clipboard ? 0 : 1);
}

const ClipboardBridge::Side &ClipboardBridge::side(ClipboardSelection selection) const
{
    return m_sides.at(selection == ClipboardSelection::Clipboard ? 0 : 1);
}

void ClipboardBridge::onHostChanged(QClipboard::Mode mode)
{
    if (mode == QClipboard::FindBuffer) {
        return;
    }
    const auto selection = mode == QClipboard::Clipboard ? ClipboardSelection::Clipboard : ClipboardSelection::Primary;
    ++side(selection).hostCopies;
    if (m_question && m_questionSelection == selection) {
        dropQuestion();
    }
    if (selection == ClipboardSelection::Clipboard) {
        dropPastedFiles();
    }
    offer(selection);
}

void ClipboardBridge::onGuestOffer(ClipboardSelection selection)
{
    Side &copied = side(selection);
    ++copied.guestCopies;
    if (!m_guest->guestOffer(selection).isEmpty()) {
        copied.offered.clear(); // The guest's own copy has replaced it.
    }
    if (m_question && m_questionSelection == selection) {
        dropQuestion();
    }
    take(selection);
}

void ClipboardBridge::onAvailable()
{
    for (const ClipboardSelection selection : selections) {
        side(selection).offered.clear();
        side(selection).offeredCopy = 0;
        offer(selection);
        take(selection);
    }
    Q_EMIT changed();
}

bool ClipboardBridge::mayOffer(ClipboardSelection selection) const
{
    return m_active && goesToGuest() && isAvailable() && side(selection).offeredCopy != side(selection).hostCopies;
}

QCoro::Task<> ClipboardBridge::offer(ClipboardSelection selection)
{
    if (!mayOffer(selection)) {
        co_return;
    }
    bool answers = true;
    if (mayX11OwnerHang(selection)) {
        const QPointer self(this);
        const quint64 copy = side(selection).hostCopies;
        answers = co_await hostAnswers(selection);
        if (!self || !mayOffer(selection) || copy != side(selection).hostCopies) {
            co_return;
        }
    }
    Side &host = side(selection);
    host.offeredCopy = host.hostCopies;
    const QMimeData *data = answers ? hostData(selection) : nullptr;
    const QStringList formats = data && !isOwnedBy(*data, m_owner) ? offerOf(*data) : QStringList();
    if (formats.isEmpty()) {
        withdraw(selection);
        co_return;
    }
    host.offered = formats;
    m_guest->offer(selection, formats);
}

void ClipboardBridge::withdraw(ClipboardSelection selection)
{
    if (!std::exchange(side(selection).offered, {}).isEmpty() && m_guest) {
        m_guest->withdraw(selection);
    }
}

QCoro::Task<> ClipboardBridge::onRequest(quint64 request, ClipboardSelection selection, QString mimeType)
{
    if (mayX11OwnerHang(selection)) {
        const QPointer self(this);
        const QPointer guest(m_guest);
        const bool answers = co_await hostAnswers(selection);
        if (!self || !guest || guest != m_guest) {
            co_return;
        }
        if (!answers) {
            m_guest->answer(request, {});
            co_return;
        }
    }
    answerRequest(request, selection, mimeType);
}

void ClipboardBridge::answerRequest(quint64 request, ClipboardSelection selection, const QString &mimeType)
{
    const Side &host = side(selection);
    const bool isOffered = host.offered.contains(mimeType) && host.offeredCopy == host.hostCopies;
    const QMimeData *data = isOffered && goesToGuest() ? hostData(selection) : nullptr;
    if (!data) {
        m_guest->answer(request, {});
    } else if (mimeType == clipboardTextType()) {
        answerSized(request, selection, textForGuest(*data));
        noteFiles(selection);
    } else if (data->hasFormat(clipboardImageType())) {
        answerSized(request, selection, data->data(clipboardImageType()));
    } else {
        answerImage(request, selection, qvariant_cast<QImage>(data->imageData()));
    }
}

QCoro::Task<> ClipboardBridge::answerImage(quint64 request, ClipboardSelection selection, QImage image)
{
    const QPointer self(this);
    const QPointer guest(m_guest);
    const QByteArray png = co_await runOnWorker([image] {
        return writePng(image);
    });
    if (self && guest && guest == m_guest) {
        answerSized(request, selection, png);
    }
}

void ClipboardBridge::answerSized(quint64 request, ClipboardSelection selection, const QByteArray &data)
{
    const Side &host = side(selection);
    const bool allowed = data.size() <= m_askAbove || host.allowedCopy == host.hostCopies;
    if (allowed && data.size() <= hardLimit) {
        m_guest->answer(request, data);
        return;
    }
    // The guest's program waits for the answer and must not wait for a person.
    m_guest->answer(request, {});
    if (data.size() <= hardLimit) {
        ask(selection, {.toGuest = true, .bytes = data.size()});
    } else {
        Q_EMIT refused(true);
    }
}

void ClipboardBridge::take(ClipboardSelection selection)
{
    Side &copied = side(selection);
    if (m_active && goesToHost() && isAvailable() && !copied.taking && copied.takenCopy != copied.guestCopies) {
        fetchAll(selection, m_askAbove);
    }
}

QCoro::Task<> ClipboardBridge::fetchAll(ClipboardSelection selection, qsizetype limit)
{
    const QPointer self(this);
    const QPointer guest(m_guest);
    const QStringList offered = guest->guestOffer(selection);
    side(selection).takenCopy = side(selection).guestCopies;
    if (offered.isEmpty() || (selection == ClipboardSelection::Primary && !QGuiApplication::clipboard()->supportsSelection())) {
        co_return;
    }
    const quint64 hostCopies = side(selection).hostCopies;
    side(selection).taking = true;
    const GuestCopy copy = co_await fetchCopy(guest, selection, offered, limit);
    if (!self || !guest || guest != m_guest) {
        co_return;
    }
    side(selection).taking = false;
    if (side(selection).takenCopy != side(selection).guestCopies) {
        take(selection); // It copied something else meanwhile.
        co_return;
    }
    if (side(selection).hostCopies != hostCopies || !goesToHost()) {
        co_return;
    }
    if (auto data = hostDataOf(copy, m_owner)) {
        QGuiApplication::clipboard()->setMimeData(data.release(), modeOf(selection));
    }
    if (copy.tooLarge && limit < hardLimit) {
        ask(selection, {.toGuest = false});
    } else if (copy.tooLarge) {
        Q_EMIT refused(false);
    }
}

void ClipboardBridge::ask(ClipboardSelection selection, LargeClipboard question)
{
    m_questionSelection = selection;
    m_question = question;
    Q_EMIT questionChanged();
}

void ClipboardBridge::dropQuestion()
{
    if (m_question) {
        m_question.reset();
        Q_EMIT questionChanged();
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncclient.h"

#include "backends/console/vncrects.h"
#include "backends/console/vncsound.h"
#include "consolelogging.h"

#include <QtEndian>

#include <rfb/rfbclient.h>

#include <sys/select.h>
#include <sys/socket.h>

#include <array>
#include <cstdarg>
#include <mutex>
#include <vector>

namespace vitrine {
namespace {

constexpr int maxSide = 8192;
constexpr qint64 maxPixels = qint64(8192) * 4320;
/** QEMU's pseudo rectangles may lie beyond the picture's right edge by this much; libvncclient gives up on such. */
constexpr int padding = 32;
constexpr quint32 maxCutText = 16 * 1024 * 1024;

constexpr quint8 serverCutText = 3;
constexpr quint8 setDesktopSize = 251;
constexpr quint8 setEncodings = 2;
constexpr quint8 qemuMessage = 255; ///< both ways

/** Of QEMU's messages the one about sound, and what it can be about. */
constexpr quint8 qemuAudio = 1;
enum class ServerSound : quint16 {
    End,
    Begin,
    Data,
};
enum class ClientSound : quint16 {
    Enable,
    Disable, ///< never: the connection ends it
    SetFormat,
};
constexpr quint8 signed16 = 3;
constexpr quint8 frameRequest = 3;

int ownerTag = 0; ///< its address is the name of our data at an rfbClient

/** What libvncclient said last on this thread: the only place where it tells a reason. */
thread_local QString lastWords;

void logLine(const char *format, ...)
{
    std::array<char, 256> line = {};
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(line.data(), line.size(), format, arguments);
    va_end(arguments);
    lastWords = QString::fromUtf8(line.data()).trimmed();
    qCDebug(VITRINE_CONSOLE) << "vnc:" << lastWords;
}

/** The parts of libvncclient that are the whole process's. */
void setUpLibrary()
{
    static std::once_flag once;
    std::call_once(once, [] {
        rfbClientLog = logLine;
        rfbClientErr = logLine;
        VncRects::registerExtension();
    });
}

template<typename Number>
void append(QByteArray &bytes, Number number)
{
    std::array<char, sizeof(Number)> big = {};
    qToBigEndian(number, big.data());
    bytes.append(big.data(), big.size());
}

Error problem(ErrorCode code, const QString &detail)
{
    return {.code = code, .subject = {}, .detail = detail, .doing = QStringLiteral("vnc")};
}

} // namespace

class VncClient::Private
{
public:
    Private(int socket, std::shared_ptr<HeadPicture> shown, Events told)
        : picture(std::move(shown))
        , events(std::move(told))
        , client(rfbGetClient(8, 3, 4), &rfbClientCleanup)
        , rects({.pointerMode = events.pointerMode,
                 .leds = events.leds,
                 .cursor =
                     [this](const QImage &image, QPoint hotSpot) {
                         showCursor(image, hotSpot);
                     },
                 .sound =
                     [this] {
                         startSound();
                     }})
    {
        client->sock = socket;
    }
    ~Private()
    {
        client->sock = RFB_INVALID_SOCKET; // not ours
    }
    static Private *owner(rfbClient *client)
    {
        return static_cast<Private *>(rfbClientGetClientData(client, &ownerTag));
    }
    void setCallbacks();
    [[nodiscard]] bool makeFrame();
    void gotRect(const QRect &rect);
    void finishedUpdate();
    void showCursor(const QImage &image, QPoint hotSpot) const;
    [[nodiscard]] bool sendEncodings();
    [[nodiscard]] bool readCutText();
    [[nodiscard]] bool readSound();
    void startSound();
    [[nodiscard]] bool passOn(quint32 length, const std::function<void(const QByteArray &)> &take);
    [[nodiscard]] Error whyEnded() const;
    [[nodiscard]] Error whyNotStarted() const;
    void requestFrame();
    void write(const QByteArray &bytes)
    {
        WriteToRFBServer(client.get(), bytes.constData(), static_cast<unsigned>(bytes.size()));
    }

    std::shared_ptr<HeadPicture> picture;
    Events events;
    std::unique_ptr<rfbClient, decltype(&rfbClientCleanup)> client;
    VncRects rects;
    std::shared_ptr<ScanoutFrame> frame; ///< the one that is decoded into
    std::vector<QRect> damage; ///< of the message that is being read
    bool frameIsNew = false; ///< not shown yet: nothing was drawn on it
    bool qemu = false;
    bool askedForPassword = false;
    bool toldOfCutText = false;
    std::optional<Error> refusal; ///< why a message was refused
};

void VncClient::Private::setCallbacks()
{
    client->format.redShift = 16;
    client->format.greenShift = 8;
    client->format.blueShift = 0;
    client->appData.shareDesktop = TRUE;
    rfbClientSetClientData(client.get(), &ownerTag, this);
    rects.attach(client.get());
    client->MallocFrameBuffer = [](rfbClient *asking) -> rfbBool {
        return owner(asking)->makeFrame() ? TRUE : FALSE;
    };
    client->GotFrameBufferUpdate = [](rfbClient *told, int x, int y, int width, int height) {
        owner(told)->gotRect(QRect(x, y, width, height));
    };
    client->FinishedFrameBufferUpdate = [](rfbClient *told) {
        owner(told)->finishedUpdate();
    };
    client->GotCursorShape = [](rfbClient *told, int x, int y, int width, int height, int) {
        owner(told)->showCursor(VncRects::maskedCursor(*told, QSize(width, height)), QPoint(x, y));
    };
    client->GetPassword = [](rfbClient *asking) -> char * {
        owner(asking)->askedForPassword = true;
        return nullptr;
    };
}

bool VncClient::Private::makeFrame()
{
    const QSize size(client->width, client->height);
    if (size.isEmpty() || size.width() > maxSide || size.height() > maxSide || qint64(size.width()) * size.height() > maxPixels) {
        refusal = problem(ErrorCode::Protocol, QStringLiteral("screen of %1 x %2").arg(size.width()).arg(size.height()));
        return false;
    }
    if (!frame || frame->size() != size) {
        auto made = ScanoutFrame::blank(size, padding);
        if (!made) {
            refusal = made.error();
            return false;
        }
        frame = *std::move(made);
        frameIsNew = true;
        damage.clear();
        client->frameBuffer = frame->bits();
    }
    client->width = size.width() + padding; // the stride for its decoders, too
    client->updateRect.x = client->updateRect.y = 0;
    client->updateRect.w = size.width();
    client->updateRect.h = size.height();
    client->isUpdateRectManagedByLib = FALSE;
    return true;
}

void VncClient::Private::gotRect(const QRect &rect)
{
    if (rects.takeHandled()) {
        return;
    }
    // The answer to our asking for keys by number comes as a rectangle without pixels.
    if (!qemu && SupportsClient2Server(client.get(), rfbQemuEvent)) {
        qemu = true;
        return;
    }
    damage.push_back(rect);
}

void VncClient::Private::finishedUpdate()
{
    if (frameIsNew && !damage.empty()) {
        picture->setFrame(frame);
        frameIsNew = false;
    } else {
        for (const QRect &rect : damage) {
            picture->addDamage(rect);
        }
    }
    damage.clear();
}

void VncClient::Private::showCursor(const QImage &image, QPoint hotSpot) const
{
    picture->setCursorVisible(!image.isNull());
    if (!image.isNull()) {
        picture->setCursorShape(image, QPoint(qBound(0, hotSpot.x(), image.width() - 1), qBound(0, hotSpot.y(), image.height() - 1)));
    }
}

bool VncClient::Private::sendEncodings()
{
    // libvncclient's own list has ExtendedDesktopSize, which it can't read as QEMU writes it: without
    // the message in its table it sends the pixel format alone.
    client->supportedMessages.client2server[setEncodings / 8] &= static_cast<uint8_t>(~(1U << (setEncodings % 8)));
    if (!SetFormatAndEncodings(client.get())) {
        return false;
    }
    QList<quint32> encodings = {rfbEncodingTight,
                                rfbEncodingHextile,
                                rfbEncodingZRLE,
                                rfbEncodingCopyRect,
                                rfbEncodingRaw,
                                rfbEncodingCompressLevel1,
                                rfbEncodingLastRect,
                                rfbEncodingNewFBSize,
                                rfbEncodingRichCursor,
                                rfbEncodingQemuExtendedKeyEvent,
                                rfbEncodingExtendedClipboard};
    for (const qint32 own : VncRects::encodings) {
        encodings.append(static_cast<quint32>(own));
    }
    QByteArray message;
    append(message, setEncodings);
    append(message, quint8(0));
    append(message, static_cast<quint16>(encodings.size()));
    for (const quint32 encoding : std::as_const(encodings)) {
        append(message, encoding);
    }
    return WriteToRFBServer(client.get(), message.constData(), static_cast<unsigned>(message.size()));
}

void VncClient::Private::requestFrame()
{
    SendFramebufferUpdateRequest(client.get(), 0, 0, client->updateRect.w, client->updateRect.h, FALSE);
}

/** Whatever its length, it is never in memory as a whole. */
bool VncClient::Private::passOn(quint32 length, const std::function<void(const QByteArray &)> &take)
{
    std::array<char, 16 * 1024> piece = {};
    while (length > 0) {
        const quint32 next = std::min<quint32>(length, piece.size());
        if (!ReadFromRFBServer(client.get(), piece.data(), next)) {
            return false;
        }
        length -= next;
        take(QByteArray(piece.data(), next));
    }
    return true;
}

bool VncClient::Private::readSound()
{
    std::array<char, 3> header = {};
    if (!ReadFromRFBServer(client.get(), header.data(), header.size())) {
        return false;
    }
    const auto about = ServerSound(qFromBigEndian<quint16>(header.data() + 1));
    if (static_cast<quint8>(header[0]) != qemuAudio || about > ServerSound::Data) {
        refusal = problem(ErrorCode::Protocol, QStringLiteral("message of QEMU's, kind %1, about %2").arg(quint8(header[0])).arg(int(about)));
        return false;
    }
    if (about != ServerSound::Data) {
        events.guestPlays(about == ServerSound::Begin);
        return true;
    }
    std::array<char, 4> length = {};
    return ReadFromRFBServer(client.get(), length.data(), length.size()) && passOn(qFromBigEndian<quint32>(length.data()), events.samples);
}

bool VncClient::Private::readCutText()
{
    std::array<char, 7> header = {};
    if (!ReadFromRFBServer(client.get(), header.data(), header.size())) {
        return false;
    }
    const auto length = qFromBigEndian<qint32>(header.data() + 3);
    const auto left = static_cast<quint32>(std::abs(qint64(length)));
    // Plain text is Latin-1 and comes unasked: what takes part in the extended clipboard never sends it.
    const bool wanted = length < 0 && left <= maxCutText;
    QByteArray body;
    const bool whole = passOn(left, [&](const QByteArray &piece) {
        if (wanted) {
            body.append(piece);
        }
    });
    if (!whole) {
        return false;
    }
    if (wanted) {
        const auto cutText = parseVncCutText(body);
        if (cutText) {
            events.cutText(*cutText);
        } else if (!std::exchange(toldOfCutText, true)) {
            qCWarning(VITRINE_CONSOLE) << "vnc: clipboard refused:" << cutText.error();
        }
    }
    return true;
}

Error VncClient::Private::whyEnded() const
{
    if (refusal) {
        return *refusal;
    }
    if (lastWords.startsWith(QLatin1String("Connection timed out"))) {
        return problem(ErrorCode::Timeout, lastWords);
    }
    char byte = 0;
    const ssize_t left = ::recv(client->sock, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    const bool open = left > 0 || (left < 0 && errno == EAGAIN);
    return open ? problem(ErrorCode::Protocol, lastWords) : problem(ErrorCode::ConnectionLost, {});
}

Error VncClient::Private::whyNotStarted() const
{
    if (askedForPassword || lastWords.startsWith(QLatin1String("Unknown authentication scheme"))) {
        return problem(ErrorCode::AuthenticationFailed, lastWords);
    }
    if (lastWords.startsWith(QLatin1String("VNC connection failed"))) {
        return problem(ErrorCode::ConnectionFailed, lastWords);
    }
    return whyEnded();
}

VncClient::VncClient(int socket, std::shared_ptr<HeadPicture> picture, Events events)
{
    setUpLibrary();
    d = std::make_unique<Private>(socket, std::move(picture), std::move(events));
    d->setCallbacks();
}

VncClient::~VncClient() = default;

Result<> VncClient::start()
{
    rfbClient *client = d->client.get();
    if (client->sock >= FD_SETSIZE) {
        return fail(problem(ErrorCode::Internal, QStringLiteral("descriptor %1 is too large for libvncclient").arg(client->sock)));
    }
    // A server that stops in the middle of a message is given up after eleven of these.
    const timeval second{.tv_sec = 1, .tv_usec = 0};
    ::setsockopt(client->sock, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second));
    client->readTimeout = 1;
    // Whoever gives the descriptor has let us in: nothing here knows a password.
    const std::array<uint32_t, 2> schemes = {rfbNoAuth, rfbVncAuth};
    SetClientAuthSchemes(client, schemes.data(), schemes.size());
    lastWords.clear();
    if (!InitialiseRFBConnection(client)) {
        return fail(d->whyNotStarted());
    }
    client->width = client->si.framebufferWidth;
    client->height = client->si.framebufferHeight;
    if (!d->makeFrame() || !d->sendEncodings()) {
        return fail(d->whyEnded());
    }
    d->requestFrame();
    return {};
}

Result<> VncClient::handleMessage()
{
    rfbClient *client = d->client.get();
    lastWords.clear();
    char type = 0;
    if (!ReadFromRFBServer(client, &type, 1)) {
        return fail(d->whyEnded());
    }
    if (static_cast<quint8>(type) == serverCutText) {
        return d->readCutText() ? Result<>() : fail(d->whyEnded());
    }
    if (static_cast<quint8>(type) == qemuMessage) {
        return d->readSound() ? Result<>() : fail(d->whyEnded());
    }
    // Give the type back: it is the byte before the buffer's next one.
    --client->bufoutptr;
    ++client->buffered;
    return HandleRFBServerMessage(client) ? Result<>() : fail(d->whyEnded());
}

bool VncClient::hasBuffered() const
{
    return d->client->buffered > 0;
}

bool VncClient::isQemu() const
{
    return d->qemu;
}

void VncClient::sendKey(quint32 qnum, bool pressed)
{
    SendExtendedKeyEvent(d->client.get(), 0, qnum, pressed ? TRUE : FALSE);
}

void VncClient::sendPointer(QPoint position, quint8 buttons)
{
    constexpr int last = 0xffff;
    SendPointerEvent(d->client.get(), qBound(0, position.x(), last), qBound(0, position.y(), last), buttons);
}

void VncClient::sendSize(QSize pixels)
{
    const auto width = static_cast<quint16>(std::min(pixels.width(), maxSide));
    const auto height = static_cast<quint16>(std::min(pixels.height(), maxSide));
    QByteArray message;
    append(message, setDesktopSize);
    append(message, quint8(0));
    append(message, width);
    append(message, height);
    append(message, quint8(1)); // one screen: id, position, size, flags
    append(message, quint8(0));
    append(message, quint32(0));
    append(message, quint32(0));
    append(message, width);
    append(message, height);
    append(message, quint32(0));
    d->write(message);
}

void VncClient::sendCutText(const VncCutText &cutText)
{
    d->write(vncCutTextMessage(cutText));
}

void VncClient::Private::startSound()
{
    QByteArray message;
    append(message, qemuMessage);
    append(message, qemuAudio);
    append(message, quint16(ClientSound::SetFormat));
    append(message, signed16);
    append(message, static_cast<quint8>(VncSound::format.channels));
    append(message, static_cast<quint32>(VncSound::format.rate));
    append(message, qemuMessage);
    append(message, qemuAudio);
    append(message, quint16(ClientSound::Enable));
    write(message);
    events.soundOffered();
}

void VncClient::setUpdates(bool wanted)
{
    // libvncclient asks for the next frame by itself, unless its table says that the server can't be asked.
    uint8_t &row = d->client->supportedMessages.client2server[frameRequest / 8];
    const auto bit = static_cast<uint8_t>(1U << (frameRequest % 8));
    row = static_cast<uint8_t>(wanted ? row | bit : row & ~bit);
    if (wanted) {
        d->requestFrame();
    }
}

} // namespace vitrine

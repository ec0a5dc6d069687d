// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/console/vncclient.h"
#include "backends/console/vncrects.h"
#include "backends/console/vncsound.h"
#include "backends/core/filedescriptor.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <array>
#include <csignal>

#include <sys/socket.h>

using namespace vitrine;

/**
 * @file
 * Messages of a hostile VNC server, of those that Vitrine reads itself and not libvncclient: an input's
 * first byte chooses the clipboard, sound, or a rectangle of one of our encodings; what follows is the
 * message without its type. The server hangs up after it.
 */
namespace {

/** One message's answers fit into the socket whatever the message is; longer ones tell nothing new. */
constexpr std::size_t longestInput = 8192;
constexpr QSize screen(16, 8);

constexpr std::array<qint32, 5> encodings = {
    VncRects::encodings[0],
    VncRects::encodings[1],
    VncRects::encodings[2],
    VncRects::encodings[3],
    qint32(rfbEncodingRichCursor),
};

std::string big(quint32 number, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) {
        text += char(number >> (8 * i) & 255);
    }
    return text;
}

std::string greeting()
{
    const std::string format = big(32, 1) + big(24, 1) + big(0, 1) + big(1, 1) + big(255, 2) + big(255, 2) + big(255, 2) + big(16, 1) + big(8, 1) + big(0, 4);
    return "RFB 003.008\n" + big(0x0101, 2) + big(0, 4) + big(screen.width(), 2) + big(screen.height(), 2) + format + big(1, 4) + "x";
}

std::string messageOf(const std::string &input)
{
    const auto choice = static_cast<quint8>(input.at(0));
    const std::string rest = input.substr(1);
    switch (choice % 3) {
    case 0:
        return big(3, 1) + rest; // the server's clipboard
    case 1:
        return big(255, 1) + rest; // of QEMU's
    default:
        break;
    }
    // A frame of one rectangle: its place and size, its encoding, and what that holds.
    const std::string encoding = big(static_cast<quint32>(encodings.at(choice / 3 % encodings.size())), 4);
    return big(0, 2) + big(1, 2) + rest.substr(0, 8) + (rest.size() < 8 ? std::string() : encoding + rest.substr(8));
}

VncClient::Events checkedEvents()
{
    return {.pointerMode = [](bool) {},
            .leds =
                [](quint32 bits) {
                    require(bits <= 255, "lock keys are a byte");
                },
            .cutText =
                [](const VncCutText &cutText) {
                    require(cutText.text.size() <= maxVncText, "a text is no longer than allowed");
                },
            .soundOffered = [] {},
            .guestPlays = [](bool) {},
            .samples =
                [](const QByteArray &piece) {
                    require(!piece.isEmpty() && piece.size() <= 16 * 1024, "sound comes in small pieces");
                }};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argc = 0;
    static const QCoreApplication application(argc, nullptr);
    if (size == 0 || size > longestInput) {
        return 0;
    }
    QLoggingCategory::setFilterRules(QStringLiteral("vitrine.*=false"));
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> ends = {-1, -1};
    require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0, "a socket");
    const FileDescriptor ours(ends[0]);
    const FileDescriptor server(ends[1]);
    const std::string stream = greeting() + messageOf(std::string(reinterpret_cast<const char *>(data), size));
    require(::send(server.get(), stream.data(), stream.size(), MSG_DONTWAIT) == ssize_t(stream.size()), "the socket takes it all");
    ::shutdown(server.get(), SHUT_WR);

    const auto picture = std::make_shared<HeadPicture>(QCoreApplication::instance(), [](int) { });
    {
        VncClient client(ours.get(), picture, checkedEvents());
        require(client.start().has_value(), "the greeting is right");
        const auto read = client.handleMessage();
        require(read || read.error().code == ErrorCode::Protocol || read.error().code == ErrorCode::ConnectionLost,
                "a refusal is Protocol, or a lost connection");
    }
    require(picture->size().isEmpty(), "none of these is a frame");
    const GuestCursor cursor = picture->cursor();
    require(cursor.image.width() <= 512 && cursor.image.height() <= 512, "a pointer is of a sane size");
    require(cursor.image.isNull() || cursor.image.rect().contains(cursor.hotSpot), "the hot spot lies in the pointer");
    picture->detach();
    QCoreApplication::processEvents();
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    const auto rect = [](int which, quint32 x, quint32 y, quint32 width, quint32 height, const std::string &content) {
        return big(static_cast<quint32>(2 + 3 * which), 1) + big(x, 2) + big(y, 2) + big(width, 2) + big(height, 2) + content;
    };
    std::vector<std::string> seeds{
        rect(0, 1, 0, 0, 0, {}),
        rect(1, 0, 0, 0, 0, big(5, 1)),
        rect(2, 1, 2, 4, 3, big(0, 4) + std::string(4 * 3 * 4, 'c')),
        rect(2, 0, 0, 0, 0, big(0, 4)),
        rect(3, 0, 0, 0, 0, {}),
        rect(4, 2, 1, 8, 2, std::string(8 * 2 * 4, 'c') + "\xaa\x55"),
        big(1, 1) + big(1, 1) + big(1, 2), // sound begins
        big(1, 1) + big(1, 1) + big(2, 2) + big(8, 4) + "samples.",
        big(1, 1) + big(1, 1) + big(0, 2),
        big(0, 1) + big(0, 3) + big(5, 4) + "Latin",
    };
    for (const VncCutText &sent :
         {VncCutText{.kind = VncCutText::Kind::Offer, .hasText = true}, VncCutText{.kind = VncCutText::Kind::Text, .hasText = true, .text = "Grüße"}}) {
        seeds.push_back(big(0, 1) + vncCutTextMessage(sent).mid(1).toStdString());
    }
    return seeds;
}

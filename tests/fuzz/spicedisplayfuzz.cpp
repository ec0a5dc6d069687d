// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/console/spicedisplayfilter.h"
#include "tests/support/spicemessages.h"

#include <vector>

using namespace vitrine;

namespace {

constexpr QSize size(64, 48);
constexpr qsizetype pixelSize = 4;

struct Heard {
    std::vector<char> surface;
    QByteArray library;
    QByteArray server;
    bool honest = true;
    bool operator==(const Heard &) const = default;
};

/** As a connection would, with a library that answers when it is asked. */
Heard talk(QByteArrayView stream, qsizetype step)
{
    Heard heard{.surface = std::vector<char>(static_cast<size_t>(size.width() * size.height() * pixelSize)), .library = {}, .server = {}};
    const auto surface = std::make_shared<SpiceSurface>(nullptr, [](const QRegion &) { });
    surface->set({.pixels = reinterpret_cast<uchar *>(heard.surface.data()), .size = size, .stride = size.width() * pixelSize});
    SpiceDisplayFilter filter(surface);
    heard.honest = filter.fromServer(test::spiceGreeting());
    while (heard.honest && !stream.isEmpty()) {
        const QByteArrayView now = stream.first(std::min(step, stream.size()));
        stream = stream.sliced(now.size());
        heard.honest = filter.fromServer(now);
        while (heard.honest && filter.isWaiting()) {
            heard.honest = filter.fromLibrary(test::spiceMessage(SPICE_MSGC_PONG, filter.toLibrary.last(12)));
        }
    }
    filter.tell();
    heard.library = filter.toLibrary;
    heard.server = filter.toServer;
    return heard;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t length)
{
    const QByteArrayView stream(data, qsizetype(length));
    const Heard whole = talk(stream, std::max<qsizetype>(stream.size(), 1));
    require(whole == talk(stream, 1) && whole == talk(stream, 7), "how a stream is cut makes no difference");
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    QImage picture(16, 8, QImage::Format_RGB32);
    picture.fill(0x123456);
    QImage large(64, 48, QImage::Format_RGB32);
    large.fill(0x654321);
    const QByteArray shown = test::SpiceDrawCopy{.at = {3, 4}, .picture = picture}.message();
    const QByteArray padded = test::SpiceDrawCopy{.at = {3, 4}, .picture = large.copy(0, 0, 32, 40), .padding = 2048}.message();
    const QByteArray over = test::SpiceDrawCopy{.at = {60, 4}, .picture = picture}.message();
    const QByteArray ack = test::spiceMessage(SPICE_MSG_SET_ACK, test::numbers(quint32(1), quint32(2)));
    const QByteArray mark = test::spiceMessage(SPICE_MSG_DISPLAY_MARK);
    std::vector<std::string> seeds;
    for (const QByteArray &talk :
         {QByteArray(ack + shown + shown + over), QByteArray(mark + shown + padded + shown), QByteArray(shown + padded + mark + shown)}) {
        seeds.push_back(talk.toStdString());
    }
    return seeds;
}

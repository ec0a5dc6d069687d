// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicedisplayfilter.h"
#include "tests/support/spicemessages.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

#include <utility>

namespace vitrine::test {
namespace {

constexpr QRgb grey = 0xff808080;
constexpr QRgb red = 0xffff0000;

QImage picture(QSize size, QRgb first = red)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            image.setPixel(x, y, first - static_cast<QRgb>(y * 256 + x)); // no two alike
        }
    }
    return image;
}

/** As large as the filter asks the library for. */
const QSize large(256, 64);
const QSize small(8, 4);

QByteArray empty()
{
    return spiceMessage(SPICE_MSG_DISPLAY_INVAL_LIST, numbers(quint16(0)));
}

QByteArray surfaceCreate(quint32 id = 0, quint32 flags = SPICE_SURFACE_FLAGS_PRIMARY)
{
    return spiceMessage(SPICE_MSG_DISPLAY_SURFACE_CREATE, numbers(id, quint32(300), quint32(200), quint32(SPICE_SURFACE_FMT_32_xRGB), flags));
}

class SpiceDisplayFilterTest : public testing::Test
{
protected:
    SpiceDisplayFilterTest()
    {
        memory.fill(grey);
        EXPECT_TRUE(filter.fromServer(spiceGreeting()));
        filter.toLibrary.clear();
    }
    ~SpiceDisplayFilterTest() override
    {
        surface->detach();
    }
    void showSurface()
    {
        surface->set({.pixels = memory.bits(), .size = memory.size(), .stride = memory.bytesPerLine()});
    }
    /** What the library has got since the last call, with what was told. */
    QByteArray library()
    {
        filter.tell();
        return std::exchange(filter.toLibrary, {});
    }
    bool serverSays(const QByteArray &bytes)
    {
        return filter.fromServer(bytes);
    }
    /** Answers the ping that the library has got. */
    bool libraryAnswers()
    {
        const QByteArray asked = std::exchange(filter.toLibrary, {}).last(12);
        return filter.fromLibrary(spiceMessage(SPICE_MSGC_PONG, asked));
    }
    /** The library is known to be at nothing. */
    void settle()
    {
        showSurface();
        EXPECT_TRUE(serverSays(SpiceDrawCopy{.at = {}, .picture = picture(large)}.message()));
        if (filter.isWaiting()) {
            EXPECT_TRUE(libraryAnswers());
        }
        std::ignore = library();
        QCoreApplication::processEvents();
        told = {};
        memory.fill(grey);
    }

    QObject receiver;
    QRegion told;
    std::shared_ptr<SpiceSurface> surface = std::make_shared<SpiceSurface>(&receiver, [this](const QRegion &region) {
        told += region;
    });
    QImage memory{QSize(300, 200), QImage::Format_RGB32};
    SpiceDisplayFilter filter{surface};
};

TEST_F(SpiceDisplayFilterTest, WhatIsNoPicturePassesUnchanged)
{
    const QByteArray talk = surfaceCreate() + spiceMessage(SPICE_MSG_DISPLAY_MARK) + spiceMessage(SPICE_MSG_DISPLAY_DRAW_FILL, QByteArray(300, 'f'));
    for (qsizetype i = 0; i < talk.size(); ++i) {
        ASSERT_TRUE(serverSays(talk.sliced(i, 1)));
    }
    EXPECT_EQ(library(), talk);
    EXPECT_TRUE(filter.fromLibrary(spiceMessage(SPICE_MSGC_DISPLAY_INIT, QByteArray(14, 'i'))));
    EXPECT_EQ(filter.toServer, spiceMessage(SPICE_MSGC_DISPLAY_INIT, QByteArray(14, 'i')));
    EXPECT_FALSE(filter.isWaiting());
}

TEST_F(SpiceDisplayFilterTest, APictureGoesToTheSurfaceAndTheLibraryCountsIt)
{
    settle();
    const QImage shown = picture(small);
    ASSERT_TRUE(serverSays(SpiceDrawCopy{.at = {100, 50}, .picture = shown}.message()));
    EXPECT_TRUE(filter.toLibrary.isEmpty());
    EXPECT_TRUE(filter.hasNews());
    EXPECT_EQ(memory.copy(QRect(QPoint(100, 50), small)), shown);
    EXPECT_EQ(memory.pixel(99, 50), grey);
    EXPECT_EQ(memory.pixel(108, 53), grey);
    EXPECT_EQ(memory.pixel(100, 54), grey);
    EXPECT_EQ(library(), empty());
    EXPECT_FALSE(filter.hasNews());
    QCoreApplication::processEvents();
    EXPECT_TRUE(told.contains(QRect(QPoint(100, 50), small)));
    EXPECT_FALSE(told.contains(QPoint(299, 199)));
}

TEST_F(SpiceDisplayFilterTest, ManyPicturesAreToldAtOnce)
{
    settle();
    ASSERT_TRUE(
        serverSays(SpiceDrawCopy{.at = {0, 0}, .picture = picture(small)}.message() + SpiceDrawCopy{.at = {8, 0}, .picture = picture(small)}.message()));
    EXPECT_EQ(library(), empty() + empty());
}

TEST_F(SpiceDisplayFilterTest, HowAPictureIsCutMakesNoDifference)
{
    settle();
    const QImage shown = picture({7, 5});
    const QByteArray message = SpiceDrawCopy{.at = {290, 190}, .picture = shown, .padding = 12}.message();
    for (qsizetype i = 0; i < message.size(); ++i) {
        ASSERT_TRUE(serverSays(message.sliced(i, 1)));
    }
    EXPECT_EQ(memory.copy(290, 190, 7, 5), shown);
    EXPECT_EQ(memory.pixel(297, 190), grey) << "what is between the lines is no pixel";
    EXPECT_EQ(library(), empty());
}

TEST_F(SpiceDisplayFilterTest, APictureThatComesSlowlyIsToldInParts)
{
    settle();
    const QByteArray message = SpiceDrawCopy{.at = {}, .picture = picture({100, 150})}.message();
    ASSERT_TRUE(serverSays(message.first(message.size() / 3)));
    EXPECT_EQ(library(), empty());
    QCoreApplication::processEvents();
    EXPECT_FALSE(filter.hasNews());
    told = {};
    ASSERT_TRUE(serverSays(message.sliced(message.size() / 3)));
    EXPECT_TRUE(filter.hasNews()) << "nobody knows of the rest";
    EXPECT_TRUE(library().isEmpty()) << "it was counted";
    QCoreApplication::processEvents();
    EXPECT_TRUE(told.contains(QPoint(50, 149)));
}

TEST_F(SpiceDisplayFilterTest, TheLibraryFinishesFirst)
{
    settle();
    const QByteArray fill = spiceMessage(SPICE_MSG_DISPLAY_DRAW_FILL, QByteArray(40, 'f'));
    const QByteArray later = SpiceDrawCopy{.at = {0, 100}, .picture = picture(small)}.message();
    ASSERT_TRUE(serverSays(fill + SpiceDrawCopy{.at = {0, 0}, .picture = picture(large)}.message() + later));
    EXPECT_TRUE(filter.isWaiting());
    EXPECT_EQ(memory.pixel(0, 0), grey) << "the fill may come later";
    ASSERT_TRUE(filter.toLibrary.startsWith(fill));
    EXPECT_EQ(SpiceMiniHeader::read(filter.toLibrary.sliced(fill.size(), 6)).type, SPICE_MSG_PING);
    ASSERT_TRUE(libraryAnswers());
    EXPECT_FALSE(filter.isWaiting());
    EXPECT_TRUE(filter.toServer.isEmpty()) << "the server has not asked";
    EXPECT_EQ(memory.copy(QRect(QPoint(), large)), picture(large));
    EXPECT_EQ(memory.copy(QRect(QPoint(0, 100), small)), picture(small));
    EXPECT_EQ(library(), empty()) << "the ping had the first one's place";
}

TEST_F(SpiceDisplayFilterTest, SmallPicturesArePassedToALibraryThatIsBusy)
{
    settle();
    const QByteArray talk = spiceMessage(SPICE_MSG_DISPLAY_DRAW_FILL, QByteArray(40, 'f')) + SpiceDrawCopy{.at = {}, .picture = picture(small)}.message();
    ASSERT_TRUE(serverSays(talk));
    EXPECT_EQ(library(), talk);
}

TEST_F(SpiceDisplayFilterTest, OfManySmallPicturesTheLibraryGetsTheFirstFew)
{
    settle();
    const QByteArray message = SpiceDrawCopy{.at = {}, .picture = picture(small)}.message();
    ASSERT_TRUE(serverSays(spiceMessage(SPICE_MSG_DISPLAY_MARK)));
    int passed = 0;
    for (; passed < 100 && !filter.isWaiting(); ++passed) {
        ASSERT_TRUE(serverSays(message));
    }
    EXPECT_LT(passed, 20);
    ASSERT_TRUE(filter.isWaiting());
    ASSERT_TRUE(libraryAnswers());
    ASSERT_TRUE(serverSays(message + message));
    EXPECT_EQ(library(), empty() + empty());
}

TEST_F(SpiceDisplayFilterTest, AnotherPongIsTheServers)
{
    settle();
    ASSERT_TRUE(serverSays(spiceMessage(SPICE_MSG_DISPLAY_MARK) + SpiceDrawCopy{.at = {}, .picture = picture(large)}.message()));
    ASSERT_TRUE(filter.isWaiting());
    const QByteArray pong = spiceMessage(SPICE_MSGC_PONG, numbers(quint32(1), quint64(1)));
    ASSERT_TRUE(filter.fromLibrary(pong));
    EXPECT_EQ(filter.toServer, pong);
    EXPECT_TRUE(filter.isWaiting());
}

TEST_F(SpiceDisplayFilterTest, APictureForASurfaceThatDoesNotComeIsPassed)
{
    const QByteArray shown = SpiceDrawCopy{.at = {}, .picture = picture(large)}.message();
    ASSERT_TRUE(serverSays(surfaceCreate() + shown));
    ASSERT_TRUE(filter.isWaiting()) << "the library may be making it";
    ASSERT_TRUE(libraryAnswers());
    EXPECT_EQ(library(), shown);
    ASSERT_TRUE(serverSays(shown));
    EXPECT_FALSE(filter.isWaiting());
    EXPECT_EQ(library(), shown);
    ASSERT_TRUE(serverSays(spiceMessage(SPICE_MSG_SET_ACK, numbers(quint32(7), quint32(3)))));
    EXPECT_TRUE(library().isEmpty()) << "the ping was one message more than the server has sent";
}

TEST_F(SpiceDisplayFilterTest, NothingIsWrittenToASurfaceThatHasGone)
{
    settle();
    const QByteArray message = SpiceDrawCopy{.at = {}, .picture = picture(small)}.message();
    ASSERT_TRUE(serverSays(message.first(message.size() / 2)));
    memory.fill(grey);
    surface->clear();
    ASSERT_TRUE(serverSays(message.sliced(message.size() / 2)));
    EXPECT_EQ(memory.pixel(0, 3), grey);
    EXPECT_EQ(library(), empty());
}

TEST_F(SpiceDisplayFilterTest, AcknowledgesInTheLibrarysPlace)
{
    settle();
    ASSERT_TRUE(serverSays(spiceMessage(SPICE_MSG_SET_ACK, numbers(quint32(7), quint32(3)))));
    EXPECT_EQ(std::exchange(filter.toServer, {}), spiceMessage(SPICE_MSGC_ACK_SYNC, numbers(quint32(7))));
    EXPECT_EQ(library(), empty()) << "the library acknowledges nothing";
    const QByteArray message = SpiceDrawCopy{.at = {}, .picture = picture(small)}.message();
    ASSERT_TRUE(serverSays(message + spiceMessage(SPICE_MSG_DISPLAY_MARK)));
    EXPECT_TRUE(filter.toServer.isEmpty());
    ASSERT_TRUE(serverSays(message));
    EXPECT_EQ(std::exchange(filter.toServer, {}), spiceMessage(SPICE_MSGC_ACK));
    ASSERT_TRUE(serverSays(message + message + message));
    EXPECT_EQ(filter.toServer, spiceMessage(SPICE_MSGC_ACK));
}

TEST_F(SpiceDisplayFilterTest, PicturesOfOtherKindsPass)
{
    const QImage shown = picture(small);
    const std::vector<std::pair<const char *, SpiceDrawCopy>> others = {
        {"other surface", {.at = {}, .picture = shown, .surface = 1}},
        {"clipped", {.at = {}, .picture = shown, .clip = SPICE_CLIP_TYPE_RECTS}},
        {"elsewhere in the message", {.at = {}, .picture = shown, .imagePointer = 61}},
        {"mixed", {.at = {}, .picture = shown, .operation = SPICE_ROPD_OP_XOR}},
        {"masked", {.at = {}, .picture = shown, .mask = 57}},
        {"compressed", {.at = {}, .picture = shown, .kind = SPICE_IMAGE_TYPE_LZ4}},
        {"to be kept", {.at = {}, .picture = shown, .flags = SPICE_IMAGE_FLAGS_CACHE_ME}},
        {"to be made opaque", {.at = {}, .picture = shown, .flags = SPICE_IMAGE_FLAGS_HIGH_BITS_SET}},
        {"16 bits", {.at = {}, .picture = shown, .format = SPICE_BITMAP_FMT_16BIT}},
        {"upside down", {.at = {}, .picture = shown, .order = 0}},
        {"a part", {.at = {}, .picture = shown, .sourceLeft = 1}},
        {"lines that overlap", {.at = {}, .picture = shown, .padding = -4}},
        {"over the right edge", {.at = {293, 0}, .picture = shown}},
        {"over the bottom", {.at = {0, 197}, .picture = shown}},
        {"before the left edge", {.at = {-1, 0}, .picture = shown}},
        {"above the top", {.at = {0, -1}, .picture = shown}},
    };
    for (const auto &[what, copy] : others) {
        SCOPED_TRACE(what);
        settle();
        ASSERT_TRUE(serverSays(copy.message()));
        EXPECT_EQ(library(), copy.message());
        EXPECT_EQ(memory.pixel(0, 0), grey);
    }
}

TEST_F(SpiceDisplayFilterTest, ASizeThatLiesPasses)
{
    settle();
    const QByteArray body = SpiceDrawCopy{.at = {}, .picture = picture(small)}.body();
    for (const QByteArray &lie : {QByteArray(body + "x"), body.chopped(1), body.first(93), body.first(20)}) {
        settle();
        ASSERT_TRUE(serverSays(spiceMessage(SPICE_MSG_DISPLAY_DRAW_COPY, lie)));
        EXPECT_EQ(library(), spiceMessage(SPICE_MSG_DISPLAY_DRAW_COPY, lie));
    }
}

TEST_F(SpiceDisplayFilterTest, HangsUpOnAbsurdSizes)
{
    EXPECT_FALSE(serverSays(numbers(quint16(SPICE_MSG_DISPLAY_DRAW_COPY), quint32(0xf0000000))));
    EXPECT_FALSE(filter.fromLibrary(numbers(quint16(SPICE_MSGC_PONG), quint32(0xf0000000))));
}

TEST_F(SpiceDisplayFilterTest, HangsUpWhenThePrimarySurfaceWouldBeReplacedUnseen)
{
    EXPECT_TRUE(serverSays(surfaceCreate() + surfaceCreate(1, 0)));
    filter.toLibrary.clear();
    EXPECT_FALSE(serverSays(surfaceCreate(0, 0)));
    EXPECT_TRUE(filter.toLibrary.isEmpty());
}

TEST(SpiceDisplayFilterLink, AnAbsurdGreetingIsKeptFromTheLibrary)
{
    SpiceDisplayFilter filter(std::make_shared<SpiceSurface>(nullptr, [](const QRegion &) { }));
    EXPECT_FALSE(filter.fromServer(QByteArray("REDQ" + numbers(quint32(2), quint32(2), quint32(0xffffffff)))));
    EXPECT_TRUE(filter.toLibrary.isEmpty());
}

TEST(SpiceDisplayFilterLink, WhatCantBeFollowedPasses)
{
    const auto surface = std::make_shared<SpiceSurface>(nullptr, [](const QRegion &) { });
    SpiceDisplayFilter filter(surface);
    const QByteArray talk = spiceGreeting(0) + SpiceDrawCopy{.at = {}, .picture = picture(small)}.message();
    ASSERT_TRUE(filter.fromServer(talk));
    EXPECT_EQ(filter.toLibrary, talk);
    ASSERT_TRUE(filter.fromLibrary("anything"));
    EXPECT_EQ(filter.toServer, "anything");
}

} // namespace
} // namespace vitrine::test

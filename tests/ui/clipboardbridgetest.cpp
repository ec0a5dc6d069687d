// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/clipboardbridge.h"
#include "backends/console/scriptedservices.h"
#include "ui/console/clipboardformats.h"

#include <QApplication>
#include <QBuffer>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include <gtest/gtest.h>
#include <xcb/xcb.h>

#include <cstdlib>

namespace vitrine {

namespace {

constexpr auto Main = ClipboardSelection::Clipboard;
constexpr auto Primary = ClipboardSelection::Primary;
const QString Text = clipboardTextType();
const QString Png = clipboardImageType();

QClipboard *host()
{
    return QGuiApplication::clipboard();
}

QByteArray pngOf(const QImage &image)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return png;
}

QImage picture()
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    image.setPixel(3, 4, qRgb(1, 2, 3));
    return image;
}

class Clipboard : public testing::Test
{
protected:
    void SetUp() override
    {
        host()->setText(QStringLiteral("before"));
        bridge.setPolicy(ClipboardPolicy::Both);
        bridge.setGuest(&guest);
    }
    void TearDown() override
    {
        host()->clear();
    }
    static bool hostGets(const QString &text)
    {
        return QTest::qWaitFor([&] {
            return host()->text() == text;
        });
    }
    QByteArray paste(const QString &type = Text, ClipboardSelection selection = Main)
    {
        const quint64 request = guest.pasteInGuest(selection, type);
        EXPECT_TRUE(QTest::qWaitFor([&] {
            return guest.answers().contains(request);
        })) << "the guest's program waits for ever";
        return guest.answers().value(request);
    }
    void copyInGuest(const QString &text)
    {
        guest.copyInGuest(Main, {{Text, text.toUtf8()}});
    }

    ScriptedClipboard guest;
    ClipboardBridge bridge{QStringLiteral("guest-a")};
};

using ClipboardX11 = Clipboard;

TEST_F(Clipboard, AGuestThatWasNeverLookedAtLearnsNothing)
{
    host()->setText(QStringLiteral("secret"));
    EXPECT_EQ(guest.offers(), 0);
    EXPECT_TRUE(paste().isEmpty());
    bridge.setActive(true);
    EXPECT_EQ(guest.hostOffer(Main), QStringList{Text});
    EXPECT_EQ(paste(), "secret");
}

TEST_F(Clipboard, WhatIsCopiedElsewhereLaterIsNotGivenToAGuestInTheBackground)
{
    bridge.setActive(true);
    EXPECT_EQ(paste(), "before");
    bridge.setActive(false);
    host()->setText(QStringLiteral("password"));
    EXPECT_TRUE(paste().isEmpty());
    bridge.setActive(true);
    EXPECT_EQ(paste(), "password");
}

TEST_F(Clipboard, HtmlIsLoweredToItsText)
{
    bridge.setActive(true);
    auto *html = new QMimeData;
    html->setHtml(QStringLiteral("<p>one <b>two</b></p><script>three</script>"));
    host()->setMimeData(html);
    EXPECT_EQ(guest.hostOffer(Main), QStringList{Text});
    EXPECT_EQ(paste().trimmed(), "one two");
}

TEST_F(Clipboard, PicturesGoToTheGuestAsPng)
{
    bridge.setActive(true);
    host()->setImage(picture());
    EXPECT_EQ(guest.hostOffer(Main), QStringList{Png});
    EXPECT_EQ(QImage::fromData(paste(Png), "png").convertToFormat(QImage::Format_RGB32), picture());
}

TEST_F(Clipboard, AFormatThatWasNotOfferedIsAnsweredWithNothing)
{
    bridge.setActive(true);
    EXPECT_TRUE(paste(Png).isEmpty());
    EXPECT_TRUE(paste(QStringLiteral("application/x-secret")).isEmpty());
}

TEST_F(Clipboard, TextComesFromTheGuestWithoutBouncingBack)
{
    bridge.setActive(true);
    const int offers = guest.offers();
    copyInGuest(QStringLiteral("from the guest\r\nline two"));
    EXPECT_TRUE(hostGets(QStringLiteral("from the guest\nline two")));
    EXPECT_EQ(guest.offers(), offers);
    bridge.setActive(false);
    bridge.setActive(true);
    EXPECT_EQ(guest.offers(), offers) << "its own copy is not offered to it";
}

TEST_F(Clipboard, WhatOneGuestCopiedIsOfferedToAnother)
{
    bridge.setActive(true);
    copyInGuest(QStringLiteral("from a"));
    ASSERT_TRUE(hostGets(QStringLiteral("from a")));
    ScriptedClipboard other;
    ClipboardBridge second(QStringLiteral("guest-b"));
    second.setPolicy(ClipboardPolicy::Both);
    second.setGuest(&other);
    second.setActive(true);
    EXPECT_EQ(other.hostOffer(Main), QStringList{Text});
}

TEST_F(Clipboard, PicturesComeFromTheGuestDecodedAndEncodedAnew)
{
    bridge.setActive(true);
    QByteArray png = pngOf(picture());
    png.append("trailing secret");
    guest.copyInGuest(Main, {{Png, png}});
    ASSERT_TRUE(QTest::qWaitFor([] {
        return !host()->image().isNull();
    }));
    EXPECT_EQ(host()->image().convertToFormat(QImage::Format_RGB32), picture());
    EXPECT_FALSE(host()->mimeData()->data(Png).contains("secret"));
}

TEST_F(Clipboard, AGuestInTheBackgroundDoesNotReplaceWhatTheUserCopied)
{
    bridge.setActive(true);
    bridge.setActive(false);
    copyInGuest(QStringLiteral("evil"));
    QTest::qWait(50);
    EXPECT_EQ(host()->text(), QStringLiteral("before"));
    EXPECT_EQ(guest.fetches(), 0);
    bridge.setActive(true);
    EXPECT_TRUE(hostGets(QStringLiteral("evil"))) << "it comes when its window is looked at";
}

TEST_F(Clipboard, TheNewestCopyWins)
{
    bridge.setActive(true);
    copyInGuest(QStringLiteral("older"));
    host()->setText(QStringLiteral("newer"));
    QTest::qWait(50);
    EXPECT_EQ(host()->text(), QStringLiteral("newer"));
}

TEST_F(Clipboard, AFloodOfOffersIsFetchedOneAtATime)
{
    bridge.setActive(true);
    for (int i = 0; i < 1000; ++i) {
        copyInGuest(QString::number(i));
    }
    EXPECT_TRUE(hostGets(QStringLiteral("999")));
    EXPECT_LT(guest.fetches(), 10);
}

TEST_F(Clipboard, EachPolicyLetsOnlyItsOwnDirectionPass)
{
    for (const auto &[policy, toGuest, toHost] : {std::tuple{ClipboardPolicy::Off, false, false},
                                                  {ClipboardPolicy::HostToGuest, true, false},
                                                  {ClipboardPolicy::GuestToHost, false, true},
                                                  {ClipboardPolicy::Both, true, true}}) {
        bridge.setActive(false);
        bridge.setPolicy(policy);
        host()->setText(QStringLiteral("host"));
        bridge.setActive(true);
        EXPECT_EQ(paste() == "host", toGuest) << int(policy);
        copyInGuest(QStringLiteral("guest %1").arg(int(policy)));
        QTest::qWait(30);
        EXPECT_EQ(host()->text() != QStringLiteral("host"), toHost) << int(policy);
    }
}

TEST_F(Clipboard, TurningItOffTakesTheOfferBack)
{
    bridge.setActive(true);
    ASSERT_FALSE(guest.hostOffer(Main).isEmpty());
    bridge.setPolicy(ClipboardPolicy::Off);
    EXPECT_TRUE(guest.hostOffer(Main).isEmpty());
    EXPECT_TRUE(paste().isEmpty());
}

TEST_F(Clipboard, LargeTextForTheGuestIsAskedForFirst)
{
    bridge.setAskAbove(1000);
    bridge.setActive(true);
    host()->setText(QString(2000, QLatin1Char('x')));
    EXPECT_TRUE(paste().isEmpty()) << "the guest's program does not wait for a person";
    EXPECT_EQ(bridge.question(), (LargeClipboard{.toGuest = true, .bytes = 2000}));
    bridge.answerQuestion(true);
    EXPECT_FALSE(bridge.question());
    EXPECT_EQ(guest.hostOffer(Main), QStringList{Text});
    EXPECT_EQ(paste().size(), 2000);
    host()->setText(QString(3000, QLatin1Char('y')));
    EXPECT_TRUE(paste().isEmpty()) << "the answer is for that copy only";
    bridge.answerQuestion(false);
    EXPECT_TRUE(paste().isEmpty());
}

TEST_F(Clipboard, LargeTextFromTheGuestIsAskedForFirst)
{
    bridge.setAskAbove(1000);
    bridge.setActive(true);
    copyInGuest(QString(2000, QLatin1Char('x')));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return bridge.question().has_value();
    }));
    EXPECT_EQ(host()->text(), QStringLiteral("before"));
    bridge.answerQuestion(true);
    EXPECT_TRUE(hostGets(QString(2000, QLatin1Char('x'))));
}

TEST_F(Clipboard, MoreThanTheLimitNeverComesThrough)
{
    const QSignalSpy refused(&bridge, &ClipboardBridge::refused);
    bridge.setActive(true);
    guest.copyInGuest(Main, {{Text, QByteArray(101 * 1024 * 1024, 'x')}});
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return bridge.question().has_value();
    }));
    bridge.answerQuestion(true);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return refused.count() == 1;
    }));
    EXPECT_EQ(host()->text(), QStringLiteral("before"));
}

TEST_F(Clipboard, ANewCopyTakesTheQuestionAway)
{
    bridge.setAskAbove(10);
    bridge.setActive(true);
    host()->setText(QString(20, QLatin1Char('x')));
    EXPECT_TRUE(paste().isEmpty());
    ASSERT_TRUE(bridge.question());
    host()->setText(QStringLiteral("short"));
    EXPECT_FALSE(bridge.question());
}

TEST_F(Clipboard, AGuestThatGoesAwayWhileItIsReadDoesNoHarm)
{
    auto gone = std::make_unique<ScriptedClipboard>();
    bridge.setGuest(gone.get());
    bridge.setActive(true);
    gone->copyInGuest(Main, {{Text, "too late"}});
    gone.reset();
    QTest::qWait(50);
    EXPECT_EQ(host()->text(), QStringLiteral("before"));
    bridge.setGuest(&guest);
    copyInGuest(QStringLiteral("next guest"));
    EXPECT_TRUE(hostGets(QStringLiteral("next guest")));
}

TEST_F(Clipboard, AnAgentThatComesLaterGetsTheOffer)
{
    guest.setAvailable(false);
    bridge.setActive(true);
    EXPECT_FALSE(bridge.isAvailable());
    EXPECT_EQ(guest.offers(), 0);
    guest.setAvailable(true);
    EXPECT_EQ(guest.hostOffer(Main), QStringList{Text});
}

TEST_F(Clipboard, CopiedFilesAreKnown)
{
    auto *files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a b")), QUrl(QStringLiteral("https://example.org/x"))});
    host()->setMimeData(files);
    EXPECT_EQ(ClipboardBridge::copiedFiles(), QStringList{QStringLiteral("/tmp/a b")});
}

TEST_F(Clipboard, FilesThatArePastedAreOfferedOnceForEachCopy)
{
    bridge.setActive(true);
    const QSignalSpy changed(&bridge, &ClipboardBridge::pastedFilesChanged);
    const auto copy = [] {
        auto *files = new QMimeData;
        files->setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a b"))});
        host()->setMimeData(files);
    };
    paste();
    bridge.notePaste();
    EXPECT_TRUE(bridge.pastedFiles().isEmpty()) << "that was text";
    copy();
    EXPECT_TRUE(bridge.pastedFiles().isEmpty()) << "not pasted yet";
    bridge.notePaste(); // a file manager in the guest, which finds no files and asks for nothing
    EXPECT_EQ(bridge.pastedFiles(), QStringList{QStringLiteral("/tmp/a b")});
    bridge.dropPastedFiles();
    paste();
    EXPECT_TRUE(bridge.pastedFiles().isEmpty()) << "answered for this copy";
    copy();
    paste(); // from the guest's menu
    EXPECT_FALSE(bridge.pastedFiles().isEmpty());
    host()->setText(QStringLiteral("other"));
    EXPECT_TRUE(bridge.pastedFiles().isEmpty());
    EXPECT_EQ(changed.count(), 4);
}

TEST_F(Clipboard, FilesAreNotOfferedToAGuestThatMayNotKnowOfThem)
{
    bridge.setActive(true);
    bridge.setPolicy(ClipboardPolicy::GuestToHost);
    auto *files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a b"))});
    host()->setMimeData(files);
    bridge.notePaste();
    EXPECT_TRUE(bridge.pastedFiles().isEmpty());
}

/** A program that owns the clipboard and answers nobody. */
class HungOwner
{
public:
    HungOwner()
        : m_connection(xcb_connect(nullptr, nullptr))
    {
        const xcb_screen_t *screen = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data;
        const xcb_window_t window = xcb_generate_id(m_connection);
        xcb_create_window(m_connection,
                          XCB_COPY_FROM_PARENT,
                          window,
                          screen->root,
                          0,
                          0,
                          1,
                          1,
                          0,
                          XCB_WINDOW_CLASS_INPUT_ONLY,
                          XCB_COPY_FROM_PARENT,
                          0,
                          nullptr);
        const auto asked = xcb_intern_atom(m_connection, 0, 9, "CLIPBOARD");
        xcb_intern_atom_reply_t *clipboard = xcb_intern_atom_reply(m_connection, asked, nullptr);
        xcb_set_selection_owner(m_connection, window, clipboard->atom, XCB_CURRENT_TIME);
        std::free(clipboard);
        xcb_flush(m_connection);
    }
    ~HungOwner()
    {
        xcb_disconnect(m_connection);
    }
    Q_DISABLE_COPY_MOVE(HungOwner)

private:
    xcb_connection_t *m_connection;
};

TEST_F(ClipboardX11, AProgramThatHangsDoesNotHoldTheWindowUp)
{
    bridge.setActive(true);
    ASSERT_EQ(paste(), "before");
    const HungOwner other;
    ASSERT_TRUE(QTest::qWaitFor([] {
        return !host()->ownsClipboard();
    }));
    QElapsedTimer turn;
    qint64 longest = 0;
    turn.start();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        longest = std::max(longest, turn.restart());
        return guest.hostOffer(Main).isEmpty();
    }));
    EXPECT_TRUE(paste().isEmpty());
    longest = std::max(longest, turn.elapsed());
    EXPECT_LT(longest, 3000) << "Qt would wait five seconds for it";
}

TEST_F(ClipboardX11, ThePrimarySelectionIsCarriedToo)
{
    ASSERT_TRUE(host()->supportsSelection());
    bridge.setActive(true);
    host()->setText(QStringLiteral("marked"), QClipboard::Selection);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return guest.hostOffer(Primary) == QStringList{Text};
    }));
    EXPECT_EQ(paste(Text, Primary), "marked");
    guest.copyInGuest(Primary, {{Text, "marked in the guest"}});
    EXPECT_TRUE(QTest::qWaitFor([] {
        return host()->text(QClipboard::Selection) == QStringLiteral("marked in the guest");
    }));
    EXPECT_EQ(host()->text(), QStringLiteral("before")) << "the two do not mix";
}

TEST(GuestPictures, HostileOnesAreRefused)
{
    EXPECT_EQ(readGuestPicture("not a picture", Png).error().code, ErrorCode::Protocol);
    EXPECT_EQ(readGuestPicture({}, Png).error().code, ErrorCode::Protocol);
    // A header that claims 60000 x 60000 pixels.
    QByteArray huge = pngOf(picture());
    huge.replace(16, 8, QByteArray::fromHex("0000ea600000ea60"));
    const auto read = readGuestPicture(huge, Png);
    ASSERT_FALSE(read);
    EXPECT_TRUE(read.error().code == ErrorCode::TooLarge || read.error().code == ErrorCode::Protocol);
    // Another format under a harmless name.
    QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>";
    EXPECT_FALSE(readGuestPicture(svg, Png));
    EXPECT_FALSE(readGuestPicture(svg, QStringLiteral("image/svg+xml")));
}

TEST(GuestPictures, APaletteThatQtReadsAndDoesNotWriteIsNoHindrance)
{
    // 9 x 5 pixels of one bit each, and a palette of more colours than that can name.
    const QByteArray bitmap = QByteArray::fromHex(
        "424d5200002d000000003e00080028000000090000000500000001000100000000001400000000010061000100020f000000"
        "003a650000000000000000000000000000000000000000000000000000000000000000000000003e00080028000000090000"
        "000500000001000100000000001400000000010000020f010061000000000065000000000000000000000000000000000000"
        "000000000000000000000000000000000000008000db000000b6807eea");
    const auto read = readGuestPicture(bitmap, QStringLiteral("image/bmp"));
    ASSERT_TRUE(read) << qPrintable(read.error().detail);
    EXPECT_FALSE(read->image.isNull());
    EXPECT_TRUE(read->png.startsWith("\x89PNG"));
}

TEST(GuestPictures, TheBestReadableFormatIsTaken)
{
    EXPECT_EQ(bestImageType({QStringLiteral("image/bmp"), Png}), Png);
    EXPECT_EQ(bestImageType({QStringLiteral("image/jpeg"), QStringLiteral("image/bmp")}), QStringLiteral("image/bmp"));
    EXPECT_TRUE(bestImageType({Text, QStringLiteral("image/svg+xml")}).isEmpty());
}

TEST(GuestText, IsMadeValid)
{
    EXPECT_EQ(textFromGuest(QByteArray("a\0b\r\nc", 6)), QStringLiteral("ab\nc"));
    EXPECT_TRUE(textFromGuest("\xff\xfe broken").isValidUtf16());
}

} // namespace

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guestclipboard.h"
#include "tests/integration/desktopfixture.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

const QString utf8 = u"text/plain;charset=utf-8"_s;
const QString png = u"image/png"_s;

QByteArray picture()
{
    QImage image(120, 80, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            image.setPixel(x, y, qRgb(x * 2, y * 3, (x ^ y) & 255));
        }
    }
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray sha256(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

class DesktopClipboard : public DesktopTest
{
protected:
    void SetUp() override
    {
        DesktopTest::SetUp();
        if (HasFatalFailure() || IsSkipped()) {
            return;
        }
        m_clipboard = session().clipboard();
        ASSERT_TRUE(m_clipboard);
        ASSERT_TRUE(waitUntil([this] {
            return m_clipboard->isAvailable();
        }));
    }
    /** The guest's clipboard holds these bytes of /tmp/copy. */
    void guestCopies(const QByteArray &content, const QByteArray &target)
    {
        ASSERT_TRUE(guest().put("/tmp/copy", content));
        guest().runAsUser("xclip -selection clipboard -t " + target + " -i /tmp/copy >/dev/null 2>&1");
    }
    [[nodiscard]] Result<QByteArray> fetched(const QString &type)
    {
        const bool offered = waitUntil([&] {
            return m_clipboard->guestOffer(ClipboardSelection::Clipboard).contains(type);
        });
        if (!offered) {
            return fail(ErrorCode::Timeout, {}, u"not offered: "_s + m_clipboard->guestOffer(ClipboardSelection::Clipboard).join(u' '));
        }
        return await(m_clipboard->fetch(ClipboardSelection::Clipboard, type, 100'000'000));
    }
    /** Offers what the guest may ask for until the test's end. */
    void hostCopies(const QString &type, const QByteArray &content)
    {
        QObject::connect(m_clipboard,
                         &GuestClipboard::dataRequested,
                         m_clipboard,
                         [this, type, content](quint64 request, ClipboardSelection, const QString &asked) {
                             ++m_asked;
                             m_clipboard->answer(request, asked == type ? content : QByteArray());
                         });
        m_clipboard->offer(ClipboardSelection::Clipboard, {type});
    }
    void guestPastes(const QByteArray &target, const QByteArray &content)
    {
        const QByteArray paste = "timeout 20 xclip -selection clipboard -t " + target + " -o";
        ASSERT_TRUE(guest().shows("timeout 10 xclip -selection clipboard -t TARGETS -o 2>/dev/null", target));
        EXPECT_EQ(m_asked, 0) << "nothing crosses before somebody pastes";
        EXPECT_TRUE(guest().shows(paste + " | sha256sum", sha256(content)));
        EXPECT_GT(m_asked, 0);
    }

    GuestClipboard *m_clipboard = nullptr;
    int m_asked = 0;
};

TEST_P(DesktopClipboard, TextOfTheGuestReachesTheHost)
{
    const QByteArray text = "Grüße aus dem Gast, 你好 \xf0\x9f\x96\xa5\nzweite Zeile";
    guestCopies(text, "UTF8_STRING");
    const Result<QByteArray> seen = fetched(utf8);
    ASSERT_TRUE(seen) << qPrintable(seen.error().detail);
    EXPECT_EQ(*seen, text);
}

TEST_P(DesktopClipboard, APictureOfTheGuestReachesTheHost)
{
    const QByteArray content = picture();
    guestCopies(content, "image/png");
    const Result<QByteArray> seen = fetched(png);
    ASSERT_TRUE(seen) << qPrintable(seen.error().detail);
    EXPECT_EQ(QImage::fromData(*seen).convertToFormat(QImage::Format_RGB32), QImage::fromData(content).convertToFormat(QImage::Format_RGB32));
}

TEST_P(DesktopClipboard, MoreThanAllowedIsRefused)
{
    guestCopies(QByteArray(200'000, 'x'), "UTF8_STRING");
    ASSERT_TRUE(waitUntil([this] {
        return m_clipboard->guestOffer(ClipboardSelection::Clipboard).contains(utf8);
    }));
    const Result<QByteArray> seen = await(m_clipboard->fetch(ClipboardSelection::Clipboard, utf8, 100'000));
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().code, ErrorCode::TooLarge);
}

TEST_P(DesktopClipboard, TextOfTheHostReachesTheGuest)
{
    const QByteArray text = "Grüße vom Wirt, 你好 \xf0\x9f\x96\xa5\nzweite Zeile";
    hostCopies(utf8, text);
    guestPastes("UTF8_STRING", text);
}

TEST_P(DesktopClipboard, MuchTextOfTheHostReachesTheGuest)
{
    QByteArray text;
    while (text.size() < 1'000'000) {
        text += "Zeile " + QByteArray::number(text.size()) + '\n';
    }
    hostCopies(utf8, text);
    guestPastes("UTF8_STRING", text);
}

TEST_P(DesktopClipboard, APictureOfTheHostReachesTheGuest)
{
    hostCopies(png, picture());
    guestPastes("image/png", picture());
}

TEST_P(DesktopClipboard, WithdrawnIsGone)
{
    hostCopies(utf8, "for a moment");
    ASSERT_TRUE(guest().shows("timeout 10 xclip -selection clipboard -t TARGETS -o 2>/dev/null", "UTF8_STRING"));
    m_clipboard->withdraw(ClipboardSelection::Clipboard);
    EXPECT_TRUE(guest().shows("timeout 10 xclip -selection clipboard -t TARGETS -o 2>&1", "not available"));
}

INSTANTIATE_TEST_SUITE_P(Ways, DesktopClipboard, testing::Values(Way::Fast, Way::Spice), [](const auto &info) {
    return info.param == Way::Fast ? "Fast" : "Spice";
});

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbussession.h"
#include "backends/console/qemuplaceholder.h"
#include "tests/support/consoletest.h"
#include "tests/support/fakeqemudisplay.h"

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

constexpr quint32 x8r8g8b8 = 0x20020888;

/** QEMU 10.0's text for a screen that is off, as its screendump shows it; a bit is a pixel. */
constexpr const char *offText[] = {
    "0000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000",
    "f818000038000000000010000010001800000000100000001018000000",
    "6c18000018000000000030000030001800000000300000003018000000",
    "6600000018000000000030000030000000000000300000003000000000",
    "66387cdc1878c6007cccfcdcccfc00387c00dc7cfc00787cfc38c67c00",
    "6618c666180cc600c6cc3066cc300018c60066c630000cc63018c6c600",
    "66186066187cc600c6cc3066cc300018600066c630007cc03018c6fe00",
    "6618386618ccc600c6cc3066cc300018380066c63000ccc03018c6c000",
    "66180c6618ccc600c6cc3066cc3000180c0066c63000ccc03018c6c000",
    "6c18c66618ccc600c6cc3666cc360018c60066c63600ccc636186cc618",
    "f83c7c7c3c767e007c761c7c761c003c7c00667c1c00767c1c3c387c18",
    "0000006000000600000000600000000000000000000000000000000000",
    "0000006000000c00000000600000000000000000000000000000000000",
    "000000f00000f800000000f00000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000",
};

/** A picture as QEMU makes it for a screen that is off. */
QImage offPicture(QSize size)
{
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(Qt::black);
    const QPoint corner((size.width() / 8 - 29) / 2 * 8, (size.height() / 16 - 1) / 2 * 16);
    for (int y = 0; y < 16; ++y) {
        const QByteArray row = QByteArray::fromHex(offText[y]);
        for (int x = 0; x < row.size() * 8; ++x) {
            if (row[x / 8] & (0x80 >> x % 8)) {
                picture.setPixel(corner + QPoint(x, y), 0xaaaaaa);
            }
        }
    }
    return picture;
}

TEST(ConsolePlaceholder, IsToldFromPictures)
{
    EXPECT_TRUE(isQemuPlaceholder(offPicture({640, 480})));
    EXPECT_TRUE(isQemuPlaceholder(offPicture({1366, 768})));
    QImage other = offPicture({640, 480});
    other.setPixel(200, 228, 0xffffff);
    EXPECT_FALSE(isQemuPlaceholder(other));
    other.fill(Qt::black);
    EXPECT_FALSE(isQemuPlaceholder(other));
    for (const QSize size : {QSize(1, 1), QSize(231, 480), QSize(640, 15), QSize(232, 16)}) {
        EXPECT_FALSE(isQemuPlaceholder(QImage(size, QImage::Format_RGB16))) << size.width();
    }
}

/** A guest with two screens, of which the second is off. */
class ConsoleHeads : public testing::Test
{
protected:
    void SetUp() override
    {
        m_session.open();
        ASSERT_TRUE(waitUntil([&] {
            return m_session.state() == ConsoleSession::State::Connected;
        }));
        ASSERT_TRUE(m_qemu.waitForListener(0));
        ASSERT_TRUE(m_qemu.waitForListener(1));
        m_desktop.fill(Qt::blue);
        showSecond(m_off);
        ASSERT_EQ(m_session.heads().size(), 1) << "off";
    }
    void showSecond(const QImage &picture)
    {
        GVariant *bytes = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, picture.constBits(), static_cast<gsize>(picture.sizeInBytes()), 1);
        GVariant *arguments = g_variant_new("(uuuu@ay)", picture.width(), picture.height(), static_cast<quint32>(picture.bytesPerLine()), x8r8g8b8, bytes);
        EXPECT_EQ(m_qemu.call("Scanout", arguments, -1, 1), "");
    }
    [[nodiscard]] bool comesTo(int heads)
    {
        return waitUntil([&] {
            return m_session.heads().size() == heads;
        });
    }

    FakeQemuDisplay m_qemu{2};
    QemuDBusSession m_session{m_qemu.provider()};
    const QImage m_off = offPicture({640, 480});
    QImage m_desktop{640, 480, QImage::Format_RGB32};
};

TEST_F(ConsoleHeads, SecondScreenComesAndGoesWithTheGuest)
{
    EXPECT_EQ(m_session.maximumHeads(), 2);
    EXPECT_TRUE(m_session.setHeadEnabled(1, true));
    EXPECT_FALSE(m_session.setHeadEnabled(0, false));
    EXPECT_FALSE(m_session.setHeadEnabled(2, true));
    showSecond(m_desktop);
    ASSERT_TRUE(comesTo(2));
    EXPECT_EQ(m_session.heads().at(1)->number(), 1);
    EXPECT_EQ(pixel(*m_session.heads().at(1), QPoint(9, 9)), 0x0000ffU);
    showSecond(m_off);
    EXPECT_TRUE(comesTo(1));
}

TEST_F(ConsoleHeads, SecondScreenStaysWhileTheGuestChangesItsMode)
{
    showSecond(m_desktop);
    ASSERT_TRUE(comesTo(2));
    int changes = 0;
    QObject::connect(&m_session, &ConsoleSession::headsChanged, &m_session, [&changes] {
        ++changes;
    });
    const ConsoleHead *second = m_session.heads().at(1);
    showSecond(m_off);
    ASSERT_TRUE(waitUntil([&] {
        return pixel(*second, QPoint(9, 9)) == 0;
    }));
    QImage larger(800, 600, QImage::Format_RGB32);
    larger.fill(Qt::red);
    showSecond(larger);
    ASSERT_TRUE(waitUntil([&] {
        return second->size() == QSize(800, 600);
    }));
    EXPECT_EQ(changes, 0);
}

TEST_F(ConsoleHeads, SecondScreenComesAgainAlsoAfterItsWindowIsGone)
{
    showSecond(m_desktop);
    ASSERT_TRUE(comesTo(2));
    ConsoleHead *second = m_session.heads().at(1);
    showSecond(m_off);
    ASSERT_TRUE(comesTo(1));
    const int before = m_qemu.registrations();
    second->setVisible(false);
    ASSERT_TRUE(waitUntil([&] {
        return m_qemu.registrations() == before + 1 && m_qemu.waitForListener(1);
    }));
    showSecond(m_desktop);
    EXPECT_TRUE(comesTo(2));
}

} // namespace
} // namespace vitrine::test

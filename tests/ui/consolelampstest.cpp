// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolefixture.h"
#include "fakeencoder.h"

#include <QStatusBar>
#include <QToolButton>

namespace vitrine {

namespace {

using namespace Qt::StringLiterals;

class ConsoleLamps : public ConsoleFixture
{
protected:
    void SetUp() override
    {
        backend.definition =
            u"<domain type='qemu'><name>guest</name><devices><disk type='file' device='disk'><source file='/a/d.img'/>"
            "<target dev='vda' bus='virtio'/></disk></devices></domain>"_s;
        backend.moved.drives.insert(u"vda"_s, {});
        ConsoleFixture::SetUp();
    }
    QToolButton *disk() const
    {
        return window->findChild<QToolButton *>(u"lampDisk"_s);
    }
    /** Pixels of the lamp that are clearly of the colour that `lead` picks. */
    int coloured(int (QColor::*lead)() const) const
    {
        const QImage image = disk()->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                const int others = pixel.red() + pixel.green() + pixel.blue() - (pixel.*lead)();
                count += (pixel.*lead)() > others ? 1 : 0;
            }
        }
        return count;
    }
    bool waitFor(const std::function<bool()> &condition) const
    {
        return QTest::qWaitFor(condition, 8000);
    }
};

TEST_F(ConsoleLamps, ADiskThatIsReadShowsIt)
{
    ASSERT_TRUE(waitFor([this] {
        return backend.countersRead >= 1 && disk()->isVisible();
    }));
    const int green = coloured(&QColor::green);
    const int red = coloured(&QColor::red);
    backend.moved.drives[u"vda"_s].in = 8 << 20;
    ASSERT_TRUE(waitFor([this] {
        return disk()->toolTip().contains("reading"_L1);
    }));
    EXPECT_GT(coloured(&QColor::green), green + 10);
    EXPECT_EQ(coloured(&QColor::red), red);
    picture("lamp-reading");
    backend.moved.drives[u"vda"_s].out = 1 << 20;
    ASSERT_TRUE(waitFor([&] {
        return coloured(&QColor::red) > red + 10;
    })) << "writing";
    picture("lamp-writing");
    ASSERT_TRUE(waitFor([&] {
        return coloured(&QColor::red) == red && coloured(&QColor::green) == green;
    })) << "still again";
}

TEST_F(ConsoleLamps, NothingIsAskedForWhileTheLampsCannotBeSeen)
{
    ASSERT_TRUE(waitFor([this] {
        return backend.countersRead >= 1;
    }));
    window->statusBar()->hide(); // as in full screen
    backend.countersRead = 0;
    QTest::qWait(3000); // more than the longest period
    EXPECT_EQ(backend.countersRead, 0);
    window->statusBar()->show();
    EXPECT_TRUE(waitFor([this] {
        return backend.countersRead >= 1;
    }));
}

class RecordingLamp : public ConsoleLamps
{
protected:
    void SetUp() override
    {
        encoders = &fakes;
        ConsoleLamps::SetUp();
    }
    FakeEncoderFactory fakes;
};

TEST_F(RecordingLamp, HasAMenu)
{
    for (const char *name : {"lampRecording", "lampState", "lampCapture", "lampDisk"}) {
        const auto *lamp = window->findChild<QToolButton *>(QLatin1String(name));
        EXPECT_TRUE(lamp->menu()) << name;
    }
    const QMenu *menu = window->findChild<QToolButton *>(u"lampRecording"_s)->menu();
    ASSERT_TRUE(menu);
    EXPECT_TRUE(menu->actions().contains(action("record")));
}

} // namespace

} // namespace vitrine

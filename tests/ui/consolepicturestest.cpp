// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/videoencoder.h"
#include "consolefixture.h"
#include "ui/console/guestpicture.h"
#include "ui/console/recorder.h"

#include <QClipboard>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

class Pictures : public ConsoleFixture
{
protected:
    /** Answers the dialog that an action opened. */
    void saveAs(const QString &path)
    {
        auto *dialog = window->findChild<QFileDialog *>(QStringLiteral("saveDialog"));
        ASSERT_TRUE(dialog);
        proposed = dialog->selectedFiles().value(0);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    }
    QTemporaryDir folder;
    QString proposed;
};

/** Keeps what it is given. */
class FakeEncoder : public VideoEncoder
{
public:
    void start(const QString &path, QSize pixels) override
    {
        file = path;
        size = pixels;
    }
    bool add(const QImage &picture, std::chrono::nanoseconds time) override
    {
        pictures += picture;
        times += time;
        return true;
    }
    void finish() override
    {
        done = true;
        Q_EMIT finished();
    }
    QString file;
    QSize size;
    QList<QImage> pictures;
    QList<std::chrono::nanoseconds> times;
    bool done = false;
};

class Recording : public testing::Test
{
protected:
    void SetUp() override
    {
        head.image = noise({200, 100});
        view.resize(400, 300);
        view.setHead(&head);
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
        auto made = std::make_unique<FakeEncoder>();
        encoder = made.get();
        recorder.start(&view, std::move(made), QStringLiteral("/films/a.webm"));
    }
    void TearDown() override
    {
        view.setHead(nullptr);
    }
    FakeHead head;
    ConsoleView view;
    Recorder recorder{nullptr};
    QPointer<FakeEncoder> encoder;
};

} // namespace

TEST_F(Pictures, aScreenshotHasTheGuestsPixelsAndAProposedName)
{
    connectGuest();
    window->resize(900, 500); // scaled
    action("takeScreenshot")->trigger();
    const QString path = folder.filePath(QStringLiteral("shot.png"));
    saveAs(path);
    EXPECT_TRUE(proposed.section(u'/', -1).startsWith(QStringLiteral("Debian 13 "))) << proposed.toStdString();
    EXPECT_TRUE(proposed.endsWith(QStringLiteral(".png")));
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return QFile::exists(path);
    }));
    EXPECT_EQ(QImage(path).convertToFormat(QImage::Format_RGB32),
              noise({640, 400}).convertToFormat(QImage::Format_RGB888).convertToFormat(QImage::Format_RGB32));
    action("takeScreenshot")->trigger();
    EXPECT_EQ(window->findChild<QFileDialog *>(QStringLiteral("saveDialog"))->directory().path(), folder.path()) << "the last folder";
}

TEST_F(Pictures, aScreenshotThatCanNotBeWrittenIsSaid)
{
    connectGuest();
    action("takeScreenshot")->trigger();
    saveAs(folder.filePath(QStringLiteral("no/such/folder.png")));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return window->findChild<QWidget *>(QStringLiteral("errorFrame"));
    }));
}

TEST_F(Pictures, theClipboardGetsTheGuestsPixels)
{
    connectGuest();
    action("copyScreenshot")->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->image().size(), QSize(640, 400));
}

TEST_F(Pictures, withoutAPictureThereIsNothingToTake)
{
    EXPECT_FALSE(action("takeScreenshot")->isEnabled());
    EXPECT_FALSE(action("takeScreenshot")->toolTip().isEmpty());
    connectGuest();
    EXPECT_TRUE(action("takeScreenshot")->isEnabled());
    change(MachineState::Off);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !action("copyScreenshot")->isEnabled();
    }));
}

TEST(FileNames, areMadeOfNamesThatNoFileMayHave)
{
    const QString name = proposedFileName(QStringLiteral("../../etc/\n a:b"), QStringLiteral("png"));
    EXPECT_FALSE(name.contains(u'/')) << name.toStdString();
    EXPECT_FALSE(name.contains(u'\n'));
    EXPECT_FALSE(name.startsWith(u'.'));
}

TEST_F(Recording, takesPicturesOnlyWhenTheyChange)
{
    EXPECT_TRUE(recorder.isRecording());
    EXPECT_EQ(encoder->size, QSize(200, 100));
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return encoder->pictures.size() >= 2; // the first, and the damage that showing the view made
    }));
    QTest::qWait(100);
    const qsizetype still = encoder->pictures.size();
    QTest::qWait(200);
    EXPECT_EQ(encoder->pictures.size(), still);
    head.setImage(noise({200, 100}, 7));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return encoder->pictures.size() == still + 1;
    }));
    EXPECT_EQ(encoder->pictures.last().pixel(3, 3) & 0xffffff, head.image.pixel(3, 3) & 0xffffff);
}

TEST_F(Recording, takesAtMost25ASecondWithGrowingTimes)
{
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; clock.durationElapsed() < 1s; ++i) {
        head.damage(QRect(i % 200, 0, 1, 1));
        QTest::qWait(4);
    }
    EXPECT_LE(encoder->pictures.size(), 27);
    EXPECT_GE(encoder->pictures.size(), 12);
    EXPECT_TRUE(std::ranges::is_sorted(encoder->times, std::less_equal{}) || std::ranges::is_sorted(encoder->times));
    for (qsizetype i = 1; i < encoder->times.size(); ++i) {
        EXPECT_GE(encoder->times[i] - encoder->times[i - 1], 39ms);
    }
}

TEST_F(Recording, anotherResolutionIsScaledIntoTheFilm)
{
    head.setImage(noise({50, 100}));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return encoder->pictures.last().pixel(2, 50) == qRgb(0, 0, 0); // the border beside a higher picture
    }));
    EXPECT_EQ(encoder->pictures.last().size(), QSize(200, 100));
}

TEST_F(Recording, goesOnWhileHiddenAndEndsWithTheSession)
{
    view.hide();
    EXPECT_TRUE(head.shown);
    const qsizetype before = encoder->pictures.size();
    head.setImage(noise({200, 100}, 9));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return encoder->pictures.size() > before;
    }));
    const QSignalSpy finished(&recorder, &Recorder::finished);
    view.setHead(nullptr);
    EXPECT_FALSE(recorder.isRecording());
    EXPECT_TRUE(encoder->done);
    EXPECT_EQ(finished.count(), 1);
    EXPECT_FALSE(head.shown);
}

TEST(RecordingOfAWindow, endsWithTheWindow)
{
    FakeHead head;
    head.image = noise({200, 100});
    auto view = std::make_unique<ConsoleView>();
    view->setHead(&head);
    view->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(view.get()));
    Recorder recorder(nullptr);
    recorder.start(view.get(), std::make_unique<FakeEncoder>(), QStringLiteral("/films/a.webm"));
    const QSignalSpy finished(&recorder, &Recorder::finished);
    view.reset();
    EXPECT_FALSE(recorder.isRecording());
    EXPECT_EQ(finished.count(), 1);
}

TEST_F(Recording, aFullDiskEndsItAndIsSaid)
{
    const QSignalSpy failed(&recorder, &Recorder::failed);
    Q_EMIT encoder->failed({.code = ErrorCode::NoSpace, .subject = QStringLiteral("/films/a.webm")});
    EXPECT_FALSE(recorder.isRecording());
    EXPECT_EQ(failed.count(), 1);
    view.hide();
    EXPECT_FALSE(head.shown);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/recording/webmencoder.h"

#include <QCoroTask>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gst/gst.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

struct Frame {
    std::chrono::nanoseconds time;
    QSize size;
    int brightness; ///< of the pixel in the middle
};

/** Plays a film to its end, as any player would. */
QList<Frame> play(const QString &path)
{
    QList<Frame> frames;
    const QByteArray chain =
        "filesrc location=\"" + QFile::encodeName(path) + "\" ! matroskademux ! vp8dec ! videoconvert ! video/x-raw,format=GRAY8 ! appsink name=out sync=false";
    GstElement *pipeline = gst_parse_launch(chain.constData(), nullptr);
    GstElement *sink = gst_bin_get_by_name(GST_BIN(pipeline), "out");
    gst_element_set_state(pipeline, GST_STATE_PLAYING);
    for (GstSample *sample = nullptr;;) {
        g_signal_emit_by_name(sink, "pull-sample", &sample);
        if (!sample) {
            break;
        }
        GstBuffer *buffer = gst_sample_get_buffer(sample);
        const GstStructure *format = gst_caps_get_structure(gst_sample_get_caps(sample), 0);
        int width = 0;
        int height = 0;
        gst_structure_get_int(format, "width", &width);
        gst_structure_get_int(format, "height", &height);
        GstMapInfo map;
        gst_buffer_map(buffer, &map, GST_MAP_READ);
        const int line = (width + 3) / 4 * 4;
        frames.append({std::chrono::nanoseconds(GST_BUFFER_PTS(buffer)), {width, height}, map.data[height / 2 * line + width / 2]});
        gst_buffer_unmap(buffer, &map);
        gst_sample_unref(sample);
    }
    gst_element_set_state(pipeline, GST_STATE_NULL);
    gst_object_unref(sink);
    gst_object_unref(pipeline);
    return frames;
}

QImage plain(QSize size, int brightness)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(qRgb(brightness, brightness, brightness));
    return image;
}

class Webm : public testing::Test
{
protected:
    void SetUp() override
    {
        const Result<void> possible = QCoro::waitFor(factory.check());
        if (!possible) {
            GTEST_SKIP() << "recording needs " << possible.error().subject.toStdString();
        }
        encoder = factory.create();
    }
    /** Adds it even if the encoder is slow on this computer. */
    void add(const QImage &picture, std::chrono::nanoseconds time) const
    {
        EXPECT_TRUE(QTest::qWaitFor([&] {
            return encoder->add(picture, time);
        }));
    }
    WebmEncoderFactory factory;
    std::unique_ptr<VideoEncoder> encoder;
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("a film.webm"));
};

} // namespace

TEST_F(Webm, aFilmHasThePicturesAtTheirTimes)
{
    const QList<std::chrono::nanoseconds> times = {0ms, 40ms, 80ms, 1000ms, 1040ms, 5000ms};
    encoder->start(path, {321, 201});
    for (qsizetype i = 0; i < times.size(); ++i) {
        add(plain({321, 201}, 40 + 30 * int(i)), times[i]);
    }
    QSignalSpy finished(encoder.get(), &VideoEncoder::finished);
    encoder->finish();
    ASSERT_TRUE(finished.wait());
    const QList<Frame> frames = play(path);
    ASSERT_EQ(frames.size(), times.size());
    for (qsizetype i = 0; i < times.size(); ++i) {
        EXPECT_EQ(frames[i].size, QSize(321, 201));
        EXPECT_LT(std::chrono::abs(frames[i].time - times[i]), 2ms) << i;
        EXPECT_NEAR(frames[i].brightness, 16 + (40 + 30 * int(i)) * 219 / 255, 8) << i;
    }
}

TEST_F(Webm, aFilmThatIsDroppedIsStillPlayable)
{
    encoder->start(path, {320, 200});
    for (int i = 0; i < 10; ++i) {
        add(plain({320, 200}, 20 * i), i * 40ms);
    }
    encoder.reset();
    EXPECT_EQ(play(path).size(), 10);
}

TEST_F(Webm, aFullDiskIsSaid)
{
    QSignalSpy failed(encoder.get(), &VideoEncoder::failed);
    encoder->start(QStringLiteral("/dev/full"), {320, 200});
    add(plain({320, 200}, 9), 0ms);
    encoder->add(plain({320, 200}, 90), 40ms);
    encoder->finish();
    ASSERT_TRUE(failed.count() > 0 || failed.wait());
    EXPECT_EQ(failed.first().first().value<Error>().code, ErrorCode::NoSpace);
}

TEST_F(Webm, aFolderThatIsNotThereIsSaid)
{
    QSignalSpy failed(encoder.get(), &VideoEncoder::failed);
    encoder->start(folder.filePath(QStringLiteral("no/a.webm")), {320, 200});
    ASSERT_TRUE(failed.count() > 0 || failed.wait());
    EXPECT_FALSE(encoder->add(plain({320, 200}, 9), 0ms));
    EXPECT_EQ(failed.first().first().value<Error>().code, ErrorCode::FileMissing);
    EXPECT_EQ(failed.first().first().value<Error>().subject, folder.filePath(QStringLiteral("no")));
}

TEST_F(Webm, whatCanNotBeWrittenSaysWhy)
{
    const QString locked = folder.filePath(QStringLiteral("locked"));
    ASSERT_TRUE(QDir().mkpath(locked) && QFile::setPermissions(locked, QFile::ReadOwner | QFile::ExeOwner));
    QSignalSpy failed(encoder.get(), &VideoEncoder::failed);
    encoder->start(folder.path(), {320, 200});
    ASSERT_TRUE(failed.count() > 0 || failed.wait());
    EXPECT_EQ(failed.takeFirst().first().value<Error>().code, ErrorCode::FileIsFolder);
    if (::geteuid() != 0) {
        encoder->start(locked + QStringLiteral("/a.webm"), {320, 200});
        ASSERT_TRUE(failed.count() > 0 || failed.wait());
        EXPECT_EQ(failed.takeFirst().first().value<Error>().code, ErrorCode::PermissionDenied);
    }
}

TEST_F(Webm, aDiskThatLetsUsWaitDoesNotHoldTheProgramUp)
{
    // Opening a pipe that nobody reads waits, as that of a file on a dead server does.
    const QByteArray pipe = QFile::encodeName(folder.filePath(QStringLiteral("slow.webm")));
    ASSERT_EQ(::mkfifo(pipe.constData(), S_IRUSR | S_IWUSR), 0);
    QElapsedTimer time;
    time.start();
    encoder->start(QFile::decodeName(pipe), {320, 200});
    EXPECT_TRUE(encoder->add(plain({320, 200}, 9), 0ms)) << "kept until it is open";
    for (int i = 1; i < 100; ++i) {
        encoder->add(plain({320, 200}, 9), i * 1ms);
    }
    EXPECT_FALSE(encoder->add(plain({320, 200}, 9), 1000ms)) << "but not without end";
    encoder.reset();
    EXPECT_LT(time.elapsed(), 1000);
    const int reader = ::open(pipe.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC); // lets the worker go
    ::close(reader);
}

TEST_F(Webm, dropsPicturesRatherThanGatherThem)
{
    encoder->start(path, {1920, 1080});
    const QImage picture = plain({1920, 1080}, 100);
    int taken = 0;
    for (int i = 0; i < 300; ++i) {
        taken += encoder->add(picture, i * 1ms);
    }
    EXPECT_LT(taken, 100);
    EXPECT_GT(taken, 3);
}

} // namespace vitrine

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    const QGuiApplication app(argc, argv);
    return RUN_ALL_TESTS();
}

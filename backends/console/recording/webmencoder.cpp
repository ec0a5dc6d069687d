// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/recording/webmencoder.h"

#include "backends/console/glibpointers.h"
#include "backends/core/worker.h"
#include "consolelogging.h"

#include <QCoroFuture>

#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QTimer>

#include <gst/gst.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

/** Pictures are large: more in memory, and the encoder is too slow for this screen anyway. */
constexpr guint64 mostWaiting = 4;
/** How long a film that nobody waits for may take to be made whole. */
constexpr auto patience = 2s;
/** How often news of the encoder's threads are looked for. */
constexpr auto lookInterval = 100ms;

struct Element {
    const char *name;
    const char *package; ///< Debian's
};
constexpr Element elements[] = {
    {"appsrc", "gstreamer1.0-plugins-base"},
    {"videoconvert", "gstreamer1.0-plugins-base"},
    {"vp8enc", "gstreamer1.0-plugins-good"},
    {"webmmux", "gstreamer1.0-plugins-good"},
    {"filesink", "libgstreamer1.0-0"},
};

struct GstUnref {
    void operator()(void *object) const
    {
        gst_object_unref(object);
    }
};
template<typename T>
using GstPtr = std::unique_ptr<T, GstUnref>;

std::optional<Error> missingElement()
{
    if (!gst_init_check(nullptr, nullptr, nullptr)) {
        return Error{.code = ErrorCode::ComponentMissing, .subject = QStringLiteral("GStreamer"), .detail = {}, .doing = QStringLiteral("record")};
    }
    for (const Element &element : elements) {
        const GstPtr<GstElementFactory> factory(gst_element_factory_find(element.name));
        if (!factory) {
            return Error{.code = ErrorCode::ComponentMissing,
                         .subject = QLatin1String(element.package),
                         .detail = QLatin1String(element.name),
                         .doing = QStringLiteral("record")};
        }
    }
    return {};
}

Error errorOf(const GError &error, const QString &path)
{
    Error result{.code = ErrorCode::Internal, .subject = path, .detail = QString::fromUtf8(error.message), .doing = QStringLiteral("record")};
    if (g_error_matches(&error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NO_SPACE_LEFT)) {
        result.code = ErrorCode::NoSpace;
    } else if (g_error_matches(&error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_WRITE)) {
        result.code = ErrorCode::PermissionDenied;
    }
    return result;
}

/** Keeps a QImage as long as the buffer that shows its pixels. */
GstBuffer *bufferOf(const QImage &picture, std::chrono::nanoseconds time)
{
    auto *image = new QImage(picture);
    const auto size = static_cast<gsize>(image->sizeInBytes());
    GstBuffer *buffer = gst_buffer_new_wrapped_full(GST_MEMORY_FLAG_READONLY, const_cast<uchar *>(image->constBits()), size, 0, size, image, [](gpointer data) {
        delete static_cast<QImage *>(data);
    });
    GST_BUFFER_PTS(buffer) = static_cast<GstClockTime>(time.count());
    return buffer;
}

Error errorOf(int number, const QString &path)
{
    Error result{.code = ErrorCode::Internal, .subject = path, .detail = QString::fromLocal8Bit(std::strerror(number)), .doing = QStringLiteral("record")};
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        result.code = ErrorCode::NoSpace;
        break;
    case EACCES:
    case EPERM:
    case EROFS:
        result.code = ErrorCode::PermissionDenied;
        break;
    case ENOENT:
        result.code = ErrorCode::FileMissing;
        result.subject = QFileInfo(path).path();
        break;
    case EISDIR:
        result.code = ErrorCode::FileIsFolder;
        break;
    default:
        break;
    }
    return result;
}

constexpr auto endOfFilm = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

QByteArray description(QSize size)
{
    // Sharp text matters more than a small file, the guest's speed more than both.
    const qint64 bits = std::clamp(qint64(size.width()) * size.height() * 2, qint64(500'000), qint64(12'000'000));
    const QString chain = QStringLiteral(
                              "appsrc name=source is-live=false format=time max-buffers=0 max-bytes=0 "
                              "caps=video/x-raw,format=BGRx,width=%1,height=%2,framerate=0/1 "
                              "! videoconvert ! video/x-raw,format=I420 "
                              "! vp8enc deadline=1 cpu-used=8 threads=2 end-usage=vbr target-bitrate=%3 min-quantizer=2 max-quantizer=48 keyframe-max-dist=250 "
                              "! webmmux ! filesink name=sink")
                              .arg(size.width())
                              .arg(size.height())
                              .arg(bits);
    return chain.toUtf8();
}

/** A file that is being written. Opening and closing may wait for a disk: for workers; the rest is quick. */
class Film
{
public:
    [[nodiscard]] static Result<std::shared_ptr<Film>> open(const QString &path, QSize size);
    ~Film()
    {
        close();
    }
    Film() = default;
    Q_DISABLE_COPY_MOVE(Film)

    [[nodiscard]] bool add(const QImage &picture, std::chrono::nanoseconds time) const;
    /** No more pictures come. */
    void finish() const;
    /** Nothing: it is not over yet. No error: it is whole. */
    [[nodiscard]] std::optional<Result<>> ended(std::chrono::nanoseconds wait) const;
    void close() const
    {
        gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
    }

private:
    QString m_path;
    GstPtr<GstElement> m_pipeline;
    GstPtr<GstElement> m_source;
    GstPtr<GstBus> m_bus;
};

Result<std::shared_ptr<Film>> Film::open(const QString &path, QSize size)
{
    const QByteArray name = QFile::encodeName(path);
    // GStreamer tells no reasons.
    constexpr auto mode = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    const int tried = ::open(name.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, mode);
    if (tried < 0) {
        return fail(errorOf(errno, path));
    }
    ::close(tried);
    const auto film = std::make_shared<Film>();
    film->m_path = path;
    // That its parts are there was checked before.
    film->m_pipeline.reset(gst_parse_launch(description(size).constData(), nullptr));
    film->m_source.reset(gst_bin_get_by_name(GST_BIN(film->m_pipeline.get()), "source"));
    const GstPtr<GstElement> sink(gst_bin_get_by_name(GST_BIN(film->m_pipeline.get()), "sink"));
    g_object_set(sink.get(), "location", name.constData(), nullptr);
    film->m_bus.reset(gst_element_get_bus(film->m_pipeline.get()));
    gst_element_set_state(film->m_pipeline.get(), GST_STATE_PLAYING);
    return film;
}

bool Film::add(const QImage &picture, std::chrono::nanoseconds time) const
{
    guint64 waiting = 0;
    g_object_get(m_source.get(), "current-level-buffers", &waiting, nullptr);
    if (waiting >= mostWaiting) {
        return false;
    }
    GstBuffer *buffer = bufferOf(picture, time);
    GstFlowReturn result = GST_FLOW_OK;
    g_signal_emit_by_name(m_source.get(), "push-buffer", buffer, &result);
    gst_buffer_unref(buffer);
    return result == GST_FLOW_OK;
}

void Film::finish() const
{
    GstFlowReturn result = GST_FLOW_OK;
    g_signal_emit_by_name(m_source.get(), "end-of-stream", &result);
}

std::optional<Result<>> Film::ended(std::chrono::nanoseconds wait) const
{
    GstMessage *message = gst_bus_timed_pop_filtered(m_bus.get(), static_cast<GstClockTime>(wait.count()), endOfFilm);
    if (!message) {
        return {};
    }
    GError *raw = nullptr;
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        gst_message_parse_error(message, &raw, nullptr);
    }
    gst_message_unref(message);
    const GErrorPtr error(raw);
    if (error) {
        qCWarning(VITRINE_CONSOLE) << "recording ended:" << error->message;
        return fail(errorOf(*error, m_path));
    }
    return Result<>{};
}

class WebmEncoder : public VideoEncoder
{
public:
    WebmEncoder();
    ~WebmEncoder() override;

    void start(const QString &path, QSize size) override;
    bool add(const QImage &picture, std::chrono::nanoseconds time) override;
    void finish() override;

private:
    struct Picture {
        QImage image;
        std::chrono::nanoseconds time;
    };
    QCoro::Task<> open(QString path, QSize size);
    QCoro::Task<> close(Result<> outcome);
    void look();

    std::shared_ptr<Film> m_film; ///< from its being open to its end
    std::deque<Picture> m_early; ///< came while it was being opened
    bool m_opening = false;
    bool m_finishing = false;
    QTimer m_look;
};

WebmEncoder::WebmEncoder()
{
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, &WebmEncoder::look);
}

WebmEncoder::~WebmEncoder()
{
    if (m_film) {
        finish();
        std::ignore = m_film->ended(patience);
    }
}

void WebmEncoder::start(const QString &path, QSize size)
{
    m_opening = true;
    open(path, size);
}

QCoro::Task<> WebmEncoder::open(QString path, QSize size)
{
    const QPointer self(this);
    const Result<std::shared_ptr<Film>> film = co_await runOnWorker([path, size] {
        return Film::open(path, size);
    });
    if (!self) {
        co_return;
    }
    m_opening = false;
    if (!film) {
        qCWarning(VITRINE_CONSOLE) << "recording did not begin:" << film.error();
        Q_EMIT failed(film.error());
        co_return;
    }
    m_film = *film;
    for (const Picture &picture : std::exchange(m_early, {})) {
        std::ignore = m_film->add(picture.image, picture.time);
    }
    if (m_finishing) {
        m_film->finish();
    }
    m_look.start();
}

bool WebmEncoder::add(const QImage &picture, std::chrono::nanoseconds time)
{
    if (m_finishing) {
        return false;
    }
    if (m_opening && m_early.size() < mostWaiting) {
        m_early.push_back({.image = picture, .time = time});
        return true;
    }
    return m_film && m_film->add(picture, time);
}

void WebmEncoder::finish()
{
    if (!std::exchange(m_finishing, true) && m_film) {
        m_film->finish();
    }
}

void WebmEncoder::look()
{
    if (const auto ended = m_film->ended(0ns)) {
        m_look.stop();
        close(*ended);
    }
}

QCoro::Task<> WebmEncoder::close(Result<> outcome)
{
    const QPointer self(this);
    co_await runOnWorker([film = std::exchange(m_film, {})] {
        film->close();
        return true;
    });
    if (self && outcome) {
        Q_EMIT finished();
    } else if (self) {
        Q_EMIT failed(outcome.error());
    }
}

} // namespace

Task<> WebmEncoderFactory::check()
{
    // GStreamer reads its plugins the first time.
    const std::optional<Error> missing = co_await runOnWorker([] {
        return missingElement();
    });
    if (missing) {
        co_return fail(*missing);
    }
    co_return {};
}

std::unique_ptr<VideoEncoder> WebmEncoderFactory::create()
{
    return std::make_unique<WebmEncoder>();
}

} // namespace vitrine

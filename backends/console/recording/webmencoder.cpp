// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/recording/webmencoder.h"

#include "backends/console/glibpointers.h"
#include "backends/core/worker.h"
#include "consolelogging.h"

#include <QCoroFuture>

#include <QFile>
#include <QTimer>

#include <gst/gst.h>

#include <algorithm>
#include <optional>

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

class WebmEncoder : public VideoEncoder
{
public:
    WebmEncoder();
    ~WebmEncoder() override;

    void start(const QString &path, QSize size) override;
    bool add(const QImage &picture, std::chrono::nanoseconds time) override;
    void finish() override;

private:
    [[nodiscard]] static QByteArray description(QSize size);
    void look();
    void end();

    QString m_path;
    GstPtr<GstElement> m_pipeline;
    GstPtr<GstElement> m_source;
    GstPtr<GstBus> m_bus;
    QTimer m_look;
    bool m_finishing = false;
};

constexpr auto endOfFilm = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

WebmEncoder::WebmEncoder()
{
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, &WebmEncoder::look);
}

WebmEncoder::~WebmEncoder()
{
    if (m_pipeline) {
        finish();
        if (GstMessage *message = gst_bus_timed_pop_filtered(m_bus.get(), std::chrono::nanoseconds(patience).count(), endOfFilm)) {
            gst_message_unref(message);
        }
        end();
    }
}

QByteArray WebmEncoder::description(QSize size)
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

void WebmEncoder::start(const QString &path, QSize size)
{
    m_path = path;
    // That its parts are there was checked before.
    m_pipeline.reset(gst_parse_launch(description(size).constData(), nullptr));
    m_source.reset(gst_bin_get_by_name(GST_BIN(m_pipeline.get()), "source"));
    const GstPtr<GstElement> sink(gst_bin_get_by_name(GST_BIN(m_pipeline.get()), "sink"));
    g_object_set(sink.get(), "location", QFile::encodeName(path).constData(), nullptr);
    m_bus.reset(gst_element_get_bus(m_pipeline.get()));
    gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING);
    m_look.start();
}

bool WebmEncoder::add(const QImage &picture, std::chrono::nanoseconds time)
{
    if (!m_source || m_finishing) {
        return false;
    }
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

void WebmEncoder::finish()
{
    if (m_source && !std::exchange(m_finishing, true)) {
        GstFlowReturn result = GST_FLOW_OK;
        g_signal_emit_by_name(m_source.get(), "end-of-stream", &result);
    }
}

void WebmEncoder::look()
{
    GstMessage *message = gst_bus_pop_filtered(m_bus.get(), endOfFilm);
    if (!message) {
        return;
    }
    GError *raw = nullptr;
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        gst_message_parse_error(message, &raw, nullptr);
    }
    gst_message_unref(message);
    const GErrorPtr error(raw);
    end();
    if (error) {
        qCWarning(VITRINE_CONSOLE) << "recording ended:" << error->message;
        Q_EMIT failed(errorOf(*error, m_path));
    } else {
        Q_EMIT finished();
    }
}

void WebmEncoder::end()
{
    m_look.stop();
    gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
    m_source.reset();
    m_bus.reset();
    m_pipeline.reset();
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

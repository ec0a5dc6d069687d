// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/soundpipeline.h"

#include "backends/console/glibpointers.h"
#include "backends/core/worker.h"
#include "consolelogging.h"

#include <QThreadPool>

#include <gst/gst.h>

#include <mutex>

namespace vitrine {
namespace {

/** Never destroyed: a sound server that hangs must not keep the program from ending. */
QThreadPool *soundThread()
{
    static QThreadPool *const pool = [] {
        auto *made = new QThreadPool;
        made->setMaxThreadCount(1);
        return made;
    }();
    return pool;
}

bool loadNow()
{
    GError *error = nullptr;
    if (gst_init_check(nullptr, nullptr, &error)) {
        return true;
    }
    const GErrorPtr owned(error);
    qCInfo(VITRINE_CONSOLE) << "no sound:" << (error ? error->message : "GStreamer does not start");
    return false;
}

struct ElementUnref {
    void operator()(GstElement *element) const
    {
        gst_object_unref(element);
    }
};
using Element = std::unique_ptr<GstElement, ElementUnref>;

/** When nothing else works, GStreamer chooses a sink that swallows everything. */
bool isRealSink(GstElement *chosen)
{
    const GstElementFactory *factory = gst_element_get_factory(chosen);
    const QByteArray name = factory ? QByteArray(GST_OBJECT_NAME(factory)) : QByteArray();
    return !name.startsWith("fake");
}

bool findOutputNow()
{
    if (!loadNow()) {
        return false;
    }
    GstElement *made = gst_element_factory_make("autoaudiosink", nullptr);
    if (!made) {
        return false;
    }
    const Element sink(static_cast<GstElement *>(gst_object_ref_sink(made)));
    bool found = gst_element_set_state(made, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE;
    if (found) {
        const std::unique_ptr<GstIterator, decltype(&gst_iterator_free)> children(gst_bin_iterate_sinks(GST_BIN(made)), gst_iterator_free);
        GValue child = G_VALUE_INIT;
        found = gst_iterator_next(children.get(), &child) == GST_ITERATOR_OK && isRealSink(GST_ELEMENT(g_value_get_object(&child)));
        g_value_unset(&child);
    }
    gst_element_set_state(made, GST_STATE_NULL);
    return found;
}

/** Bytes; a few seconds. */
constexpr guint64 maxWaiting = 400'000;

QByteArray caps(const SoundFormat &format)
{
    return "audio/x-raw,format=S16LE,layout=interleaved,channels=" + QByteArray::number(format.channels) + ",rate=" + QByteArray::number(format.rate);
}

} // namespace

QFuture<bool> loadGStreamer()
{
    static const QFuture<bool> once = runOnWorker(loadNow);
    return once;
}

QFuture<bool> findSoundOutput()
{
    QPromise<bool> promise;
    QFuture<bool> future = promise.future();
    promise.start();
    soundThread()->start([promise = std::move(promise)]() mutable {
        promise.addResult(findOutputNow());
        promise.finish();
    });
    return future;
}

class SoundPipeline::Private
{
public:
    explicit Private(const QByteArray &description)
    {
        GError *error = nullptr;
        GstElement *made = gst_parse_launch(description.constData(), &error);
        const GErrorPtr owned(error);
        if (error) {
            qCInfo(VITRINE_CONSOLE) << "no sound:" << error->message;
        }
        if (made) {
            pipe.reset(static_cast<GstElement *>(gst_object_ref_sink(made)));
        }
    }
    [[nodiscard]] Element element(const char *name) const
    {
        return Element(pipe ? gst_bin_get_by_name(GST_BIN(pipe.get()), name) : nullptr);
    }
    void setState(GstState state)
    {
        if (pipe && gst_element_set_state(pipe.get(), state) == GST_STATE_CHANGE_FAILURE) {
            qCInfo(VITRINE_CONSOLE) << "the sound server refuses";
        }
    }
    /** On a thread of GStreamer's. */
    static GstFlowReturn newSample(GstElement *sink, gpointer data)
    {
        auto *self = static_cast<Private *>(data);
        GstSample *sample = nullptr;
        g_signal_emit_by_name(sink, "pull-sample", &sample);
        if (sample) {
            self->pass(gst_sample_get_buffer(sample));
            gst_sample_unref(sample);
        }
        return GST_FLOW_OK;
    }
    void pass(GstBuffer *buffer)
    {
        GstMapInfo map;
        if (buffer && gst_buffer_map(buffer, &map, GST_MAP_READ)) {
            const std::lock_guard lock(mutex);
            if (samples) {
                samples(QByteArray(reinterpret_cast<const char *>(map.data), static_cast<qsizetype>(map.size)));
            }
            gst_buffer_unmap(buffer, &map);
        }
    }

    Element pipe;
    Element source; ///< of a player
    Element volume; ///< of a player
    bool silent = false;
    std::mutex mutex;
    std::function<void(const QByteArray &)> samples; ///< under the mutex
};

SoundPipeline::SoundPipeline(std::shared_ptr<Private> data)
    : d(std::move(data))
{
    soundThread()->start([d = d] {
        d->setState(GST_STATE_PLAYING);
    });
}

SoundPipeline::~SoundPipeline()
{
    {
        const std::lock_guard lock(d->mutex);
        d->samples = {};
    }
    soundThread()->start([d = d] {
        d->setState(GST_STATE_NULL);
    });
}

std::unique_ptr<SoundPipeline> SoundPipeline::player(const SoundFormat &format)
{
    auto data = std::make_shared<Private>("appsrc name=source is-live=true format=time max-bytes=0 caps=\"" + caps(format)
                                          + "\" ! queue ! audioconvert ! audioresample ! volume name=volume ! autoaudiosink");
    data->source = data->element("source");
    data->volume = data->element("volume");
    return std::unique_ptr<SoundPipeline>(new SoundPipeline(std::move(data)));
}

std::unique_ptr<SoundPipeline> SoundPipeline::recorder(const SoundFormat &format, std::function<void(const QByteArray &)> samples)
{
    auto data = std::make_shared<Private>("autoaudiosrc ! queue ! audioconvert ! audioresample ! appsink name=sink sync=false emit-signals=true caps=\""
                                          + caps(format) + '"');
    data->samples = std::move(samples);
    if (const Element sink = data->element("sink")) {
        g_signal_connect(sink.get(), "new-sample", G_CALLBACK(Private::newSample), data.get());
    }
    return std::unique_ptr<SoundPipeline>(new SoundPipeline(std::move(data)));
}

void SoundPipeline::play(const char *samples, qsizetype size)
{
    guint64 waiting = 0;
    if (d->source) {
        g_object_get(d->source.get(), "current-level-bytes", &waiting, nullptr);
    }
    if (d->source && size > 0 && waiting < maxWaiting) {
        GstBuffer *buffer = gst_buffer_new_memdup(samples, static_cast<gsize>(size));
        if (d->silent) {
            gst_buffer_memset(buffer, 0, 0, static_cast<gsize>(size));
        }
        GstFlowReturn result = GST_FLOW_OK;
        g_signal_emit_by_name(d->source.get(), "push-buffer", buffer, &result);
        gst_buffer_unref(buffer);
    }
}

void SoundPipeline::setVolume(double volume, bool muted)
{
    // GStreamer's own silence is a gap in time, which samples without time don't know.
    d->silent = muted || volume <= 0;
    if (d->volume && !d->silent) {
        g_object_set(d->volume.get(), "volume", volume * volume * volume, nullptr);
    }
}

} // namespace vitrine

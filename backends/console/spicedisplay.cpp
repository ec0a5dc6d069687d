// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicedisplay.h"

#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr int maxSide = 16384;
constexpr guint maxMonitors = 16;
/** A picture that changes all the time is looked at as often. */
constexpr auto lookTime = 100ms;

QImage::Format imageFormat(SpiceSurfaceFmt format)
{
    switch (format) {
    case SPICE_SURFACE_FMT_32_xRGB:
    case SPICE_SURFACE_FMT_32_ARGB:
        return QImage::Format_RGB32;
    case SPICE_SURFACE_FMT_16_565:
        return QImage::Format_RGB16;
    case SPICE_SURFACE_FMT_16_555:
        return QImage::Format_RGB555;
    default:
        return QImage::Format_Invalid;
    }
}

QImage surfaceImage(const SpiceDisplayPrimary &primary)
{
    const QImage::Format format = imageFormat(primary.format);
    const bool sane = primary.data && format != QImage::Format_Invalid && primary.width > 0 && primary.height > 0 && primary.width <= maxSide
        && primary.height <= maxSide && primary.stride > 0;
    // Without the const QImage would let the painter write into the library's canvas.
    return sane ? QImage(static_cast<const uchar *>(primary.data), primary.width, primary.height, primary.stride, format) : QImage();
}

SpiceSurface::Memory writableMemory(const SpiceDisplayPrimary &primary)
{
    // Not one with an alpha channel: the library may mix with what is there.
    if (primary.format != SPICE_SURFACE_FMT_32_xRGB || surfaceImage(primary).isNull()) {
        return {};
    }
    return {.pixels = static_cast<uchar *>(primary.data), .size = QSize(primary.width, primary.height), .stride = primary.stride};
}

QImage part(const QImage &surface, const QRect &area)
{
    const QRect inside = area & surface.rect();
    if (inside.isEmpty()) {
        return {};
    }
    const uchar *first = surface.constScanLine(inside.y()) + inside.x() * (surface.depth() / 8);
    return {first, inside.width(), inside.height(), surface.bytesPerLine(), surface.format()};
}

/** The letters are grey on black, in the middle line. */
constexpr QRgb placeholderGrey = 0xaaaaaa;
constexpr int placeholderBand = 32;
constexpr int placeholderStep = 8;

bool isBlack(const QImage &picture, int top, int bottom)
{
    for (int y = top; y < bottom; y += placeholderStep) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); x += placeholderStep) {
            if (line[x] & RGB_MASK) {
                return false;
            }
        }
    }
    return true;
}

int numberOf(SpiceChannel *channel)
{
    int number = 0;
    g_object_get(channel, "channel-id", &number, nullptr);
    return number;
}

} // namespace

bool looksSwitchedOff(const QImage &picture)
{
    const int top = picture.height() / 2 - placeholderBand;
    const int bottom = picture.height() / 2 + placeholderBand;
    if (picture.format() != QImage::Format_RGB32 || top < 0 || !isBlack(picture, 0, top) || !isBlack(picture, bottom, picture.height())) {
        return false;
    }
    bool letters = false;
    for (int y = top; y < bottom; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb colour = line[x] & RGB_MASK;
            if (colour != 0 && colour != placeholderGrey) {
                return false;
            }
            letters |= colour != 0;
        }
    }
    return letters;
}

SpiceDisplay::SpiceDisplay(SpiceChannel *channel, std::function<bool(int, QSize, QSize)> requestSize, std::function<void()> monitorsChanged)
    : m_channel(shareGObject(channel))
    , m_channelId(numberOf(channel))
    , m_requestSize(std::move(requestSize))
    , m_monitorsChanged(std::move(monitorsChanged))
    , m_switch(m_channelId == 0, m_monitorsChanged)
    , m_shared(std::make_shared<SpiceSurface>(&m_look, [this](const QRegion &region) {
        drawn(region);
    }))
{
    m_look.setSingleShot(true);
    m_look.setInterval(lookTime);
    QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] {
        lookWhetherOn();
    });
    m_signals.add(channel,
                  "display-primary-create",
                  G_CALLBACK(+[](SpiceChannel *, int, int, int, int, int, gpointer, SpiceDisplay *self) {
                      self->readPrimary();
                  }),
                  this);
    m_signals.add(channel,
                  "display-mark",
                  G_CALLBACK(+[](SpiceChannel *, gboolean, SpiceDisplay *self) {
                      self->readPrimary();
                  }),
                  this);
    m_signals.add(channel,
                  "display-primary-destroy",
                  G_CALLBACK(+[](SpiceChannel *, SpiceDisplay *self) {
                      self->surfaceGoes();
                  }),
                  this);
    m_signals.add(channel,
                  "display-invalidate",
                  G_CALLBACK(+[](SpiceChannel *, int x, int y, int width, int height, SpiceDisplay *self) {
                      self->invalidate(QRect(x, y, width, height));
                  }),
                  this);
    m_signals.add(channel,
                  "notify::monitors",
                  G_CALLBACK(+[](SpiceChannel *, GParamSpec *, SpiceDisplay *self) {
                      self->readMonitors();
                  }),
                  this);
    readPrimary();
}

SpiceDisplay::~SpiceDisplay()
{
    stop();
    for (Monitor &monitor : m_monitors) {
        monitor.head.release()->deleteLater();
    }
}

void SpiceDisplay::stop()
{
    m_signals.clear();
    surfaceGoes();
    m_shared->detach();
    m_look.stop();
    m_switch.stop();
}

std::vector<SpiceHead *> SpiceDisplay::heads() const
{
    std::vector<SpiceHead *> heads;
    if (!m_switch.isOn()) {
        return heads;
    }
    for (const Monitor &monitor : m_monitors) {
        heads.push_back(monitor.head.get());
    }
    return heads;
}

void SpiceDisplay::moveCursor(QPoint position)
{
    for (const Monitor &monitor : m_monitors) {
        monitor.head->moveCursor(position - monitor.area.topLeft());
    }
}

void SpiceDisplay::readPrimary()
{
    // Signals may have passed before they were listened to, and a surface of the same size is not
    // announced anew: the state is read, whatever the signal was.
    SpiceDisplayPrimary primary = {};
    const bool exists = spice_display_channel_get_primary(m_channel.get(), 0, &primary);
    m_shared->set(exists ? writableMemory(primary) : SpiceSurface::Memory());
    if (!exists || !primary.marked) {
        if (m_monitors.empty()) {
            setMonitors({{0, QRect()}});
        }
        return;
    }
    m_surface = surfaceImage(primary);
    readMonitors();
}

void SpiceDisplay::readMonitors()
{
    GArray *list = nullptr;
    g_object_get(m_channel.get(), "monitors", &list, nullptr);
    std::vector<std::pair<int, QRect>> wanted;
    for (guint i = 0; list && i < std::min(list->len, maxMonitors); ++i) {
        const auto &monitor = g_array_index(list, SpiceDisplayMonitorConfig, i);
        const auto side = [](guint value) {
            return static_cast<int>(std::min(value, static_cast<guint>(maxSide)));
        };
        const QRect area(side(monitor.x), side(monitor.y), side(monitor.width), side(monitor.height));
        if (monitor.surface_id == 0 && !area.isEmpty()) {
            wanted.emplace_back(side(monitor.id), area);
        }
    }
    if (list) {
        g_array_unref(list);
    }
    if (wanted.empty()) {
        wanted.emplace_back(0, m_surface.rect());
    }
    setMonitors(wanted);
    show();
}

void SpiceDisplay::setMonitors(const std::vector<std::pair<int, QRect>> &wanted)
{
    std::vector<Monitor> monitors;
    bool changed = false;
    for (const auto &[id, area] : wanted) {
        const auto old = std::ranges::find_if(m_monitors, [id](const Monitor &monitor) {
            return monitor.head && monitor.head->monitor() == id;
        });
        if (old != m_monitors.end()) {
            monitors.push_back({std::move(old->head), area});
            continue;
        }
        changed = true;
        const int display = m_channelId + id;
        monitors.push_back({std::make_unique<SpiceHead>(m_channelId,
                                                        id,
                                                        [request = m_requestSize, display](QSize pixels, QSize mm) {
                                                            return request(display, pixels, mm);
                                                        }),
                            area});
    }
    std::swap(m_monitors, monitors);
    for (Monitor &gone : monitors) {
        if (gone.head) {
            changed = true;
            gone.head->freeze();
            gone.head.release()->deleteLater();
        }
    }
    if (changed && m_switch.isOn()) {
        m_monitorsChanged();
    }
}

void SpiceDisplay::show()
{
    m_look.start();
    for (const Monitor &monitor : m_monitors) {
        const QImage picture = part(m_surface, monitor.area);
        if (!picture.isNull()) {
            monitor.head->showLive(picture);
        }
    }
}

void SpiceDisplay::lookWhetherOn()
{
    m_switch.see(m_channelId == 0 || (!m_surface.isNull() && !looksSwitchedOff(m_surface)));
}

void SpiceDisplay::invalidate(const QRect &rect)
{
    if (m_channelId != 0 && !m_look.isActive()) {
        m_look.start();
    }
    for (const Monitor &monitor : m_monitors) {
        monitor.head->damage((rect & monitor.area).translated(-monitor.area.topLeft()));
    }
}

void SpiceDisplay::drawn(const QRegion &region)
{
    if (m_channelId != 0 && !m_look.isActive()) {
        m_look.start();
    }
    std::vector<QPointer<SpiceHead>> heads; // who is told may end the connection
    for (const Monitor &monitor : m_monitors) {
        monitor.head->markFrame((region & monitor.area).translated(-monitor.area.topLeft()));
        heads.emplace_back(monitor.head.get());
    }
    for (const QPointer<SpiceHead> &head : heads) {
        if (head) {
            head->endFrame();
        }
    }
}

void SpiceDisplay::surfaceGoes()
{
    m_shared->clear();
    if (m_surface.isNull()) {
        return;
    }
    m_surface = {};
    m_look.start(); // another one of another size comes at once, if any
    for (const Monitor &monitor : m_monitors) {
        monitor.head->freeze();
    }
}

} // namespace vitrine

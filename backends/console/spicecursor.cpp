// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicecursor.h"

#include "backends/console/inputbits.h"

namespace vitrine {
namespace {

constexpr int maxCursorSide = 512;

/** The shape is the library's; its bytes are R, G, B, A. */
GuestCursor guestCursor(const SpiceCursorShape *shape)
{
    if (!shape || !shape->data || shape->width == 0 || shape->height == 0 || shape->width > maxCursorSide || shape->height > maxCursorSide) {
        return {};
    }
    const QImage pixels(static_cast<const uchar *>(shape->data), shape->width, shape->height, shape->width * 4, QImage::Format_RGBA8888);
    return {.image = pixels.copy(),
            .hotSpot = QPoint(qBound(0, int(shape->hot_spot_x), shape->width - 1), qBound(0, int(shape->hot_spot_y), shape->height - 1))};
}

} // namespace

SpiceCursor::SpiceCursor(SpiceChannel *channel, Show show, Move move)
    : m_channel(shareGObject(channel))
    , m_show(std::move(show))
    , m_move(std::move(move))
{
    g_object_get(channel, "channel-id", &m_channelId, nullptr);
    m_signals.add(channel,
                  "notify::cursor",
                  G_CALLBACK(+[](SpiceChannel *source, GParamSpec *, SpiceCursor *self) {
                      SpiceCursorShape *shape = nullptr;
                      g_object_get(source, "cursor", &shape, nullptr);
                      self->m_show(self->m_channelId, guestCursor(shape));
                      if (shape) {
                          g_boxed_free(SPICE_TYPE_CURSOR_SHAPE, shape);
                      }
                  }),
                  this);
    m_signals.add(channel,
                  "cursor-hide",
                  G_CALLBACK(+[](SpiceChannel *, SpiceCursor *self) {
                      self->m_show(self->m_channelId, {.image = {}, .hotSpot = {}, .visible = false});
                  }),
                  this);
    m_signals.add(channel,
                  "cursor-move",
                  G_CALLBACK(+[](SpiceChannel *, int x, int y, SpiceCursor *self) {
                      self->m_move(self->m_channelId, boundedPosition(x, y));
                  }),
                  this);
    m_signals.add(channel,
                  "cursor-reset",
                  G_CALLBACK(+[](SpiceChannel *, SpiceCursor *self) {
                      self->m_show(self->m_channelId, {});
                  }),
                  this);
}

} // namespace vitrine

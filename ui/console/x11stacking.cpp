// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/x11stacking.h"

#include <KX11Extras>

#include <QGuiApplication>
#include <QList>
#include <QRegion>

#include <netwm.h>
#include <xcb/shape.h>
#include <xcb/xcb.h>

#include <chrono>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

/** Windows that open fade in, and those that are dragged pass by. */
constexpr auto coveringTakes = 250ms;
/** A display with more is busy enough; those beyond hide nothing. */
constexpr qsizetype mostAbove = 100;
constexpr size_t mostOpaqueParts = 50;
constexpr quint8 depthWithAlpha = 32;

constexpr NET::Properties watchedProperties = NET::WMGeometry | NET::WMState | NET::WMDesktop | NET::XAWMState;
constexpr NET::Properties2 watchedProperties2 = NET::WM2Opacity | NET::WM2OpaqueRegion | NET::WM2GTKFrameExtents;

template<typename T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

template<typename T>
Reply<T> owned(T *reply)
{
    return Reply<T>(reply, &std::free);
}

xcb_connection_t *connection()
{
    return qGuiApp->nativeInterface<QNativeInterface::QX11Application>()->connection();
}

xcb_window_t rootWindow()
{
    return xcb_setup_roots_iterator(xcb_get_setup(connection())).data->root;
}

/** A window as the server knows it. */
struct Placed {
    xcb_window_t id = 0;
    QRect rect = {}; ///< on the root window, without what its manager draws around it
    bool viewable = false;
    bool hasAlpha = false;
};

/** In one round trip for all of them; those that are gone are left out. */
QList<Placed> place(const QList<WId> &windows)
{
    struct Asked {
        xcb_window_t id;
        xcb_get_geometry_cookie_t geometry;
        xcb_translate_coordinates_cookie_t corner;
        xcb_get_window_attributes_cookie_t attributes;
    };
    xcb_connection_t *c = connection();
    QList<Asked> asked;
    for (const WId window : windows) {
        const auto id = static_cast<xcb_window_t>(window);
        asked.append({id, xcb_get_geometry(c, id), xcb_translate_coordinates(c, id, rootWindow(), 0, 0), xcb_get_window_attributes(c, id)});
    }
    QList<Placed> placed;
    for (const Asked &request : std::as_const(asked)) {
        const auto geometry = owned(xcb_get_geometry_reply(c, request.geometry, nullptr));
        const auto corner = owned(xcb_translate_coordinates_reply(c, request.corner, nullptr));
        const auto attributes = owned(xcb_get_window_attributes_reply(c, request.attributes, nullptr));
        if (geometry && corner && attributes) {
            placed.append({.id = request.id,
                           .rect = QRect(corner->dst_x, corner->dst_y, geometry->width, geometry->height),
                           .viewable = attributes->map_state == XCB_MAP_STATE_VIEWABLE,
                           .hasAlpha = geometry->depth == depthWithAlpha});
        }
    }
    return placed;
}

bool isShaped(xcb_window_t window)
{
    const xcb_query_extension_reply_t *extension = xcb_get_extension_data(connection(), &xcb_shape_id);
    if (!extension || !extension->present) {
        return false;
    }
    const auto extents = owned(xcb_shape_query_extents_reply(connection(), xcb_shape_query_extents(connection(), window), nullptr));
    return !extents || extents->bounding_shaped;
}

bool isElsewhere(int desktop)
{
    return desktop > 0 && desktop != NET::OnAllDesktops && desktop != KX11Extras::currentDesktop();
}

/** Others show one desktop on each monitor, or unmap what is on another. */
bool showsOneDesktop()
{
    return qstrcmp(NETRootInfo(connection(), NET::SupportingWMCheck).wmName(), "KWin") == 0;
}

/** Where nothing can be seen through it. */
QRegion opaqueParts(const Placed &window)
{
    const NETWinInfo info(connection(), window.id, rootWindow(), NET::WMState | NET::WMDesktop, watchedProperties2);
    const bool seeThrough = info.opacity() < std::numeric_limits<uint32_t>::max();
    if (seeThrough || info.state().testFlag(NET::Hidden) || info.state().testFlag(NET::Shaded) || isElsewhere(info.desktop()) || isShaped(window.id)) {
        return {};
    }
    const NETStrut shadow = info.gtkFrameExtents();
    const QRect body = window.rect.marginsRemoved(QMargins(shadow.left, shadow.top, shadow.right, shadow.bottom));
    if (!window.hasAlpha) {
        return body;
    }
    QRegion opaque;
    const std::vector<NETRect> parts = info.opaqueRegion();
    for (size_t i = 0; i < std::min(parts.size(), mostOpaqueParts); ++i) {
        opaque += QRect(parts[i].pos.x, parts[i].pos.y, parts[i].size.width, parts[i].size.height);
    }
    return opaque.translated(window.rect.topLeft()) & body;
}

bool isHidden(xcb_window_t window)
{
    QList<WId> order = KX11Extras::stackingOrder();
    const qsizetype own = order.indexOf(WId(window));
    if (own < 0) {
        return false;
    }
    QList<Placed> above = place(order.mid(own).first(std::min(order.size() - own, mostAbove + 1)));
    if (above.isEmpty() || above.first().id != window) {
        return false;
    }
    const Placed self = above.takeFirst();
    const NETWinInfo info(connection(), window, rootWindow(), NET::WMDesktop, {});
    if (!self.viewable || (isElsewhere(info.desktop()) && showsOneDesktop())) {
        return true;
    }
    above.removeIf([&self](const Placed &other) {
        return !other.viewable || !other.rect.intersects(self.rect);
    });
    QRegion open = self.rect;
    for (const Placed &other : std::as_const(above)) {
        open -= other.rect;
    }
    if (!open.isEmpty()) {
        return false; // without a look at what they are like
    }
    open = self.rect;
    for (const Placed &other : std::as_const(above)) {
        open -= opaqueParts(other);
    }
    return open.isEmpty();
}

} // namespace

X11Stacking::X11Stacking(QObject *parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &X11Stacking::update);
    connect(KX11Extras::self(), &KX11Extras::compositingChanged, this, &X11Stacking::onCompositing);
    onCompositing();
}

void X11Stacking::onCompositing()
{
    if (KX11Extras::compositingActive() && !m_listening) {
        m_listening = true;
        connect(KX11Extras::self(), &KX11Extras::stackingOrderChanged, this, &X11Stacking::look);
        connect(KX11Extras::self(), &KX11Extras::currentDesktopChanged, this, &X11Stacking::look);
        connect(KX11Extras::self(), &KX11Extras::windowChanged, this, [this](WId, NET::Properties properties, NET::Properties2 properties2) {
            if (properties & watchedProperties || properties2 & watchedProperties2) {
                look();
            }
        });
    }
    look();
}

void X11Stacking::watch(quintptr window)
{
    if (window != m_window) {
        m_window = window;
        update();
    }
}

bool X11Stacking::isCovered() const
{
    return m_covered;
}

void X11Stacking::look()
{
    // A window that comes into sight is not to show an old picture.
    if (m_listening && m_window && !m_soon.isActive()) {
        m_soon.start(m_covered ? 0ms : coveringTakes);
    }
}

void X11Stacking::update()
{
    const bool covered = m_window && KX11Extras::compositingActive() && isHidden(static_cast<xcb_window_t>(m_window));
    if (covered != m_covered) {
        m_covered = covered;
        Q_EMIT changed();
    }
}

} // namespace vitrine

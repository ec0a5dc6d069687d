// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/x11keyboard.h"

#include <QGuiApplication>

#include <cstdlib>
#include <memory>
#include <string_view>

#include <xcb/xtest.h>
#define explicit explicit_member // a member's name in this C header
#include <xcb/xkb.h>
#undef explicit

namespace vitrine {

namespace {

constexpr quint32 evdevOffset = 8;

/** Null when there is no X11, or the extension is missing. */
xcb_connection_t *connectionWith(xcb_extension_t *extension)
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    xcb_connection_t *connection = x11 ? x11->connection() : nullptr;
    const xcb_query_extension_reply_t *found = connection ? xcb_get_extension_data(connection, extension) : nullptr;
    return found && found->present ? connection : nullptr;
}

template<typename Reply>
std::unique_ptr<Reply, decltype(&std::free)> answer(Reply *reply)
{
    return {reply, &std::free};
}

} // namespace

bool setX11DetectableAutoRepeat(bool on)
{
    xcb_connection_t *connection = connectionWith(&xcb_xkb_id);
    if (!connection) {
        return false;
    }
    constexpr quint32 flag = XCB_XKB_PER_CLIENT_FLAG_DETECTABLE_AUTO_REPEAT;
    const auto cookie = xcb_xkb_per_client_flags(connection, XCB_XKB_ID_USE_CORE_KBD, flag, on ? flag : 0, 0, 0, 0);
    xcb_discard_reply(connection, cookie.sequence);
    xcb_flush(connection);
    return true;
}

bool typeKeyForX11Desktop(quint32 evdev)
{
    xcb_connection_t *connection = connectionWith(&xcb_test_id);
    if (!connection) {
        return false;
    }
    const auto code = static_cast<quint8>(evdev + evdevOffset);
    for (const quint8 type : {XCB_KEY_PRESS, XCB_KEY_RELEASE}) {
        xcb_test_fake_input(connection, type, code, XCB_CURRENT_TIME, XCB_WINDOW_NONE, 0, 0, 0);
    }
    xcb_flush(connection);
    return true;
}

X11Layouts x11Layouts()
{
    xcb_connection_t *connection = connectionWith(&xcb_xkb_id);
    if (!connection) {
        return {};
    }
    static constexpr std::string_view name = "_XKB_RULES_NAMES";
    const auto atom = answer(xcb_intern_atom_reply(connection, xcb_intern_atom(connection, true, name.size(), name.data()), nullptr));
    const auto state = answer(xcb_xkb_get_state_reply(connection, xcb_xkb_get_state(connection, XCB_XKB_ID_USE_CORE_KBD), nullptr));
    if (!atom || !state) {
        return {};
    }
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
    const auto asked = xcb_get_property(connection, false, root, atom->atom, XCB_ATOM_STRING, 0, 1024);
    const auto property = answer(xcb_get_property_reply(connection, asked, nullptr));
    if (!property) {
        return {};
    }
    const QByteArray value(static_cast<const char *>(xcb_get_property_value(property.get())), xcb_get_property_value_length(property.get()));
    const QList<QByteArray> parts = value.split('\0'); // rules, model, layouts, variants, options
    return {.names = QString::fromUtf8(parts.value(2)), .variants = QString::fromUtf8(parts.value(3)), .active = state->group};
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/x11selectionowner.h"

#include <KWindowSystem>

#include <QClipboard>
#include <QDeadlineTimer>
#include <QGuiApplication>

#include <xcb/xcb.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <poll.h>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 1s;

using Connection = std::unique_ptr<xcb_connection_t, decltype(&xcb_disconnect)>;

xcb_atom_t atom(xcb_connection_t *connection, std::string_view name)
{
    const auto cookie = xcb_intern_atom(connection, 0, static_cast<uint16_t>(name.size()), name.data());
    const std::unique_ptr<xcb_intern_atom_reply_t, decltype(&std::free)> reply(xcb_intern_atom_reply(connection, cookie, nullptr), &std::free);
    return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

/** Asks for the list of its formats, which every owner has. */
void ask(xcb_connection_t *connection, ClipboardSelection selection)
{
    const xcb_window_t window = xcb_generate_id(connection);
    const xcb_screen_t *screen = xcb_setup_roots_iterator(xcb_get_setup(connection)).data;
    xcb_create_window(connection, XCB_COPY_FROM_PARENT, window, screen->root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, 0, nullptr);
    const xcb_atom_t which = selection == ClipboardSelection::Clipboard ? atom(connection, "CLIPBOARD") : static_cast<xcb_atom_t>(XCB_ATOM_PRIMARY);
    xcb_convert_selection(connection, window, which, atom(connection, "TARGETS"), atom(connection, "VITRINE_TARGETS"), XCB_CURRENT_TIME);
    xcb_flush(connection);
}

} // namespace

bool mayX11OwnerHang(ClipboardSelection selection)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    const bool ours = selection == ClipboardSelection::Clipboard ? clipboard->ownsClipboard() : clipboard->ownsSelection();
    return KWindowSystem::isPlatformX11() && !ours;
}

bool x11OwnerAnswers(ClipboardSelection selection)
{
    const Connection connection(xcb_connect(nullptr, nullptr), &xcb_disconnect);
    if (xcb_connection_has_error(connection.get())) {
        return true; // Qt's own connection is another matter
    }
    ask(connection.get(), selection);
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        while (xcb_generic_event_t *event = xcb_poll_for_event(connection.get())) {
            const std::unique_ptr<xcb_generic_event_t, decltype(&std::free)> owned(event, &std::free);
            if ((event->response_type & ~0x80) == XCB_SELECTION_NOTIFY) {
                return true;
            }
        }
        pollfd readable{.fd = xcb_get_file_descriptor(connection.get()), .events = POLLIN, .revents = 0};
        ::poll(&readable, 1, int(deadline.remainingTime()));
    }
    return false;
}

} // namespace vitrine

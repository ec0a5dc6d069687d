// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QByteArray>

namespace vitrine {

/**
 * A message of RFB's "extended clipboard" (rfbproto, pseudo-encoding 0xC0A1E5CE), text only. libvncclient
 * 0.9.15 handles none of what QEMU's server sends first (an offer), so that this is read here.
 */
struct VncCutText {
    enum class Kind {
        Capabilities, ///< The server takes part.
        Offer, ///< The guest has text now (hasText), or none any more.
        Request, ///< Asks for the host's text.
        Text, ///< The guest's text, in answer to a request.
    };
    Kind kind = Kind::Capabilities;
    bool hasText = false;
    QByteArray text = {}; ///< UTF-8
    bool operator==(const VncCutText &) const = default;
};

/** What an inflated text may have at most; a server's claim is not believed. */
inline constexpr qsizetype maxVncText = 32 * 1024 * 1024;

/** Reads the body of a ServerCutText message with negative length. Protocol, TooLarge. */
[[nodiscard]] Result<VncCutText> parseVncCutText(const QByteArray &body);

/** The whole ClientCutText message. */
[[nodiscard]] QByteArray vncCutTextMessage(const VncCutText &cutText);

} // namespace vitrine

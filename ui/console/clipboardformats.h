// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

class QMimeData;

namespace vitrine {

/** The two formats that cross; all others are turned into one of them. */
[[nodiscard]] QString clipboardTextType();
[[nodiscard]] QString clipboardImageType();

/** What of the host's clipboard can be offered to a guest. */
[[nodiscard]] QStringList offerOf(const QMimeData &data);
/** As UTF-8; a page of HTML without plain text is lowered to its text. */
[[nodiscard]] QByteArray textForGuest(const QMimeData &data);

/** A guest's text as the host takes it: valid Unicode, no NUL, lines ended by "\n". */
[[nodiscard]] QString textFromGuest(const QByteArray &data);

/** The picture format to ask the guest for, best first; empty: it offers none that can be read. */
[[nodiscard]] QString bestImageType(const QStringList &offered);

/** A guest's picture, safe to pass on: decoded here and encoded anew. */
struct GuestPicture {
    QImage image = {};
    QByteArray png = {};
};
/**
 * Reads a guest's picture as `mimeType` and as nothing else. TooLarge for one of more pixels than any
 * screen has, whatever it says of itself; Protocol for what is no such picture. For a worker.
 */
[[nodiscard]] Result<GuestPicture> readGuestPicture(const QByteArray &data, const QString &mimeType);
/** For a worker; empty when it can't be written. */
[[nodiscard]] QByteArray writePng(const QImage &image);

/** Marks what came from the guest `owner`, so that it isn't offered to it again. */
void markOwner(QMimeData &data, const QString &owner);
[[nodiscard]] bool isOwnedBy(const QMimeData &data, const QString &owner);

} // namespace vitrine

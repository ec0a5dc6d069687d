// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>

namespace vitrine {

class ConsoleHead;

/** What the guest shows now, in its own pixels (RGB32, a copy); null without a picture. */
[[nodiscard]] QImage guestPicture(const ConsoleHead *head);

/** A name for a new file of this machine, by name and time, without a folder: "Debian 13 2026-11-23 05-10-00.png". */
[[nodiscard]] QString proposedFileName(const QString &machineName, const QString &suffix);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace vitrine {

class MediaCommands;
class MediaLibrary;

/**
 * Asks for a larger size of a listed image and gives it to it, while its machine runs if need be; then
 * tells how the guest takes the new room. Does not block; the pointers outlive `parent`.
 */
void enlargeMedium(MediaLibrary *library, MediaCommands *commands, const QString &path, QWidget *parent);

} // namespace vitrine

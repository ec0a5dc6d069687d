// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>

class QMimeData;
class QWidget;

namespace vitrine {

/** The first local .iso (or .img) file in what is dragged; empty when there is none. No I/O. */
[[nodiscard]] QString isoFileIn(const QMimeData *data);

/** Opens a file dialog without blocking; `chosen` is called with the path, not on Cancel. */
void chooseIsoFile(QWidget *parent, std::function<void(QString path)> chosen);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QMessageBox;
class QWidget;

namespace vitrine {

/** What goes on between this computer and a guest, and ends with their connection. Untrusted plain text. */
struct Underway {
    QStringList files = {}; ///< being sent, or waiting for it
    QStringList usbDevices = {}; ///< connected by hand, not by a filter

    [[nodiscard]] bool isEmpty() const
    {
        return files.isEmpty() && usbDevices.isEmpty();
    }
};

/** What would end it. */
enum class EndedBy {
    Closing, ///< of the window
    Reconnecting, ///< which brings the devices back
};

/** A sentence for each kind, as plain text; long lists are cut. */
[[nodiscard]] QString underwayText(const Underway &underway);

/**
 * The question whether that may end: accepted() says so. Modal to `window`; show it by open() or exec(). Enter and
 * Escape keep things as they are.
 */
[[nodiscard]] QMessageBox *makeUnderwayQuestion(const Underway &underway, EndedBy cause, QWidget *window);

} // namespace vitrine

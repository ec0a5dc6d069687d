// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <functional>

namespace vitrine::test {

/** Runs the event loop until `condition` holds; it is looked at after every signal that may matter. */
[[nodiscard]] inline bool waitUntil(const std::function<bool()> &condition, int milliseconds = 10'000)
{
    QEventLoop loop;
    QTimer poll;
    QElapsedTimer clock;
    clock.start();
    QObject::connect(&poll, &QTimer::timeout, &loop, &QEventLoop::quit);
    poll.start(2);
    while (!condition()) {
        if (clock.hasExpired(milliseconds)) {
            return false;
        }
        loop.exec();
    }
    return true;
}

/** Black when there is no picture or no such pixel. */
[[nodiscard]] inline QRgb pixel(const ConsoleHead &head, QPoint position)
{
    QRgb colour = 0;
    head.read([&](const QImage &image) {
        if (image.rect().contains(position)) {
            colour = image.pixel(position) & RGB_MASK;
        }
    });
    return colour;
}

} // namespace vitrine::test

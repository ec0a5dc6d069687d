// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/reducedpicture.h"

#include <algorithm>

namespace vitrine {

namespace {

QRgb average(const QImage &image, const QRect &block)
{
    quint64 red = 0;
    quint64 green = 0;
    quint64 blue = 0;
    for (int y = block.top(); y <= block.bottom(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = block.left(); x <= block.right(); ++x) {
            red += quint64(qRed(line[x]));
            green += quint64(qGreen(line[x]));
            blue += quint64(qBlue(line[x]));
        }
    }
    const auto count = quint64(block.width()) * quint64(block.height());
    return qRgb(int((red + count / 2) / count), int((green + count / 2) / count), int((blue + count / 2) / count));
}

} // namespace

QSize reducedSize(QSize size, int factor)
{
    return {(size.width() + factor - 1) / factor, (size.height() + factor - 1) / factor};
}

QImage reducedPicture(const QImage &image, int factor, const QRect &part)
{
    const QRect wanted = part & QRect(QPoint(), reducedSize(image.size(), factor));
    const QRect source = QRect(wanted.topLeft() * factor, wanted.size() * factor) & image.rect();
    const bool direct = image.format() == QImage::Format_RGB32;
    const QImage pixels = direct ? image : image.copy(source).convertToFormat(QImage::Format_RGB32);
    const QPoint origin = direct ? source.topLeft() : QPoint();
    const QRect bounds(origin, source.size());
    QImage result(wanted.size(), QImage::Format_RGB32);
    for (int y = 0; y < result.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(result.scanLine(y));
        for (int x = 0; x < result.width(); ++x) {
            line[x] = average(pixels, QRect(origin + QPoint(x, y) * factor, QSize(factor, factor)) & bounds);
        }
    }
    return result;
}

} // namespace vitrine

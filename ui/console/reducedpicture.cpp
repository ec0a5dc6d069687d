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

/** Without a copy, for as long as the picture lives. RGB32. */
QImage view(const QImage &image, const QRect &part)
{
    return part.isEmpty() ? QImage()
                          : QImage(image.constScanLine(part.y()) + qsizetype(part.x()) * 4, part.width(), part.height(), image.bytesPerLine(), image.format());
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
    const QImage rgb = direct ? image : image.copy(source).convertToFormat(QImage::Format_RGB32);
    const QImage pixels = view(rgb, direct ? source : rgb.rect());
    // Qt averages whole blocks, several pixels at a time; an edge's block may lack a part.
    const QSize whole(source.width() / factor, source.height() / factor);
    const QImage inner = view(pixels, QRect(QPoint(), whole * factor)).scaled(whole, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (whole == wanted.size()) {
        return inner;
    }
    QImage result(wanted.size(), QImage::Format_RGB32);
    for (int y = 0; y < result.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(result.scanLine(y));
        const int averaged = y < inner.height() ? inner.width() : 0;
        std::copy_n(reinterpret_cast<const QRgb *>(averaged > 0 ? inner.constScanLine(y) : nullptr), averaged, line);
        for (int x = averaged; x < result.width(); ++x) {
            line[x] = average(pixels, QRect(QPoint(x, y) * factor, QSize(factor, factor)) & pixels.rect());
        }
    }
    return result;
}

} // namespace vitrine

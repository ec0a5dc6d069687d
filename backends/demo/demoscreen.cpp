// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demoscreen.h"

#include <QLinearGradient>
#include <QPainter>
#include <QRandomGenerator>

namespace vitrine {

namespace {

void paintWindow(QPainter &painter, const QRectF &area, const QColor &accent)
{
    const double bar = area.height() / 9;
    painter.setBrush(QColor(250, 250, 250));
    painter.drawRoundedRect(area, 6, 6);
    painter.setBrush(accent);
    painter.drawRoundedRect(QRectF(area.topLeft(), QSizeF(area.width(), bar)), 6, 6);
    painter.setBrush(QColor(208, 212, 216));
    for (int line = 0; line < 5; ++line) {
        const double width = area.width() * (line % 2 ? 0.55 : 0.8);
        painter.drawRect(QRectF(area.left() + bar / 2, area.top() + bar * (1.8 + line * 1.3), width, bar / 3));
    }
}

} // namespace

QImage demoScreen(const MachineId &id, QSize size)
{
    QRandomGenerator random(qChecksum(id.uuid.toRfc4122()));
    const int hue = random.bounded(360);
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QLinearGradient sky(0, 0, size.width(), size.height());
    sky.setColorAt(0, QColor::fromHsv(hue, 170, 120));
    sky.setColorAt(1, QColor::fromHsv((hue + 50) % 360, 120, 220));
    painter.fillRect(image.rect(), sky);
    for (int window = 0; window < 2; ++window) {
        const QRectF area(size.width() * (0.06 + 0.36 * window + 0.1 * random.generateDouble()),
                          size.height() * (0.08 + 0.2 * random.generateDouble()),
                          size.width() * 0.42,
                          size.height() * 0.5);
        paintWindow(painter, area, QColor::fromHsv((hue + 180 + 40 * window) % 360, 110, 170));
    }
    painter.fillRect(QRectF(0, size.height() * 0.94, size.width(), size.height() * 0.06), QColor(38, 42, 46));
    return image;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/machinepreview.h"

#include <QPainter>

namespace vitrine {

namespace {
constexpr int frameWidth = 6;
}

MachinePreview::MachinePreview(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MachinePreview::setPicture(const QImage &picture)
{
    if (picture.isNull() && m_picture.isNull()) {
        return;
    }
    m_picture = picture;
    update();
}

void MachinePreview::setText(const QString &text)
{
    if (m_text != text) {
        m_text = text;
        setAccessibleDescription(text);
        update();
    }
}

QSize MachinePreview::pictureSize() const
{
    return (QSizeF(size() - QSize(2 * frameWidth, 2 * frameWidth)) * devicePixelRatioF()).toSize().expandedTo({16, 16});
}

QSize MachinePreview::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 36;
    return {width, heightForWidth(width)};
}

bool MachinePreview::hasHeightForWidth() const
{
    return true;
}

int MachinePreview::heightForWidth(int width) const
{
    return (width - 2 * frameWidth) * 5 / 8 + 2 * frameWidth;
}

void MachinePreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Button));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), frameWidth, frameWidth);

    const QRect screen = rect().adjusted(frameWidth, frameWidth, -frameWidth, -frameWidth);
    painter.fillRect(screen, QColor(0x18, 0x1a, 0x1d));
    if (!m_picture.isNull()) {
        const QSizeF size = QSizeF(m_picture.size()).scaled(screen.size(), Qt::KeepAspectRatio);
        QRectF target({}, size);
        target.moveCenter(QRectF(screen).center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, m_picture);
        return;
    }
    painter.setPen(QColor(0xc8, 0xcc, 0xd0));
    painter.drawText(screen.adjusted(frameWidth, 0, -frameWidth, 0), int(Qt::AlignCenter) | int(Qt::TextWordWrap), m_text);
}

void MachinePreview::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT doubleClicked();
}

} // namespace vitrine

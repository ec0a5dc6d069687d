// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>
#include <QWidget>

namespace vitrine {

/** A small screen: the guest's picture in its aspect, or a few words on black. GUI thread. */
class MachinePreview : public QWidget
{
    Q_OBJECT

public:
    explicit MachinePreview(QWidget *parent = nullptr);

    /** Already scaled to pictureSize() in device pixels; a null image shows the text. */
    void setPicture(const QImage &picture);
    /** What is written where there is no picture: name and state. */
    void setText(const QString &text);
    /** The room for the picture, in device pixels. */
    [[nodiscard]] QSize pictureSize() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void doubleClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    QImage m_picture;
    QString m_text;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "ui/console/framepacer.h"
#include "ui/console/viewgeometry.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPainter;

namespace vitrine {

/**
 * Paints one screen of a guest; input is ConsoleInput's.
 *
 * Works in device pixels: at ScaleMode::OneToOne, and whenever the picture fits exactly, a guest pixel
 * is a pixel of the host's screen at every scale factor. Only damaged rectangles are painted, the
 * first after a quiet time at once, then at most once for each refresh of the screen. While the view
 * can't be seen the guest is not asked for pictures.
 *
 * Without a head the last picture stays, dimmed.
 */
class ConsoleView : public QWidget
{
    Q_OBJECT

public:
    explicit ConsoleView(QWidget *parent = nullptr);
    ~ConsoleView() override;

    /** Null: keeps the last picture. The head may be deleted at any time, but then no picture is kept. */
    void setHead(ConsoleHead *head);
    [[nodiscard]] ConsoleHead *head() const;

    void setScaleMode(ScaleMode mode);
    [[nodiscard]] ScaleMode scaleMode() const;
    /** Interpolates scaled pictures; else shows hard-edged pixels. */
    void setSmooth(bool smooth);

    [[nodiscard]] const ViewGeometry &picture() const;
    /** Logical size at which a guest pixel is a pixel of the host's screen; invalid without a picture. */
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void guestSizeChanged();
    /** The picture moved or was scaled. */
    void pictureChanged();
    /** Fresh pixels are on their way to the screen. */
    void frameShown();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void keepLastPicture();
    void updatePicture();
    void updateVisibility();
    void onGuestSizeChanged();
    void schedule();
    void flush();
    void paintPicture(QPainter &painter, const QRegion &region, const QImage &image) const;

    QPointer<ConsoleHead> m_head;
    QImage m_lastPicture; ///< shown when there is no head
    QSize m_guestSize;
    ViewGeometry m_picture;
    ScaleMode m_mode = ScaleMode::Fit;
    bool m_smooth = true;
    bool m_seen = false;
    FramePacer m_pacer;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace vitrine

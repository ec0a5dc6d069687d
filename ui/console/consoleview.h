// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "ui/console/framepacer.h"
#include "ui/console/guestpointer.h"
#include "ui/console/viewgeometry.h"
#include "ui/console/windowvisibility.h"

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
 * Works in device pixels: at zoom 1, and whenever the picture fits exactly, a guest pixel is a pixel of
 * the host's screen at every scale factor. Only damaged rectangles are painted, the first after a
 * quiet time at once, then at most once for each refresh of the screen. While the view can't be seen
 * (hidden, minimised, covered by other windows) the guest is not asked for pictures.
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

    void setScaling(const Scaling &scaling);
    [[nodiscard]] const Scaling &scaling() const;

    /** Paints the guest's pointer where the guest has it; else the host's pointer is to look like it. Off at first. */
    void setPointerPainted(bool painted);

    /** While watched (recorded), frames are asked for even if the view can't be seen. */
    void setWatched(bool watched);

    [[nodiscard]] const ViewGeometry &picture() const;
    /**
     * Logical size at which a guest pixel is a pixel of the host's screen, or as many as the fixed zoom
     * says; invalid without a picture.
     */
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void guestSizeChanged();
    /** The picture moved or was scaled. */
    void pictureChanged();
    /** Fresh pixels are on their way to the screen. */
    void frameShown();
    /** The guest's picture is another than before, whether it is seen or only watched. */
    void frameTaken();
    /** Last chance to look at head(). */
    void headAboutToChange();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void keepLastPicture();
    void updatePicture();
    [[nodiscard]] bool isLive() const;
    void updateLive();
    void onGuestSizeChanged();
    void pointerChanged();
    void schedule();
    void flush();
    [[nodiscard]] bool isSmooth() const;
    [[nodiscard]] QRegion followPointer();
    void paintPicture(QPainter &painter, const QRegion &region, const QImage &image) const;
    void paintReduced(QPainter &painter, const QRegion &region, const QImage &image, int factor) const;

    QPointer<ConsoleHead> m_head;
    QImage m_lastPicture; ///< shown when there is no head
    QSize m_guestSize;
    ViewGeometry m_picture;
    GuestPointer m_pointer;
    bool m_pointerPainted = false;
    Scaling m_scaling;
    WindowVisibility m_visibility;
    bool m_watched = false;
    FramePacer m_pacer;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace vitrine

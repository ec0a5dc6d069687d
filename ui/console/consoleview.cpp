// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleview.h"

#include "ui/console/reducedpicture.h"

#include <KLocalizedString>
#include <KWindowSystem>

#include <QPaintEngine>
#include <QPaintEvent>
#include <QPainter>
#include <QScreen>
#include <QtMath>

#include <algorithm>
#include <chrono>
#include <tuple>

namespace vitrine {

namespace {

/** One unit becomes one device pixel, beginning on a whole one (a view's corner may lie between two). */
void useDevicePixels(QPainter &painter, qreal devicePixelRatio)
{
    painter.scale(1 / devicePixelRatio, 1 / devicePixelRatio);
    const QTransform transform = painter.deviceTransform();
    painter.translate(std::round(transform.dx()) - transform.dx(), std::round(transform.dy()) - transform.dy());
}

QImage dimmed(const QImage &image)
{
    QImage result = image.convertToFormat(QImage::Format_RGB32);
    result.detach();
    QPainter painter(&result);
    painter.fillRect(result.rect(), QColor(0, 0, 0, 150));
    return result;
}

} // namespace

ConsoleView::ConsoleView(QWidget *parent)
    : QWidget(parent)
    , m_visibility(this)
{
    setObjectName(QStringLiteral("consoleView"));
    setAccessibleName(i18nc("@info:whatsthis", "Screen of the machine"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ConsoleView::flush);
    connect(&m_visibility, &WindowVisibility::changed, this, &ConsoleView::updateLive);
}

ConsoleView::~ConsoleView()
{
    Q_EMIT headAboutToChange();
    if (m_head) {
        m_head->setVisible(false);
    }
}

void ConsoleView::setHead(ConsoleHead *head)
{
    if (m_head == head) {
        return;
    }
    if (m_head) {
        Q_EMIT headAboutToChange();
        keepLastPicture();
        m_head->disconnect(this);
        m_head->setVisible(false);
    }
    m_timer.stop();
    std::ignore = m_pointer.hide();
    m_head = head;
    if (m_head) {
        connect(m_head, &ConsoleHead::damaged, this, &ConsoleView::schedule);
        connect(m_head, &ConsoleHead::sizeChanged, this, &ConsoleView::onGuestSizeChanged);
        connect(m_head, &ConsoleHead::cursorChanged, this, &ConsoleView::pointerChanged);
        connect(m_head, &ConsoleHead::cursorMoved, this, &ConsoleView::pointerChanged);
        m_head->setVisible(isLive());
    }
    onGuestSizeChanged();
    schedule(); // What was signalled before isn't signalled again.
}

ConsoleHead *ConsoleView::head() const
{
    return m_head;
}

void ConsoleView::setScaling(const Scaling &scaling)
{
    if (scaling == m_scaling) {
        return;
    }
    m_scaling = scaling;
    updateGeometry();
    updatePicture();
    std::ignore = followPointer();
    update();
}

const Scaling &ConsoleView::scaling() const
{
    return m_scaling;
}

const ViewGeometry &ConsoleView::picture() const
{
    return m_picture;
}

QSize ConsoleView::sizeHint() const
{
    const qreal zoom = m_scaling.mode == ScaleMode::Fixed ? m_scaling.zoom : 1;
    return m_guestSize.isEmpty() ? QSize() : ViewGeometry::logicalSize((QSizeF(m_guestSize) * zoom).toSize(), devicePixelRatioF());
}

bool ConsoleView::event(QEvent *event)
{
    if (event->type() == QEvent::DevicePixelRatioChange) {
        updateGeometry();
        updatePicture();
    }
    return QWidget::event(event);
}

void ConsoleView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updatePicture();
}

void ConsoleView::setPointerPainted(bool painted)
{
    if (m_pointerPainted != painted) {
        m_pointerPainted = painted;
        schedule();
    }
}

void ConsoleView::pointerChanged()
{
    if (m_pointerPainted) {
        schedule();
    }
}

void ConsoleView::setWatched(bool watched)
{
    m_watched = watched;
    updateLive();
}

bool ConsoleView::isLive() const
{
    return m_watched || m_visibility.isSeen();
}

void ConsoleView::updateLive()
{
    if (!isLive()) {
        m_timer.stop();
    }
    if (m_head) {
        m_head->setVisible(isLive());
    }
    schedule();
}

void ConsoleView::keepLastPicture()
{
    if (m_head->size().isEmpty()) {
        return;
    }
    m_head->read([this](const QImage &image) {
        m_lastPicture = dimmed(image);
    });
}

void ConsoleView::onGuestSizeChanged()
{
    const bool hasPicture = m_head && !m_head->size().isEmpty();
    if (hasPicture) {
        m_lastPicture = {};
    }
    const QSize size = hasPicture ? m_head->size() : m_lastPicture.size();
    const bool changed = size != m_guestSize;
    m_guestSize = size;
    updatePicture();
    update();
    if (changed) {
        updateGeometry();
        Q_EMIT guestSizeChanged();
    }
}

void ConsoleView::updatePicture()
{
    const ViewGeometry picture(size(), devicePixelRatioF(), m_guestSize, m_scaling);
    if (picture != m_picture) {
        m_picture = picture;
        update();
        std::ignore = followPointer();
        Q_EMIT pictureChanged();
    }
}

void ConsoleView::schedule()
{
    if (!m_head || !isLive() || m_timer.isActive()) {
        return;
    }
    const auto delay = m_pacer.delay(m_clock.durationElapsed());
    if (delay <= FramePacer::Time::zero()) {
        flush();
    } else {
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(delay));
    }
}

void ConsoleView::flush()
{
    if (!m_head) {
        return; // It has died since.
    }
    const qreal rate = screen()->refreshRate();
    m_pacer.setPeriod(std::chrono::nanoseconds(qint64(1e9 / (rate > 1 ? rate : 60))));
    m_pacer.painted(m_clock.durationElapsed());
    const QRegion damage = m_head->takeDamage() & QRect(QPoint(), m_guestSize);
    if (!damage.isEmpty()) {
        Q_EMIT frameTaken();
        if (m_visibility.isSeen()) {
            update(m_picture.toLogical(damage));
            Q_EMIT frameShown();
        }
    }
    update(m_picture.fromDevice(followPointer()));
}

QRegion ConsoleView::followPointer()
{
    return m_pointerPainted && m_head ? m_pointer.follow(m_head->cursor(), m_picture, isSmooth()) : m_pointer.hide();
}

/**
 * Windows on Wayland have an alpha channel; on X11 only Qt's image of them has one, which nobody looks at. Qt copies what a picture of Format_RGB32 has there, and a guest's picture is as QEMU
 * made it: with 0, which lets what lies behind the window shine through.
 */
static bool paintsOnAlpha(const QPainter &painter)
{
    const QPaintDevice *surface = painter.paintEngine()->paintDevice();
    return !KWindowSystem::isPlatformX11() && surface && surface->devType() == QInternal::Image && static_cast<const QImage *>(surface)->hasAlphaChannel();
}

/**
 * Draws a part of a picture of Format_RGB32 with an alpha of 255 everywhere. By bands that stay in the
 * processor's cache: a fill behind the whole picture, or a whole copy of it, costs more than all else.
 */
static void drawOpaque(QPainter &painter, QPoint at, const QImage &image, const QRect &part)
{
    constexpr int bandPixels = 8 * 1024;
    const int rows = std::max(1, bandPixels / std::max(1, part.width()));
    for (int y = part.top(); y <= part.bottom(); y += rows) {
        const QImage band(image.constScanLine(y) + part.left() * sizeof(QRgb), part.width(), std::min(rows, part.bottom() + 1 - y),
                          image.bytesPerLine(), image.format());
        painter.drawImage(at + QPoint(0, y - part.top()), band.convertToFormat(QImage::Format_ARGB32_Premultiplied));
    }
}

void ConsoleView::paintEvent(QPaintEvent *event)
{
    const QRegion region = m_picture.toDevice(event->region());
    QPainter painter(this);
    useDevicePixels(painter, devicePixelRatioF());
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    QRegion black = region - m_picture.target();
    if (!m_lastPicture.isNull()) {
        paintPicture(painter, region, m_lastPicture);
    } else if (m_head && !m_guestSize.isEmpty()) {
        m_head->read([&](const QImage &image) {
            paintPicture(painter, region, image);
            m_pointer.paint(painter, region);
        });
    } else {
        black = region;
    }
    for (const QRect &rect : std::as_const(black)) {
        painter.fillRect(rect, Qt::black);
    }
}

bool ConsoleView::isSmooth() const
{
    const bool hardEdges = m_scaling.mode == ScaleMode::Integer && m_picture.isWholeFactor();
    return m_scaling.smooth && !hardEdges;
}

void ConsoleView::paintPicture(QPainter &painter, const QRegion &region, const QImage &image) const
{
    const QRect target = m_picture.target();
    const bool needsAlpha = image.format() == QImage::Format_RGB32 && paintsOnAlpha(painter);
    if (m_picture.isPixelExact()) {
        for (const QRect &rect : region &target) {
            // Clipped by more than one rectangle, Qt draws by spans and on threads of its own: three times as dear.
            painter.setClipRect(rect);
            const QRect part = rect.translated(-target.topLeft());
            if (needsAlpha) {
                drawOpaque(painter, rect.topLeft(), image, part & image.rect());
            } else {
                painter.drawImage(rect.topLeft(), image, part);
            }
        }
        painter.setClipping(false);
        return;
    }
    const bool smooth = isSmooth();
    painter.save();
    painter.setClipRegion(region & target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    const int factor = smooth ? qFloor(1 / m_picture.scale()) : 1;
    if (factor > 1) {
        paintReduced(painter, region & target, image, factor);
    } else {
        painter.drawImage(target, image);
    }
    painter.restore();
    if (needsAlpha) {
        painter.save();
        painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
        for (const QRect &rect : region &target) {
            painter.fillRect(rect, Qt::black);
        }
        painter.restore();
    }
}

void ConsoleView::paintReduced(QPainter &painter, const QRegion &region, const QImage &image, int factor) const
{
    const QRect target = m_picture.target();
    const qreal scaleX = qreal(target.width()) * factor / image.width();
    const qreal scaleY = qreal(target.height()) * factor / image.height();
    painter.translate(target.topLeft());
    painter.scale(scaleX, scaleY);
    for (const QRect &rect : region) {
        const QRectF inside = QRectF(rect.translated(-target.topLeft()));
        const QRectF reduced(inside.x() / scaleX, inside.y() / scaleY, inside.width() / scaleX, inside.height() / scaleY);
        const QRect part = reduced.toAlignedRect().adjusted(-2, -2, 2, 2) & QRect(QPoint(), reducedSize(image.size(), factor));
        painter.drawImage(part.topLeft(), reducedPicture(image, factor, part));
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleview.h"

#include <KLocalizedString>

#include <QPaintEvent>
#include <QPainter>
#include <QScreen>
#include <QWindow>

#include <chrono>

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
}

ConsoleView::~ConsoleView()
{
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
        keepLastPicture();
        m_head->disconnect(this);
        m_head->setVisible(false);
    }
    m_timer.stop();
    m_head = head;
    if (m_head) {
        connect(m_head, &ConsoleHead::damaged, this, &ConsoleView::schedule);
        connect(m_head, &ConsoleHead::sizeChanged, this, &ConsoleView::onGuestSizeChanged);
        m_head->setVisible(m_seen);
    }
    onGuestSizeChanged();
    schedule(); // What was signalled before isn't signalled again.
}

ConsoleHead *ConsoleView::head() const
{
    return m_head;
}

void ConsoleView::setScaleMode(ScaleMode mode)
{
    m_mode = mode;
    updatePicture();
}

ScaleMode ConsoleView::scaleMode() const
{
    return m_mode;
}

void ConsoleView::setSmooth(bool smooth)
{
    m_smooth = smooth;
    update();
}

const ViewGeometry &ConsoleView::picture() const
{
    return m_picture;
}

QSize ConsoleView::sizeHint() const
{
    const qreal dpr = devicePixelRatioF();
    return m_guestSize.isEmpty() ? QSize() : QSize(qCeil(m_guestSize.width() / dpr), qCeil(m_guestSize.height() / dpr));
}

bool ConsoleView::event(QEvent *event)
{
    if (event->type() == QEvent::DevicePixelRatioChange) {
        updateGeometry();
        updatePicture();
    }
    return QWidget::event(event);
}

bool ConsoleView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Expose || event->type() == QEvent::WindowStateChange) {
        updateVisibility();
    }
    return QWidget::eventFilter(watched, event);
}

void ConsoleView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updatePicture();
}

void ConsoleView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this);
    if (QWindow *handle = window()->windowHandle()) {
        handle->installEventFilter(this);
    }
    const qreal rate = screen()->refreshRate();
    m_pacer.setPeriod(std::chrono::nanoseconds(qint64(1e9 / (rate > 1 ? rate : 60))));
    updateVisibility();
}

void ConsoleView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateVisibility();
}

void ConsoleView::updateVisibility()
{
    const QWindow *handle = window()->windowHandle();
    const bool seen = isVisible() && !window()->isMinimized() && handle && handle->isExposed();
    if (m_seen == seen) {
        return;
    }
    m_seen = seen;
    if (!seen) {
        m_timer.stop();
    }
    if (m_head) {
        m_head->setVisible(seen);
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
    const ViewGeometry picture(size(), devicePixelRatioF(), m_guestSize, m_mode);
    if (picture != m_picture) {
        m_picture = picture;
        update();
        Q_EMIT pictureChanged();
    }
}

void ConsoleView::schedule()
{
    if (!m_head || !m_seen || m_timer.isActive()) {
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
    m_pacer.painted(m_clock.durationElapsed());
    const QRegion damage = m_head->takeDamage() & QRect(QPoint(), m_guestSize);
    if (!damage.isEmpty()) {
        update(m_picture.toLogical(damage));
        Q_EMIT frameShown();
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
        });
    } else {
        black = region;
    }
    for (const QRect &rect : std::as_const(black)) {
        painter.fillRect(rect, Qt::black);
    }
}

void ConsoleView::paintPicture(QPainter &painter, const QRegion &region, const QImage &image) const
{
    const QRect target = m_picture.target();
    if (m_picture.isPixelExact()) {
        for (const QRect &rect : region &target) {
            painter.drawImage(rect.topLeft(), image, rect.translated(-target.topLeft()));
        }
        return;
    }
    painter.save();
    painter.setClipRegion(region & target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_smooth);
    painter.drawImage(target, image);
    painter.restore();
}

} // namespace vitrine

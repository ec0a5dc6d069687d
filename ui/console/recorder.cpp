// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/recorder.h"

#include "ui/console/consoleview.h"
#include "ui/console/guestpicture.h"

#include <QCoreApplication>
#include <QEventLoopLocker>
#include <QPainter>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::nanoseconds period = 40ms;

/** The whole picture in the film's size, with its aspect. */
QImage fitted(const QImage &picture, QSize size)
{
    if (picture.size() == size) {
        return picture;
    }
    QImage canvas(size, QImage::Format_RGB32);
    canvas.fill(Qt::black);
    QRect target(QPoint(), picture.size().scaled(size, Qt::KeepAspectRatio));
    target.moveCenter(canvas.rect().center());
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(target, picture);
    return canvas;
}

} // namespace

Recorder::Recorder(QObject *parent)
    : QObject(parent)
{
    m_next.setSingleShot(true);
    m_next.setTimerType(Qt::PreciseTimer);
    connect(&m_next, &QTimer::timeout, this, &Recorder::addPicture);
}

Recorder::~Recorder()
{
    stop();
}

bool Recorder::isRecording() const
{
    return bool(m_encoder);
}

const ConsoleView *Recorder::view() const
{
    return isRecording() ? m_view : nullptr;
}

void Recorder::start(ConsoleView *view, std::unique_ptr<VideoEncoder> encoder, const QString &path)
{
    stop();
    const QImage first = guestPicture(view->head());
    if (first.isNull()) {
        return;
    }
    m_view = view;
    m_encoder = std::move(encoder);
    m_size = first.size();
    connect(m_encoder.get(), &VideoEncoder::finished, this, [this, path] {
        Q_EMIT finished(path);
    });
    connect(m_encoder.get(), &VideoEncoder::failed, this, [this, encoder = m_encoder.get()](const Error &error) {
        if (m_encoder.get() == encoder) {
            letGoOfView();
            m_encoder.release()->deleteLater();
            Q_EMIT changed();
        }
        Q_EMIT failed(error);
    });
    connect(m_view, &ConsoleView::frameTaken, this, &Recorder::onFrame);
    connect(m_view, &ConsoleView::headAboutToChange, this, &Recorder::stop);
    m_view->setWatched(true);
    m_encoder->start(path, m_size);
    m_clock.start();
    m_lastTime = -period;
    addPicture();
    Q_EMIT changed();
}

void Recorder::onFrame()
{
    if (m_next.isActive()) {
        return;
    }
    const std::chrono::nanoseconds wait = m_lastTime + period - m_clock.durationElapsed();
    if (wait <= 0ns) {
        addPicture();
    } else {
        m_next.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    }
}

void Recorder::addPicture()
{
    const QImage picture = m_view ? guestPicture(m_view->head()) : QImage();
    if (picture.isNull()) {
        return;
    }
    m_last = fitted(picture, m_size);
    m_lastTime = m_clock.durationElapsed();
    m_encoder->add(m_last, m_lastTime);
}

void Recorder::addLastPicture()
{
    // A film lasts until its last picture: that of the end.
    m_lastTime = std::max(std::chrono::nanoseconds(m_clock.durationElapsed()), m_lastTime + period);
    m_encoder->add(std::exchange(m_last, {}), m_lastTime);
}

void Recorder::letGoOfView()
{
    m_next.stop();
    m_last = {};
    if (m_view) {
        m_view->disconnect(this);
        m_view->setWatched(false);
    }
    m_view = nullptr;
}

void Recorder::stop()
{
    if (!m_encoder) {
        return;
    }
    addLastPicture();
    letGoOfView();
    // The rest is written without us, even if the window is closed and with it the last of the program.
    VideoEncoder *encoder = m_encoder.release();
    const auto lock = std::make_shared<QEventLoopLocker>();
    const auto done = [encoder, lock] {
        encoder->deleteLater();
    };
    connect(encoder, &VideoEncoder::finished, encoder, done);
    connect(encoder, &VideoEncoder::failed, encoder, done);
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, encoder, [encoder] {
        delete encoder; // which makes the file whole
    });
    encoder->finish();
    Q_EMIT changed();
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/thumbnailer.h"

#include "models/machinelistmodel.h"
#include "models/machinestore.h"

#include <QCoroFuture>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <memory>

using namespace std::chrono_literals;

namespace vitrine {

namespace {
constexpr auto period = 2s;
constexpr auto soon = 150ms;
constexpr int slowest = 4; // doublings of the period: 32 s
constexpr int maxInFlight = 2;
}

Thumbnailer::Thumbnailer(MachineStore *store, MachineListModel *model, AskDemand askDemand, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_model(model)
    , m_askDemand(std::move(askDemand))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Thumbnailer::look);
    connect(store, &MachineStore::machinesAdded, this, &Thumbnailer::wake);
    connect(store, &MachineStore::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
        for (const MachineInfo &machine : machines) {
            if (!machine.isActive()) {
                m_model->setThumbnail(machine.id, {});
            }
            m_rhythms.remove(machine.id);
        }
        wake();
    });
    connect(store, &MachineStore::machinesRemoved, this, [this](const QList<MachineId> &ids) {
        for (const MachineId &id : ids) {
            m_rhythms.remove(id);
        }
    });
}

void Thumbnailer::setActive(bool active)
{
    if (m_active == active) {
        return;
    }
    m_active = active;
    if (active) {
        for (Rhythm &rhythm : m_rhythms) {
            rhythm.due = QDeadlineTimer(0);
        }
        wake();
    } else {
        m_timer.stop();
        m_queue.clear();
    }
}

void Thumbnailer::wake()
{
    if (m_active && (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > soon)) {
        m_timer.start(soon);
    }
}

void Thumbnailer::look()
{
    m_demand = m_askDemand();
    QList<MachineId> wanted = m_demand.rows;
    if (!m_demand.preview.isNull() && !wanted.contains(m_demand.preview)) {
        wanted.prepend(m_demand.preview);
    }
    wanted.removeIf([this](const MachineId &id) {
        return !canBeCaptured(id);
    });
    if (wanted.isEmpty()) {
        m_queue.clear();
        return; // sleeps until the next wake()
    }
    auto next = QDeadlineTimer(QDeadlineTimer::Forever);
    for (const MachineId &id : std::as_const(wanted)) {
        next = std::min(next, m_rhythms.value(id).due);
    }
    wanted.removeIf([this](const MachineId &id) {
        return !isDue(id);
    });
    m_queue = wanted;
    captureNext();
    m_timer.start(std::max<std::chrono::milliseconds>(period, next.remainingTimeAsDuration() / 1ms * 1ms));
}

bool Thumbnailer::isDue(const MachineId &id) const
{
    const auto rhythm = m_rhythms.constFind(id);
    return rhythm == m_rhythms.cend() || rhythm->due.hasExpired() || (id == m_demand.preview && rhythm->previewSize != m_demand.previewSize);
}

void Thumbnailer::keepTime(const MachineId &id, const Pictures &pictures)
{
    Rhythm &rhythm = m_rhythms[id];
    rhythm.unchanged = pictures.row == rhythm.row ? std::min(rhythm.unchanged + 1, slowest) : 0;
    rhythm.row = pictures.row;
    rhythm.previewSize = id == m_demand.preview ? m_demand.previewSize : QSize();
    rhythm.due = QDeadlineTimer(period * (1 << rhythm.unchanged));
}

bool Thumbnailer::canBeCaptured(const MachineId &id) const
{
    const auto machine = m_store->machine(id);
    const Backend *backend = m_store->backend(id);
    return machine && backend && machine->state == MachineState::Running && backend->connectionState() == ConnectionState::Open
        && backend->capabilities().support(Feature::Screenshot);
}

void Thumbnailer::captureNext()
{
    while (m_active && m_inFlight.size() < maxInFlight && !m_queue.isEmpty()) {
        const MachineId id = m_queue.takeFirst();
        if (!m_inFlight.contains(id) && canBeCaptured(id)) {
            m_inFlight.insert(id);
            capture(id);
        }
    }
}

Task<> Thumbnailer::capture(MachineId id)
{
    const QPointer self(this);
    const Result<QImage> screen = co_await m_store->backend(id)->console()->screenshot(id, 0);
    if (!self) {
        co_return fail(Error::cancelled());
    }
    if (!screen && screen.error().code == ErrorCode::Busy) {
        m_inFlight.remove(id); // the last picture stays; it is asked again
        captureNext();
        co_return {};
    }
    Pictures pictures;
    if (screen && !screen->isNull()) {
        auto promise = std::make_shared<QPromise<Pictures>>();
        promise->start();
        const QFuture<Pictures> future = promise->future();
        const QSize preview = id == m_demand.preview ? m_demand.previewSize : QSize();
        QThreadPool::globalInstance()->start([promise, screen = *screen, row = m_demand.rowSize, preview] {
            promise->addResult(scaled(screen, row, preview));
            promise->finish();
        });
        pictures = co_await future;
        if (!self) {
            co_return fail(Error::cancelled());
        }
    }
    onCaptured(id, pictures);
    co_return {};
}

Thumbnailer::Pictures Thumbnailer::scaled(const QImage &screen, QSize row, QSize preview)
{
    // Halving first is several times cheaper than one smooth step from a large screen.
    const auto shrink = [&](QSize room) {
        const QSize size = screen.size().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
        const QImage coarse = screen.width() > 4 * size.width() ? screen.scaled(size * 2, Qt::IgnoreAspectRatio, Qt::FastTransformation) : screen;
        return coarse.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    };
    return {.row = row.isEmpty() ? QImage() : shrink(row), .preview = preview.isEmpty() ? QImage() : shrink(preview)};
}

void Thumbnailer::onCaptured(const MachineId &id, const Pictures &pictures)
{
    m_inFlight.remove(id);
    const auto machine = m_store->machine(id);
    const bool on = machine && machine->isActive(); // it may have stopped meanwhile
    if (on) {
        keepTime(id, pictures);
    }
    m_model->setThumbnail(id, on ? pictures.row : QImage());
    if (id == m_demand.preview) {
        Q_EMIT previewChanged(id, on ? pictures.preview : QImage());
    }
    captureNext();
}

} // namespace vitrine

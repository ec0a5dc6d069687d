// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/filesender.h"

#include "backends/core/worker.h"
#include "models/operationlist.h"
#include "ui/console/sendjob.h"

#include <KFormat>
#include <KJobTrackerInterface>
#include <KLocalizedString>

#include <QCoroFuture>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <memory>
#include <utility>

namespace vitrine {

namespace {

/** More beside each other gain nothing: they share one channel. */
constexpr int atOnce = 4;
constexpr qint64 tellEveryMs = 250;

QString bytesText(double bytes)
{
    return KFormat().formatByteSize(bytes, 1, KFormat::IECBinaryDialect);
}

/** Turns the bytes of one transfer into the words and the progress of its operation. */
class Teller
{
public:
    explicit Teller(QPointer<Operation> operation)
        : m_operation(std::move(operation))
    {
        m_clock.start();
    }
    void tell(quint64 done, quint64 total)
    {
        const qint64 now = m_clock.elapsed();
        if (!m_operation || (now - m_told < tellEveryMs && done < total)) {
            return;
        }
        m_told = now;
        const double speed = now > 0 ? double(done) * 1000 / double(now) : 0;
        m_operation->setStep(i18nc("@info:progress sent, of, a second", "%1 of %2, %3/s", bytesText(double(done)), bytesText(double(total)), bytesText(speed)),
                             total > 0 ? double(done) / double(total) : -1);
    }

private:
    QPointer<Operation> m_operation;
    QElapsedTimer m_clock;
    qint64 m_told = -tellEveryMs;
};

} // namespace

FileSender::FileSender(OperationList *operations, KJobTrackerInterface *desktop, QObject *parent)
    : QObject(parent)
    , m_operations(operations)
    , m_desktop(desktop)
{
}

FileSender::~FileSender()
{
    const std::deque<Job> jobs = std::exchange(m_jobs, {});
    if (m_onDesktop) {
        m_onDesktop->kill();
    }
    for (const Job &job : jobs) {
        if (job.operation) {
            job.operation->disconnect(this);
            job.operation->cancel(); // stops the transfer
            job.operation->finish(fail(Error::cancelled()));
        }
    }
}

void FileSender::setGuest(GuestFiles *guest)
{
    if (m_guest == guest) {
        return;
    }
    if (m_guest) {
        m_guest->disconnect(this);
    }
    m_guest = guest;
    if (guest) {
        connect(guest, &GuestFiles::availableChanged, this, &FileSender::availableChanged);
    }
    startWaiting();
    Q_EMIT availableChanged();
}

bool FileSender::isAvailable() const
{
    return m_guest && m_guest->isAvailable();
}

void FileSender::send(const QStringList &paths)
{
    sortAndSend(paths);
}

QList<Operation *> FileSender::jobs() const
{
    QList<Operation *> jobs;
    for (const Job &job : m_jobs) {
        if (job.operation) {
            jobs.append(job.operation);
        }
    }
    return jobs;
}

QStringList FileSender::names() const
{
    QStringList names;
    for (const Job &job : m_jobs) {
        names.append(QFileInfo(job.path).fileName());
    }
    return names;
}

double FileSender::progress() const
{
    const QList<Operation *> all = jobs();
    double sum = 0;
    for (const Operation *operation : all) {
        sum += std::max(0.0, operation->progress());
    }
    return all.isEmpty() ? 0 : sum / double(all.size());
}

QCoro::Task<> FileSender::sortAndSend(QStringList paths)
{
    const QPointer self(this);
    // Folders of a network that is away would hold up the window.
    const QList<qint64> sizes = co_await runOnWorker([paths] {
        QList<qint64> sizes;
        for (const QString &path : paths) {
            const QFileInfo info(path);
            const bool plain = info.isFile() || !info.exists(); // A missing one fails with its own words.
            sizes.append(plain ? info.size() : -1);
        }
        return sizes;
    });
    if (!self) {
        co_return;
    }
    QStringList others;
    for (qsizetype i = 0; i < paths.size(); ++i) {
        if (sizes.at(i) >= 0) {
            add(paths.at(i), sizes.at(i));
        } else {
            others.append(paths.at(i));
        }
    }
    startWaiting();
    if (!others.isEmpty()) {
        Q_EMIT refused(others);
    }
}

void FileSender::add(const QString &path, qint64 size)
{
    Operation *operation = m_operations->start(i18nc("@info:progress", "Sending “%1”", QFileInfo(path).fileName()));
    operation->setStep(i18nc("@info:progress", "Waiting"));
    m_jobs.push_back({.path = path, .operation = operation});
    showOnDesktop(m_jobs.back(), size);
    connect(operation, &Operation::changed, this, &FileSender::changed);
    connect(operation, &Operation::changed, this, [this, operation = QPointer(operation)] {
        // One that waits has nothing to take back.
        const auto job = std::ranges::find(m_jobs, operation, &Job::operation);
        if (operation && operation->phase() == Operation::Phase::Cancelling && job != m_jobs.end() && !job->running) {
            end(operation, fail(Error::cancelled()));
        }
    });
}

void FileSender::showOnDesktop(Job &job, qint64 size)
{
    if (!m_desktop) {
        return;
    }
    if (!m_onDesktop) {
        m_onDesktop = new SendJob;
        connect(m_onDesktop, &SendJob::cancelled, this, &FileSender::cancelAll);
        m_desktop->registerJob(m_onDesktop);
    }
    job.onDesktop = m_onDesktop;
    m_onDesktop->add(job.operation, QFileInfo(job.path).fileName(), size);
}

void FileSender::cancelAll()
{
    m_onDesktop = nullptr; // it ends by itself
    const QList<Operation *> all = jobs();
    for (Operation *operation : all) {
        operation->cancel();
    }
}

void FileSender::startWaiting()
{
    auto running = std::ranges::count(m_jobs, true, &Job::running);
    QList<QPointer<Operation>> lost;
    QList<Job> started;
    for (Job &job : m_jobs) {
        if (job.running) {
            continue;
        }
        if (!isAvailable()) {
            lost.append(job.operation);
        } else if (running < atOnce) {
            ++running;
            job.running = true;
            started.append(job);
        }
    }
    // Each may end at once, and leaves m_jobs then.
    for (const Job &job : std::as_const(started)) {
        run(job);
    }
    for (const QPointer<Operation> &operation : std::as_const(lost)) {
        end(operation, fail(ErrorCode::DisplayAgentMissing));
    }
    Q_EMIT changed();
}

QCoro::Task<> FileSender::run(Job job)
{
    const QPointer self(this);
    const QPointer<Operation> operation = job.operation;
    const auto teller = std::make_shared<Teller>(operation);
    const auto progress = [teller, operation, onDesktop = job.onDesktop](quint64 done, quint64 total) {
        teller->tell(done, total);
        if (onDesktop) {
            onDesktop->setSent(operation, qint64(done));
        }
    };
    if (operation) {
        operation->setStep(i18nc("@info:progress", "Starting"));
    }
    const Result<> result = co_await m_guest->send(job.path, progress, operation ? operation->stopToken() : std::stop_token());
    if (self) {
        end(operation, result);
        startWaiting();
    }
}

void FileSender::end(const QPointer<Operation> &operation, const Result<> &result)
{
    const auto job = std::ranges::find(m_jobs, operation, &Job::operation);
    if (job != m_jobs.end()) {
        if (!result && !result.error().isCancelled()) {
            m_failure = m_failed.isEmpty() ? result.error() : m_failure;
            m_failed.append(job->path);
        }
        if (job->onDesktop) {
            job->onDesktop->finish(operation);
        }
        m_jobs.erase(job);
    }
    if (operation) {
        operation->disconnect(this);
        operation->finish(result);
    }
    m_arrived += result ? 1 : 0;
    if (m_jobs.empty()) {
        tellBatch();
    }
    Q_EMIT changed();
}

void FileSender::tellBatch()
{
    const QStringList lost = std::exchange(m_failed, {});
    const int arrived = std::exchange(m_arrived, 0);
    endOnDesktop(arrived, lost);
    if (arrived > 0) {
        Q_EMIT sent(arrived);
    }
    if (!lost.isEmpty()) {
        Q_EMIT failed(lost, m_failure);
    }
}

void FileSender::endOnDesktop(int arrived, const QStringList &lost)
{
    SendJob *job = std::exchange(m_onDesktop, nullptr);
    if (!job) {
        return;
    }
    if (arrived == 0 && lost.isEmpty()) {
        job->kill(); // all were cancelled here
        return;
    }
    QStringList names;
    for (const QString &path : lost) {
        names.append(QFileInfo(path).fileName());
    }
    job->end(lost.isEmpty() ? QString() : i18nc("@info names of files", "Not sent: %1", QLocale().createSeparatedList(names)));
}

} // namespace vitrine

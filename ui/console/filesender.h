// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestfiles.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <deque>

class KJobTrackerInterface;

namespace vitrine {

class Operation;
class OperationList;
class SendJob;

/**
 * Sends files of the host into one guest: each is an entry of the operation list with progress, speed
 * and cancel, a few at a time, the others wait. The desktop's list of jobs shows all of them as one. GUI thread.
 */
class FileSender : public QObject
{
    Q_OBJECT

public:
    /** `operations` and `desktop` must outlive it; null: the desktop is told nothing. */
    explicit FileSender(OperationList *operations, KJobTrackerInterface *desktop = nullptr, QObject *parent = nullptr);
    /** What is under way is cancelled. */
    ~FileSender() override;

    /** Null: no guest now; what waits for it fails. */
    void setGuest(GuestFiles *guest);
    /** The guest's agent takes files. */
    [[nodiscard]] bool isAvailable() const;
    /** Sends those that are files; folders and the like are told by refused(). */
    void send(const QStringList &paths);
    /** Those that wait or run. */
    [[nodiscard]] QList<Operation *> jobs() const;
    /** Of their files, without folders. */
    [[nodiscard]] QStringList names() const;
    /** Of all of them together, 0 to 1. */
    [[nodiscard]] double progress() const;

Q_SIGNALS:
    void availableChanged();
    /** jobs() or progress() changed. */
    void changed();
    /** A batch has ended; so many of it have arrived. */
    void sent(int files);
    /** A batch has ended; these did not arrive, for `error` the first of them. What was cancelled is not told. */
    void failed(const QStringList &paths, const vitrine::Error &error);
    /** Paths of what is no plain file. */
    void refused(const QStringList &paths);

private:
    struct Job {
        QString path = {};
        QPointer<Operation> operation = {};
        bool running = false;
        QPointer<SendJob> onDesktop = {}; ///< null: not shown there, or cancelled there
    };

    QCoro::Task<> sortAndSend(QStringList paths);
    void add(const QString &path, qint64 size);
    void showOnDesktop(Job &job, qint64 size);
    void cancelAll();
    void startWaiting();
    QCoro::Task<> run(Job job);
    void end(const QPointer<Operation> &operation, const Result<> &result);
    void tellBatch();
    void endOnDesktop(int arrived, const QStringList &lost);

    OperationList *m_operations;
    KJobTrackerInterface *m_desktop;
    QPointer<SendJob> m_onDesktop; ///< that of this batch
    QPointer<GuestFiles> m_guest;
    std::deque<Job> m_jobs;
    int m_arrived = 0; ///< of this batch
    QStringList m_failed; ///< of this batch
    Error m_failure; ///< of the first of them
};

} // namespace vitrine

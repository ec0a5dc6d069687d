// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestfiles.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <deque>

namespace vitrine {

class Operation;
class OperationList;

/**
 * Sends files of the host into one guest: each is an entry of the operation list with progress, speed
 * and cancel, a few at a time, the others wait. GUI thread.
 */
class FileSender : public QObject
{
    Q_OBJECT

public:
    /** `operations` must outlive it. */
    explicit FileSender(OperationList *operations, QObject *parent = nullptr);
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
    };

    QCoro::Task<> sortAndSend(QStringList paths);
    void add(const QString &path);
    void startWaiting();
    QCoro::Task<> run(QString path, QPointer<Operation> operation);
    void end(const QPointer<Operation> &operation, const Result<> &result);
    void tellBatch();

    OperationList *m_operations;
    QPointer<GuestFiles> m_guest;
    std::deque<Job> m_jobs;
    int m_arrived = 0; ///< of this batch
    QStringList m_failed; ///< of this batch
    Error m_failure; ///< of the first of them
};

} // namespace vitrine

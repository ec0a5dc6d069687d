// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <KJob>

#include <QElapsedTimer>
#include <QHash>
#include <QStringList>

namespace vitrine {

/**
 * Files on their way to a guest as the desktop's own list of jobs shows them: one for all that are sent
 * beside each other. It does nothing itself; who sends tells it, and stops when it is cancelled there.
 * Deletes itself when it ends. GUI thread.
 */
class SendJob : public KJob
{
    Q_OBJECT

public:
    SendJob();

    void start() override;
    /** One more file, of so many bytes; `file` stands for it in the next two. */
    void add(const void *file, const QString &name, qint64 size);
    /** So much of it has been sent; passed on a few times a second. */
    void setSent(const void *file, qint64 bytes);
    /** It has arrived, or never will. */
    void finish(const void *file);
    /** The last one has ended; `failure` is a text for people, empty when all went well. */
    void end(const QString &failure);

Q_SIGNALS:
    /** By the desktop: what is still being sent is to stop. */
    void cancelled();

protected:
    bool doKill() override;

private:
    struct Amount {
        qint64 size = 0;
        qint64 sent = 0;
    };

    QStringList m_names;
    QHash<const void *, Amount> m_running; ///< by file
    Amount m_all;
    int m_ended = 0;
    QElapsedTimer m_clock;
    qint64 m_told = 0; ///< when, in milliseconds of m_clock
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/sendjob.h"

#include <KLocalizedString>

#include <algorithm>

namespace vitrine {

namespace {

constexpr qint64 tellEveryMs = 250;
constexpr qsizetype mostNamed = 3;

} // namespace

SendJob::SendJob()
{
    setCapabilities(KJob::Killable);
    m_clock.start();
}

void SendJob::start()
{
}

void SendJob::add(const void *file, const QString &name, qint64 size)
{
    m_names.append(name);
    m_running.insert(file, {.size = size});
    m_all.size += size;
    setTotalAmount(KJob::Files, qulonglong(m_names.size()));
    setTotalAmount(KJob::Bytes, qulonglong(m_all.size));
    const bool all = m_names.size() <= mostNamed;
    const QString shown = m_names.first(std::min(m_names.size(), mostNamed)).join(QStringLiteral(", "));
    Q_EMIT description(this,
                       i18nc("@title job", "Sending to the Guest"),
                       {i18ncp("@label", "File", "Files", m_names.size()), all ? shown : i18nc("@info names of some files", "%1…", shown)});
}

void SendJob::setSent(const void *file, qint64 bytes)
{
    const auto amount = m_running.find(file);
    if (amount == m_running.end()) {
        return;
    }
    const qint64 sent = std::min(bytes, amount->size);
    m_all.sent += sent - amount->sent;
    amount->sent = sent;
    const qint64 now = m_clock.elapsed();
    if (now - m_told < tellEveryMs) {
        return;
    }
    m_told = now;
    setProcessedAmount(KJob::Bytes, qulonglong(m_all.sent));
    emitSpeed(static_cast<unsigned long>(m_all.sent * 1000 / now));
}

void SendJob::finish(const void *file)
{
    const Amount amount = m_running.take(file);
    m_all.sent += amount.size - amount.sent; // of one that failed, too: nothing of it is to come
    setProcessedAmount(KJob::Bytes, qulonglong(m_all.sent));
    setProcessedAmount(KJob::Files, qulonglong(++m_ended));
}

void SendJob::end(const QString &failure)
{
    if (!failure.isEmpty()) {
        setError(KJob::UserDefinedError);
        setErrorText(failure);
    }
    emitResult();
}

bool SendJob::doKill()
{
    Q_EMIT cancelled();
    return true;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/history/revisionfolder.h"

#include "backends/core/definitiondiff.h"

#include <QCryptographicHash>
#include <QDir>
#include <QMutex>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds claimTime(10);
constexpr std::array originNames = {"found"_L1, "applied"_L1, "elsewhere"_L1, "returned"_L1};

/** "000012-1795391564123-applied.xml": a listing of the folder tells all but the documents. */
QString fileName(const Revision &revision)
{
    return u"%1-%2-%3.xml"_s.arg(revision.number, 6, 10, '0'_L1)
        .arg(revision.time.toMSecsSinceEpoch())
        .arg(originNames[size_t(revision.origin)]);
}

std::optional<Revision> revisionOf(const QString &name)
{
    const QStringList parts = name.chopped(4).split(u'-');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    bool number = false;
    bool time = false;
    Revision revision{.number = parts[0].toInt(&number), .time = QDateTime::fromMSecsSinceEpoch(parts[1].toLongLong(&time), QTimeZone::UTC)};
    const auto origin = std::ranges::find(originNames, parts[2]);
    if (!number || !time || origin == originNames.end()) {
        return std::nullopt;
    }
    revision.origin = RevisionOrigin(origin - originNames.begin());
    return revision;
}

/** Fails on what is none. */
Result<bool> isDefinition(const QString &text)
{
    const Result<DomainXml> parsed = DomainXml::parse(text);
    return parsed ? Result<bool>(true) : fail(parsed.error());
}

/** An unreadable `kept` is another one. */
Result<bool> isSame(const QString &text, const Result<QString> &kept)
{
    if (kept && *kept == text) {
        return true; // nearly always: no document need be understood for it
    }
    const Result<DomainXml> parsed = DomainXml::parse(text);
    if (!parsed) {
        return fail(parsed.error());
    }
    const Result<DomainXml> old = kept ? DomainXml::parse(*kept) : fail(kept.error());
    return old && sameDefinition(*old, *parsed);
}

Error unwritable(const QFileDevice &file)
{
    const ErrorCode code = file.error() == QFileDevice::ResourceError ? ErrorCode::NoSpace : ErrorCode::FileUnreadable;
    return {.code = code, .subject = file.fileName(), .detail = file.errorString(), .doing = u"keep-revision"_s};
}

} // namespace

RevisionFolder::RevisionFolder(QString folder, int keep)
    : m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/vitrine/history"_s : std::move(folder))
    , m_keep(keep)
{
}

QString RevisionFolder::folderOf(const MachineId &id) const
{
    // Two connections may well have machines of one UUID: copies, or the same one after a migration.
    const QByteArray connection = QCryptographicHash::hash(id.connection.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return m_folder + u'/' + QString::fromLatin1(connection) + u'/' + id.uuid.toString(QUuid::WithoutBraces);
}

QList<Revision> RevisionFolder::revisions(const MachineId &id) const
{
    QList<Revision> found;
    for (const QString &name : QDir(folderOf(id)).entryList({u"*.xml"_s}, QDir::Files)) {
        if (const std::optional<Revision> revision = revisionOf(name)) {
            found.append(*revision);
        }
    }
    std::ranges::sort(found, std::ranges::greater(), &Revision::number);
    return found;
}

Result<QString> RevisionFolder::xml(const MachineId &id, int number) const
{
    const QList<Revision> all = revisions(id);
    const auto revision = std::ranges::find(all, number, &Revision::number);
    if (revision == all.end()) {
        return fail(ErrorCode::NotFound, QString::number(number), {}, u"read-revision"_s);
    }
    QFile file(folderOf(id) + u'/' + fileName(*revision));
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable, file.fileName(), file.errorString(), u"read-revision"_s);
    }
    return QString::fromUtf8(file.readAll());
}

Result<bool> RevisionFolder::keep(const MachineId &id, const QString &text, RevisionOrigin origin) const
{
    static QMutex numbering;
    const QMutexLocker lock(&numbering);
    const QList<Revision> all = revisions(id);
    const bool first = all.isEmpty();
    const Result<bool> known = first ? isDefinition(text) : isSame(text, xml(id, all.first().number));
    if (!known) {
        return known;
    }
    if (!first && *known) {
        claim(id, all.first(), origin);
        return false;
    }
    const Revision revision{.number = first ? 1 : all.first().number + 1,
                            .time = QDateTime::currentDateTimeUtc(),
                            .origin = origin == RevisionOrigin::Found && !first ? RevisionOrigin::Elsewhere : origin};
    if (const Result<> written = write(id, revision, text); !written) {
        return fail(written.error());
    }
    prune(id);
    return true;
}

Result<> RevisionFolder::write(const MachineId &id, const Revision &revision, const QString &text) const
{
    const QString folder = folderOf(id);
    if (!QDir().mkpath(folder)) {
        return fail(ErrorCode::FileUnreadable, folder, {}, u"keep-revision"_s);
    }
    QSaveFile file(folder + u'/' + fileName(revision));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return fail(unwritable(file));
    }
    file.write(text.toUtf8());
    return file.commit() ? Result<>{} : fail(unwritable(file));
}

void RevisionFolder::claim(const MachineId &id, Revision revision, RevisionOrigin origin) const
{
    const bool recent = revision.time.addDuration(claimTime) > QDateTime::currentDateTimeUtc();
    const bool own = origin == RevisionOrigin::Applied || origin == RevisionOrigin::Returned;
    if (revision.origin != RevisionOrigin::Elsewhere || !own || !recent) {
        return;
    }
    const QString folder = folderOf(id) + u'/';
    const QString old = fileName(revision);
    revision.origin = origin;
    QFile::rename(folder + old, folder + fileName(revision));
}

void RevisionFolder::prune(const MachineId &id) const
{
    const QList<Revision> all = revisions(id);
    for (qsizetype i = m_keep; i < all.size(); ++i) {
        QFile::remove(folderOf(id) + u'/' + fileName(all[i]));
    }
}

} // namespace vitrine

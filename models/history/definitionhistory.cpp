// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/history/definitionhistory.h"

#include "backends/core/backend.h"
#include "backends/core/liveplan.h"
#include "backends/core/worker.h"
#include "models/machinestore.h"
#include "vitrinemodelslogging.h"

#include <QCoroFuture>
#include <QCoroTimer>
#include <QPointer>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** Programs store a definition several times in a row. */
constexpr std::chrono::milliseconds settling(500);
/** Starting up, and what the user wants then, come first. */
constexpr std::chrono::seconds firstLook(20);
/** A look takes most of a millisecond: a thousand machines shall not be noticed on a laptop's battery. */
constexpr std::chrono::seconds nextLook(2);

Result<QList<RevisionEntry>> readEntries(const RevisionFolder &folder, const MachineId &id)
{
    QList<RevisionEntry> entries;
    const QList<Revision> revisions = folder.revisions(id);
    Result<DomainXml> newer = fail(ErrorCode::NotFound);
    for (const Revision &revision : revisions) {
        const Result<QString> text = folder.xml(id, revision.number);
        Result<DomainXml> xml = text ? DomainXml::parse(*text) : fail(text.error());
        if (xml && newer) {
            entries.last().changes = definitionChanges(*xml, *newer);
            planOff(entries.last().changes);
        }
        entries.append({.revision = revision});
        newer = std::move(xml);
    }
    return entries;
}

/** The old definition under the machine's present name. */
Result<QString> renamed(const QString &old, const QString &stored)
{
    Result<DomainXml> wanted = DomainXml::parse(old);
    const Result<DomainXml> now = DomainXml::parse(stored);
    if (!wanted || !now) {
        return fail(wanted ? now.error() : wanted.error());
    }
    const Property *name = findProperty(u"general.name"_s);
    if (const Result<> written = name->write(*wanted, DeviceRef{}, name->read(*now, DeviceRef{})); !written) {
        return fail(written.error());
    }
    return wanted->toString();
}

} // namespace

DefinitionHistory::DefinitionHistory(MachineStore *store, RevisionFolder folder, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_folder(std::move(folder))
{
    connect(store, &MachineStore::machineEvent, this, [this](const MachineId &id, MachineEvent event) {
        if (event == MachineEvent::DevicesChanged || event == MachineEvent::MediaChanged) {
            readAndKeep(id, RevisionOrigin::Elsewhere);
        }
    });
    connect(store, &MachineStore::machinesAdded, this, &DefinitionHistory::await);
    connect(store, &MachineStore::machinesRemoved, this, [this](const QList<MachineId> &ids) {
        m_unseen.removeIf([&ids](const MachineId &id) {
            return ids.contains(id);
        });
    });
    m_patience.setSingleShot(true);
    setPace(firstLook, nextLook);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        lookAtNext();
    });
    await(store->machines());
}

void DefinitionHistory::setPace(std::chrono::milliseconds first, std::chrono::milliseconds next)
{
    m_patience.setInterval(first);
    m_next = next;
    if (m_patience.isActive()) {
        m_patience.start();
    }
}

void DefinitionHistory::await(const QList<MachineInfo> &machines)
{
    for (const MachineInfo &machine : machines) {
        m_unseen.append(machine.id);
    }
    if (!m_unseen.isEmpty() && !m_patience.isActive()) {
        m_patience.start();
    }
}

QCoro::Task<> DefinitionHistory::lookAtNext()
{
    if (m_unseen.isEmpty()) {
        co_return;
    }
    const QPointer self(this);
    co_await readAndKeep(m_unseen.takeFirst(), RevisionOrigin::Found);
    if (self && !m_unseen.isEmpty()) {
        m_patience.setInterval(m_next); // later ones come singly
        m_patience.start();
    }
}

DefinitionHistory *DefinitionHistory::of(const MachineStore *store)
{
    return store->findChild<DefinitionHistory *>(Qt::FindDirectChildrenOnly);
}

void DefinitionHistory::look(const MachineId &id)
{
    readAndKeep(id, RevisionOrigin::Found);
}

void DefinitionHistory::noteBefore(const MachineId &id, const QString &definition)
{
    keep(id, {definition}, {RevisionOrigin::Found});
}

void DefinitionHistory::noteOwn(const MachineId &id)
{
    m_own.insert(id); // the event may be here already, and reading under way
    readAndKeep(id, RevisionOrigin::Applied);
}

void DefinitionHistory::noteApplied(const MachineId &id, const QString &before, const QString &after)
{
    keep(id, {before, after}, {RevisionOrigin::Found, RevisionOrigin::Applied});
}

QCoro::Task<> DefinitionHistory::readAndKeep(MachineId id, RevisionOrigin origin)
{
    if (m_reading.contains(id)) {
        co_return;
    }
    m_reading.insert(id);
    const QPointer self(this);
    if (origin == RevisionOrigin::Elsewhere) {
        co_await QCoro::sleepFor(settling);
    }
    if (!self) {
        co_return;
    }
    // From here on a further change is read again.
    m_reading.remove(id);
    if (m_own.remove(id)) {
        origin = RevisionOrigin::Applied;
    }
    Backend *backend = m_store->backend(id);
    if (!backend) {
        co_return;
    }
    const Result<QString> stored = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    if (self && stored) {
        co_await keep(id, {*stored}, {origin});
    }
}

QCoro::Task<> DefinitionHistory::keep(MachineId id, QStringList definitions, QList<RevisionOrigin> origins)
{
    const QPointer self(this);
    const Result<bool> kept = co_await runOnWorker([folder = m_folder, id, definitions, origins]() -> Result<bool> {
        bool any = false;
        for (qsizetype i = 0; i < definitions.size(); ++i) {
            const Result<bool> one = folder.keep(id, definitions[i], origins[i]);
            if (!one) {
                return one;
            }
            any |= *one;
        }
        return any;
    });
    if (!kept) {
        qCWarning(VITRINE_MODELS) << "a definition could not be kept:" << kept.error();
    } else if (self && *kept) {
        Q_EMIT changed(id);
    }
}

Task<QList<RevisionEntry>> DefinitionHistory::entries(MachineId id)
{
    const Result<QList<RevisionEntry>> entries = co_await runOnWorker([folder = m_folder, id] {
        return readEntries(folder, id);
    });
    co_return entries;
}

Task<QString> DefinitionHistory::xml(MachineId id, int number)
{
    const Result<QString> text = co_await runOnWorker([folder = m_folder, id, number] {
        return folder.xml(id, number);
    });
    co_return text;
}

Task<> DefinitionHistory::returnTo(MachineId id, int number)
{
    const QPointer self(this);
    const Result<QString> old = co_await xml(id, number);
    if (!old) {
        co_return fail(old.error());
    }
    const QPointer backend(self ? m_store->backend(id) : nullptr);
    if (!backend) {
        co_return fail(ErrorCode::NotFound, {}, {}, u"return-to-revision"_s);
    }
    const Result<QString> stored = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    const Result<QString> wanted = stored ? renamed(*old, *stored) : fail(stored.error());
    if (!wanted || !backend) {
        co_return wanted ? fail(Error::cancelled()) : fail(wanted.error());
    }
    const Result<QString> applied = co_await backend->hardware()->apply(id, {.before = *stored, .after = *wanted});
    if (!applied) {
        co_return fail(applied.error());
    }
    if (self) {
        co_await keep(id, {*stored, *applied}, {RevisionOrigin::Found, RevisionOrigin::Returned});
    }
    co_return {};
}

} // namespace vitrine

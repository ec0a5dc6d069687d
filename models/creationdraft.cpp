// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationdraft.h"

#include <KLocalizedString>

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

CreationDraft::CreationDraft(QObject *parent)
    : QObject(parent)
    , m_chosen(creationDefaults(unknownOsDefaults(), m_facts))
{
    update();
}

const CreationValues &CreationDraft::values() const
{
    return m_values;
}

const CreationFacts &CreationDraft::facts() const
{
    return m_facts;
}

bool CreationDraft::isTouched(CreationField field) const
{
    return m_touched.contains(field);
}

QList<CreationIssue> CreationDraft::issues() const
{
    return creationIssues(m_values, m_facts);
}

bool CreationDraft::hasErrors() const
{
    return std::ranges::any_of(issues(), [](const CreationIssue &issue) {
        return issue.severity == IssueSeverity::Error;
    });
}

bool CreationDraft::canCreate() const
{
    const bool isoKnown =
        m_facts.isoStage == IsoStage::None || m_facts.isoStage == IsoStage::Done || (m_facts.isoStage == IsoStage::Detecting && !m_chosenOsId.isEmpty());
    bool diskKnown = true;
    if (m_values.disk == DiskChoice::New) {
        diskKnown = m_facts.fileExists.contains(m_values.diskPath);
    } else if (m_values.disk == DiskChoice::Existing) {
        diskKnown = m_facts.existingDisk.contains(m_values.diskPath);
    }
    const bool osKnown = m_chosenOsId.isEmpty() || (m_facts.chosenOs && m_facts.chosenOs->id == m_chosenOsId);
    return isoKnown && diskKnown && osKnown && m_facts.host && m_facts.accelerationKnown && !hasErrors();
}

QList<PlanLine> CreationDraft::plan() const
{
    return creationPlan(m_values, m_facts);
}

CreationRequest CreationDraft::request() const
{
    CreationRequest request{.connection = m_facts.connection, .spec = creationSpec(m_values, m_facts), .start = m_values.startWhenReady};
    request.spec.uuid = QUuid::createUuid();
    if (m_values.disk == DiskChoice::New) {
        request.newDisk = DiskImageSpec{.path = m_values.diskPath, .capacityBytes = m_values.diskBytes};
    }
    return request;
}

QString CreationDraft::identitySummary() const
{
    QStringList parts;
    for (const QString &part : {m_values.title.simplified(), m_values.os.name}) {
        if (!part.isEmpty() && !parts.contains(part)) {
            parts.append(part);
        }
    }
    return parts.join(i18nc("between parts of a summary", ", "));
}

QString CreationDraft::hardwareSummary() const
{
    QStringList parts{sizeText(m_values.memoryBytes), i18ncp("@info", "%1 processor", "%1 processors", m_values.processors)};
    switch (m_values.firmware) {
    case Firmware::Bios:
        parts.append(i18nc("@info firmware", "BIOS"));
        break;
    case Firmware::Uefi:
        parts.append(i18nc("@info firmware", "UEFI"));
        break;
    case Firmware::UefiSecureBoot:
        parts.append(i18nc("@info firmware", "UEFI with Secure Boot"));
        break;
    }
    if (m_values.tpm2) {
        parts.append(i18nc("@info", "TPM 2.0"));
    }
    return parts.join(i18nc("between parts of a summary", ", "));
}

QString CreationDraft::diskSummary() const
{
    switch (m_values.disk) {
    case DiskChoice::New:
        return i18nc("@info %1 is a size", "new, %1", sizeText(m_values.diskBytes));
    case DiskChoice::Existing:
        return m_values.diskPath.isEmpty() ? i18nc("@info", "not chosen yet") : QFileInfo(m_values.diskPath).fileName();
    case DiskChoice::None:
        break;
    }
    return i18nc("@info no disk", "none");
}

template<typename T>
void CreationDraft::choose(CreationField field, T CreationValues::*member, const T &value)
{
    if (isTouched(field) && m_chosen.*member == value) {
        return;
    }
    m_touched.insert(field);
    m_chosen.*member = value;
    update();
}

void CreationDraft::setIsoPath(const QString &path)
{
    if (m_chosen.isoPath == path) {
        return;
    }
    m_touched.insert(CreationField::Iso);
    m_chosen.isoPath = path;
    m_facts.isoStage = path.isEmpty() ? IsoStage::None : IsoStage::Checking;
    m_facts.isoProblem.reset();
    m_facts.detectedOs.reset();
    update();
    Q_EMIT isoPathChanged();
}

void CreationDraft::setTitle(const QString &title)
{
    choose(CreationField::Name, &CreationValues::title, title);
}

void CreationDraft::setOsId(const QString &id)
{
    if (m_chosenOsId == id) {
        return;
    }
    m_chosenOsId = id;
    if (id.isEmpty()) {
        m_touched.remove(CreationField::Os);
        m_facts.chosenOs.reset();
    } else {
        m_touched.insert(CreationField::Os);
    }
    update();
    Q_EMIT osIdChanged(id);
}

QString CreationDraft::chosenOsId() const
{
    return m_chosenOsId;
}

void CreationDraft::setMemoryBytes(quint64 bytes)
{
    choose(CreationField::Memory, &CreationValues::memoryBytes, bytes);
}

void CreationDraft::setProcessors(int processors)
{
    choose(CreationField::Processors, &CreationValues::processors, processors);
}

void CreationDraft::setDiskChoice(DiskChoice choice)
{
    m_touched.insert(CreationField::Disk);
    if (m_chosen.disk != choice) {
        m_chosen.disk = choice;
        update();
    }
}

void CreationDraft::setDiskBytes(quint64 bytes)
{
    choose(CreationField::DiskSize, &CreationValues::diskBytes, bytes);
}

void CreationDraft::setNewDiskPath(const QString &path)
{
    if (m_newDiskPath != path) {
        m_newDiskPath = path;
        update();
    }
}

void CreationDraft::setExistingDiskPath(const QString &path)
{
    if (m_existingDiskPath != path) {
        m_existingDiskPath = path;
        update();
    }
}

void CreationDraft::setFirmware(Firmware firmware)
{
    choose(CreationField::Firmware, &CreationValues::firmware, firmware);
}

void CreationDraft::setTpm2(bool tpm2)
{
    choose(CreationField::Tpm, &CreationValues::tpm2, tpm2);
}

void CreationDraft::setAcceleration(AccelerationChoice choice)
{
    choose(CreationField::Acceleration, &CreationValues::acceleration, choice);
}

void CreationDraft::setNetwork(bool network)
{
    choose(CreationField::Network, &CreationValues::network, network);
}

void CreationDraft::setStartWhenReady(bool start)
{
    m_chosen.startWhenReady = start;
    update();
}

void CreationDraft::setConnection(const QString &uri, const QString &name)
{
    m_facts.connection = uri;
    m_facts.connectionName = name;
    update();
}

void CreationDraft::setTakenNames(const QStringList &names)
{
    if (m_facts.takenNames != names) {
        m_facts.takenNames = names;
        update();
    }
}

void CreationDraft::setHost(const Result<HostCapabilities> &host)
{
    m_facts.hostProblem.reset();
    if (host) {
        m_facts.host = *host;
    } else {
        m_facts.hostProblem = host.error();
    }
    update();
}

void CreationDraft::setPlace(const Result<StoragePlace> &place)
{
    m_facts.place.reset();
    m_facts.placeProblem.reset();
    if (place) {
        m_facts.place = *place;
    } else {
        m_facts.placeProblem = place.error();
    }
    update();
}

void CreationDraft::setPlaceOf(const QString &folder, const StoragePlace &place)
{
    m_facts.places.insert(folder, place);
    update();
}

void CreationDraft::setAvailableMemory(quint64 bytes)
{
    m_facts.availableMemoryBytes = bytes;
    update();
}

void CreationDraft::setAccelerationReport(const std::optional<Error> &problem, bool secureBootPossible)
{
    m_facts.accelerationKnown = true;
    m_facts.accelerationProblem = problem;
    m_facts.secureBootPossible = secureBootPossible;
    update();
}

void CreationDraft::setDriverDisc(const QString &path)
{
    m_facts.driverDisc = path;
    update();
}

void CreationDraft::setIsoChecked(const QString &path, const std::optional<Error> &problem)
{
    if (path != m_chosen.isoPath || path.isEmpty()) {
        return;
    }
    m_facts.isoProblem = problem;
    const bool usable = !problem || problem->code == ErrorCode::NotBootable;
    m_facts.isoStage = usable ? IsoStage::Detecting : IsoStage::Done;
    update();
}

void CreationDraft::setDetectedOs(const QString &isoPath, const std::optional<OsDefaults> &os)
{
    if (isoPath != m_chosen.isoPath || isoPath.isEmpty()) {
        return;
    }
    m_facts.detectedOs = os;
    m_facts.isoStage = IsoStage::Done;
    update();
}

void CreationDraft::setChosenOs(const OsDefaults &os)
{
    if (os.id == m_chosenOsId) {
        m_facts.chosenOs = os;
        update();
    }
}

void CreationDraft::setFileExists(const QString &path, bool exists)
{
    m_facts.fileExists.insert(path, exists);
    update();
}

void CreationDraft::setExistingDisk(const QString &path, const Result<QStringList> &usable)
{
    m_facts.existingDisk.insert(path, usable);
    update();
}

OsDefaults CreationDraft::effectiveOs() const
{
    if (m_facts.chosenOs && m_facts.chosenOs->id == m_chosenOsId) {
        return *m_facts.chosenOs;
    }
    return m_facts.detectedOs.value_or(unknownOsDefaults());
}

QString CreationDraft::automaticTitle(const OsDefaults &os) const
{
    QString title = os.name;
    if (title.isEmpty()) {
        const bool usable = !m_facts.isoProblem || m_facts.isoProblem->code == ErrorCode::NotBootable;
        if (m_facts.isoStage != IsoStage::Done || !usable) {
            return {};
        }
        title = QFileInfo(m_chosen.isoPath).completeBaseName();
    }
    std::ranges::replace_if(
        title,
        [](QChar c) {
            return !c.isPrint() && !c.isSurrogate();
        },
        u' ');
    title = title.simplified().left(100);
    QString unique = title;
    for (int number = 2; m_facts.takenNames.contains(unique, Qt::CaseInsensitive); ++number) {
        unique = title + u' ' + QString::number(number);
    }
    return unique;
}

QString CreationDraft::automaticDiskPath(const QString &title) const
{
    if (!m_facts.place || title.trimmed().isEmpty()) {
        return {};
    }
    const QString stem = m_facts.place->folder + u'/' + machineNameFor(title, m_facts.takenNames);
    QString path = stem + ".qcow2"_L1;
    // Files left by an earlier machine are stepped around, never overwritten.
    for (int number = 2; m_facts.fileExists.value(path); ++number) {
        path = stem + u'-' + QString::number(number) + ".qcow2"_L1;
    }
    return path;
}

void CreationDraft::update()
{
    const QString oldDiskPath = m_values.diskPath;
    const OsDefaults os = effectiveOs();
    CreationValues values = creationDefaults(os, m_facts);
    const auto take = [&](CreationField field, auto CreationValues::*member) {
        if (isTouched(field)) {
            values.*member = m_chosen.*member;
        }
    };
    values.title = automaticTitle(os);
    take(CreationField::Iso, &CreationValues::isoPath);
    take(CreationField::Name, &CreationValues::title);
    take(CreationField::Memory, &CreationValues::memoryBytes);
    take(CreationField::Processors, &CreationValues::processors);
    take(CreationField::Disk, &CreationValues::disk);
    take(CreationField::DiskSize, &CreationValues::diskBytes);
    take(CreationField::Firmware, &CreationValues::firmware);
    take(CreationField::Tpm, &CreationValues::tpm2);
    take(CreationField::Acceleration, &CreationValues::acceleration);
    take(CreationField::Network, &CreationValues::network);
    values.startWhenReady = m_chosen.startWhenReady;
    if (values.disk == DiskChoice::New) {
        values.diskPath = m_newDiskPath.isEmpty() ? automaticDiskPath(values.title) : m_newDiskPath;
    } else if (values.disk == DiskChoice::Existing) {
        values.diskPath = m_existingDiskPath;
    }
    m_values = values;
    Q_EMIT changed();
    if (m_values.diskPath != oldDiskPath) {
        Q_EMIT diskPathChanged();
    }
}

} // namespace vitrine

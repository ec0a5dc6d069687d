// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationtypes.h"
#include "models/machinecreator.h"

#include <QObject>
#include <QSet>

namespace vitrine {

/**
 * A machine that is about to be made: the user's choices over defaults that follow what is found out.
 * A value that the user has touched is never overwritten by what arrives later. No I/O: facts are put
 * in by CreationInquiry (or a test). GUI thread.
 */
class CreationDraft : public QObject
{
    Q_OBJECT

public:
    explicit CreationDraft(QObject *parent = nullptr);

    /** What would be made now. */
    [[nodiscard]] const CreationValues &values() const;
    [[nodiscard]] const CreationFacts &facts() const;
    [[nodiscard]] bool isTouched(CreationField field) const;

    [[nodiscard]] QList<CreationIssue> issues() const;
    [[nodiscard]] bool hasErrors() const;
    /** No errors, and all that decides about errors has arrived. */
    [[nodiscard]] bool canCreate() const;
    [[nodiscard]] QList<PlanLine> plan() const;
    /** The values as a request with a fresh uuid. */
    [[nodiscard]] CreationRequest request() const;

    /** One-line texts of the sections' headers. */
    [[nodiscard]] QString identitySummary() const;
    [[nodiscard]] QString hardwareSummary() const;
    [[nodiscard]] QString diskSummary() const;

    // The user's choices.
    void setIsoPath(const QString &path);
    void setTitle(const QString &title);
    /** An id of the list of systems; empty: back to what is detected. Its defaults come by setChosenOs(). */
    void setOsId(const QString &id);
    [[nodiscard]] QString chosenOsId() const;
    void setMemoryBytes(quint64 bytes);
    void setProcessors(int processors);
    void setDiskChoice(DiskChoice choice);
    void setDiskBytes(quint64 bytes);
    /** Of a new disk; empty: back to the default place. */
    void setNewDiskPath(const QString &path);
    void setExistingDiskPath(const QString &path);
    void setFirmware(Firmware firmware);
    void setTpm2(bool tpm2);
    void setAcceleration(AccelerationChoice choice);
    void setNetwork(bool network);
    void setStartWhenReady(bool start);

    // What was found out. Answers about a path that is no longer asked for are dropped.
    void setConnection(const QString &uri, const QString &name);
    void setTakenNames(const QStringList &names);
    void setHost(const Result<HostCapabilities> &host);
    /** Where new disks go, or why that is not known. */
    void setPlace(const Result<StoragePlace> &place);
    void setPlaceOf(const QString &folder, const StoragePlace &place);
    void setAvailableMemory(quint64 bytes);
    /** No problem: hardware acceleration works. */
    void setAccelerationReport(const std::optional<Error> &problem, bool secureBootPossible);
    /** Empty: there is none. */
    void setDriverDisc(const QString &path);
    void setIsoChecked(const QString &path, const std::optional<Error> &problem);
    void setDetectedOs(const QString &isoPath, const std::optional<OsDefaults> &os);
    void setChosenOs(const OsDefaults &os);
    void setFileExists(const QString &path, bool exists);
    /** The files that it builds on, or why it can't be used. */
    void setExistingDisk(const QString &path, const Result<QStringList> &usable);

Q_SIGNALS:
    /** values(), issues() or plan() may differ now. */
    void changed();
    void isoPathChanged();
    /** The path of the disk differs: does it exist, may it be used? */
    void diskPathChanged();
    void osIdChanged(const QString &id);

private:
    void update();
    [[nodiscard]] OsDefaults effectiveOs() const;
    [[nodiscard]] QString automaticTitle(const OsDefaults &os) const;
    [[nodiscard]] QString automaticDiskPath(const QString &title) const;
    template<typename T>
    void choose(CreationField field, T CreationValues::*member, const T &value);

    CreationFacts m_facts;
    CreationValues m_chosen; ///< only the touched fields count
    CreationValues m_values;
    QSet<CreationField> m_touched;
    QString m_chosenOsId;
    QString m_newDiskPath;
    QString m_existingDiskPath;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinespec.h"
#include "backends/core/operation.h"
#include "backends/core/roles.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace vitrine {

class Backend;
class MachineStore;
class OperationList;

/** All that is needed to make one machine: a value from CreationDraft::request(). */
struct CreationRequest {
    QString connection = {}; ///< URI of the backend that gets the machine
    MachineSpec spec = {}; ///< with its uuid set
    std::optional<DiskImageSpec> newDisk = {}; ///< to be made at spec.diskPath; empty: an existing disk or none
    bool start = true; ///< start it when it is made

    [[nodiscard]] MachineId id() const
    {
        return {.connection = connection, .uuid = spec.uuid};
    }
};

/** qcow2 template of UEFI variables for a raw one, by path; made on first use (backends/host). */
using NvramTemplateMaker = std::function<Task<QString>(QString rawTemplate)>;

/**
 * Makes machines: checks anew what may have changed since the dialog looked, makes the disk, defines,
 * starts. A failure or the user's cancel at any step takes back exactly what was made by then (the
 * disk only when it was made here; the definition with firmware variables and TPM state) and ends the
 * Operation with the first error. A connection that is lost is waited for, so that it can be. Whatever
 * could not be taken back is named in that error, after the user's cancel too (CreationLeftStep).
 *
 * GUI thread; outlives the windows, so that closing one leaves nothing half made.
 */
class MachineCreator : public QObject
{
    Q_OBJECT

public:
    /** Without `nvramTemplate` the hypervisor's own raw firmware variables are used. */
    MachineCreator(MachineStore *store, OperationList *operations, NvramTemplateMaker nvramTemplate = {}, QObject *parent = nullptr);

    /**
     * Begins; the outcome is the operation's, the machine's id is request.id(). The operation belongs
     * to the OperationList: guard with QPointer.
     * Errors: ConnectionLost, NameTaken, those of StorageRole::checkReadable and createDiskImage, of
     * DefinitionRole::define and PowerRole::start.
     */
    Operation *create(const CreationRequest &request);

    /** How long a lost connection is waited for to take back what was made: 30 s, shorter in tests. */
    void setPatience(std::chrono::milliseconds patience);

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>;
    static Task<> perform(RunPtr run);
    static Task<> check(RunPtr run);
    static Task<> prepareFirmware(RunPtr run);
    static Task<> makeDisk(RunPtr run);
    static Task<> define(RunPtr run);
    static Task<> start(RunPtr run);
    static Task<> takeBack(RunPtr run);
    static Task<> undo(RunPtr run, std::function<Task<>(Backend *)> call);
    static QCoro::Task<> conclude(RunPtr run);

    MachineStore *m_store;
    OperationList *m_operations;
    NvramTemplateMaker m_nvramTemplate;
    std::chrono::milliseconds m_patience{30'000};
};

} // namespace vitrine

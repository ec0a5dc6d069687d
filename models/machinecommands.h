// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hardwarerole.h"
#include "backends/core/machinedetails.h"
#include "backends/core/roles.h"
#include "models/accelerationfacts.h"
#include "models/machinestore.h"
#include "models/operationlist.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <optional>

class QTimer;

namespace vitrine {

/** What removing a machine would delete; shown before it is asked. */
struct RemovalPlan {
    MachineId id = {};
    QString displayName = {};
    QStringList ownDisks = {}; ///< image files that only this machine uses: offered for deletion
    QStringList keptFiles = {}; ///< ISOs and disks shared with others: never deleted
    QString firmwareFile = {}; ///< UEFI variables, deleted with the disks only; empty: none
    bool hasTpm = false; ///< its keys too: a disk encrypted with them can't be opened without
    bool hasSavedState = false; ///< goes with the machine in any case
};

/** The drive or disk with this image, if startWithMedium() or startWithDisk() can give it another. */
[[nodiscard]] std::optional<DiskDetails> replaceableDisk(const QList<DiskDetails> &disks, const QString &path);

/**
 * What the UI calls to act on machines. One exclusive operation a machine: a second command while
 * one runs ends with Busy. Results come by signal, so callers need not await; failures are reported
 * through failed() once. Long ones appear in the OperationList.
 *
 * GUI thread; outlives the windows.
 */
class MachineCommands : public QObject
{
    Q_OBJECT

public:
    MachineCommands(MachineStore *store, OperationList *operations, QObject *parent = nullptr);

    /**
     * Fails with AccelerationFaulty when it would hang on a KVM that does not work; see setAccelerationProbe().
     * SavedStateUnusable: for a reason that is not known the machine can't go on from where it was saved.
     */
    void start(const MachineId &id);
    void pause(const MachineId &id);
    void resume(const MachineId &id);
    void reset(const MachineId &id);
    /** Asks the guest (power button). If it is still on after 20 s, shutDownIgnored() is sent. */
    void shutDown(const MachineId &id);
    void forceOff(const MachineId &id);
    void saveState(const MachineId &id);
    /** Deletes the memory that saveState() kept: what was not saved inside is lost. */
    void discardSavedState(const MachineId &id);
    /**
     * Changes how guest code runs and starts it: the fix offered for faulty acceleration. A saved state
     * can't go on in another way, so it is discarded.
     */
    void startWithoutAcceleration(const MachineId &id);
    /** Puts a disc image into a drive ("sda") now and for the next start; an empty path ejects. */
    void changeMedium(const MachineId &id, const QString &target, const QString &path);
    /** Puts a disc image into a drive and starts: the fix offered when the one in there is gone. */
    void startWithMedium(const MachineId &id, const QString &target, const QString &path);
    /**
     * Stores another image for a disk, of the format that the disk has, and starts: the fix offered when
     * its own is gone. The rest of the definition stays. Errors beside those of a start: FileMissing,
     * ImageUnsafe, WrongDiskFormat, ChangedElsewhere.
     */
    void startWithDisk(const MachineId &id, const QString &target, const QString &path);
    /** Plugs or pulls the cable of a network adapter, now and for the next start. */
    void setLinkUp(const MachineId &id, const QString &mac, bool up);
    /** Stores the fast display in the definition; the next start has it. */
    void addFastDisplay(const MachineId &id);
    /** Gives the last command again if it has failed. */
    void retry(const MachineId &id);

    [[nodiscard]] bool isBusy(const MachineId &id) const;
    /** Where long commands are told of. */
    [[nodiscard]] OperationList *operations() const
    {
        return m_operations;
    }
    /** How long a guest may take to obey shutDown(): 20 s, shorter in tests. */
    void setShutDownPatience(std::chrono::milliseconds patience);

    /** Reads what belongs to the machine. */
    [[nodiscard]] Task<RemovalPlan> planRemoval(MachineId id);
    /** Removes the definition and, if asked, exactly plan.ownDisks. */
    void remove(const RemovalPlan &plan, bool deleteDisks);

    /** The active (or stored) definition as values. */
    [[nodiscard]] Task<MachineDetails> details(MachineId id);
    /** Applies an edited definition (HardwareRole::apply()); the caller shows a failure. Busy as all commands. */
    [[nodiscard]] Task<QString> apply(MachineId id, DefinitionEdit edit);
    [[nodiscard]] Task<QString> definitionXml(MachineId id, DefinitionKind kind);
    /**
     * Asked before each start of a machine that uses KVM, unless the settings want KVM always. Without
     * it, or when it says nothing of a faulty KVM, machines start as they are.
     */
    void setAccelerationProbe(AccelerationProbe probe);
    /** As MachineCreator's; without it, variablesTemplate() is always NotSupported. */
    void setTemplateMaker(std::function<Task<QString>(QString rawTemplate)> maker);
    /** The qcow2 template of UEFI variables for a raw one. */
    [[nodiscard]] Task<QString> variablesTemplate(QString rawTemplate);

Q_SIGNALS:
    void busyChanged(const vitrine::MachineId &id);
    /** A command failed, not by the user's cancel. */
    void failed(const vitrine::MachineId &id, const vitrine::Error &error);
    void started(const vitrine::MachineId &id);
    /** A command has changed the definition; not apply(), whose caller knows. */
    void edited(const vitrine::MachineId &id);
    /** A command is about to, and this is what is stored. */
    void editing(const vitrine::MachineId &id, const QString &definition);
    void shutDownIgnored(const vitrine::MachineId &id);

private:
    using Action = std::function<Task<>(Backend *)>;
    using States = QList<MachineState>;

    /** `wanted`: states in which a late InvalidState is no failure, as the aim is reached. */
    void run(const MachineId &id, Action action, States wanted, std::function<void()> onDone = {});
    /** As run(), and edited() after it. */
    void edit(const MachineId &id, Action action, std::function<void()> onDone = {});
    Task<> editNoting(MachineId id, Action action);
    Task<> runExclusive(MachineId id, Action action);
    void setBusy(const MachineId &id, bool busy);
    [[nodiscard]] bool isIn(const MachineId &id, const States &states) const;
    void awaitShutDown(const MachineId &id);
    void stopAwaitingShutDown(const MachineId &id);
    Task<> startAsItIs(MachineId id);
    Task<> checkAcceleration(MachineId id);
    Task<> startSoftware(MachineId id);
    Task<> insertAndStart(MachineId id, QString target, QString path);
    Task<> replaceDiskAndStart(MachineId id, QString target, QString path);
    Task<> storeFastDisplay(MachineId id);
    Task<> save(MachineId id);
    Task<> removeAll(RemovalPlan plan, bool deleteDisks, Operation *operation);

    MachineStore *m_store;
    OperationList *m_operations;
    AccelerationProbe m_accelerationProbe;
    std::function<Task<QString>(QString)> m_templateMaker;
    QSet<MachineId> m_busy;
    QHash<MachineId, QTimer *> m_shutDowns;
    QHash<MachineId, std::function<void()>> m_failed; ///< what gives the command again
    std::chrono::milliseconds m_shutDownPatience;
};

} // namespace vitrine

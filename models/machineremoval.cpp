// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecommands.h"

#include "backends/core/domainxml.h"
#include "models/errorwords.h"
#include "vitrinemodelslogging.h"

#include <KLocalizedString>

#include <QPointer>

#include <algorithm>
#include <memory>

namespace vitrine {

namespace {

/** Every file that another machine's definition names, as disk, medium or base image. */
class NamedFiles
{
public:
    Result<> add(const QString &text)
    {
        const auto xml = DomainXml::parse(text);
        if (!xml) {
            return fail(xml.error());
        }
        for (const DiskDetails &disk : machineDetails(*xml).disks) {
            m_sources.insert(disk.source);
        }
        m_texts.append(text);
        return {};
    }
    [[nodiscard]] bool contains(const QString &path) const
    {
        if (m_sources.contains(path)) {
            return true;
        }
        // Base images and anything else a definition may say; too many hits only keep a file.
        const QString escaped = path.toHtmlEscaped().replace(QLatin1String("&quot;"), QLatin1String("\""));
        return std::ranges::any_of(m_texts, [&](const QString &text) {
            return text.contains(path) || text.contains(escaped);
        });
    }

private:
    QSet<QString> m_sources;
    QStringList m_texts;
};

bool isOwnDisk(const DiskDetails &disk)
{
    return disk.kind == DiskDetails::Kind::Disk && disk.sourceType == QLatin1String("file") && !disk.readOnly;
}

void sortDisks(const MachineDetails &details, const NamedFiles &others, RemovalPlan &plan)
{
    for (const DiskDetails &disk : details.disks) {
        if (disk.source.isEmpty()) {
            continue;
        }
        QStringList &list = isOwnDisk(disk) && !others.contains(disk.source) ? plan.ownDisks : plan.keptFiles;
        if (!list.contains(disk.source)) {
            list.append(disk.source);
        }
    }
    // One image that is a disk and, through another device, something to be kept, is kept.
    plan.ownDisks.removeIf([&plan](const QString &path) {
        return plan.keptFiles.contains(path);
    });
}

/** What the definitions of all other machines of a connection name. An unreadable one is a failure. */
Task<std::shared_ptr<NamedFiles>> filesOfOthers(QPointer<Backend> backend, MachineId id)
{
    auto files = std::make_shared<NamedFiles>();
    const QList<MachineInfo> machines = backend->machines();
    for (const MachineInfo &machine : machines) {
        if (machine.id == id) {
            continue;
        }
        QList<DefinitionKind> kinds{machine.persistent ? DefinitionKind::Stored : DefinitionKind::Active};
        if (machine.persistent && machine.isActive()) {
            kinds.append(DefinitionKind::Active);
        }
        for (const DefinitionKind kind : std::as_const(kinds)) {
            const auto text = co_await backend->definitions()->xml(machine.id, kind);
            if (!backend) {
                co_return fail(Error::cancelled());
            }
            if (!text && text.error().code == ErrorCode::NotFound) {
                continue;
            }
            if (!text) {
                co_return fail(text.error());
            }
            if (const Result<> added = files->add(*text); !added) {
                co_return fail(added.error());
            }
        }
    }
    co_return files;
}

struct DiskLoss {
    QStringList left = {};
    Error firstError = {};
};

/** Deletes what can be deleted and tells what is left. */
QCoro::Task<DiskLoss> deleteDisks(QPointer<Backend> backend, QStringList paths, QPointer<Operation> operation)
{
    DiskLoss loss;
    for (const QString &path : std::as_const(paths)) {
        if (operation) {
            operation->setStep(i18nc("@info:progress", "Deleting %1", path));
        }
        Result<> deleted = fail(ErrorCode::ConnectionLost);
        if (backend) {
            deleted = co_await backend->storage()->deleteDiskImage(path);
        }
        // A file that is gone already is what was asked for.
        if (deleted || deleted.error().code == ErrorCode::FileMissing || deleted.error().code == ErrorCode::NotFound) {
            continue;
        }
        qCWarning(VITRINE_MODELS) << "not deleted:" << path << deleted.error();
        if (loss.left.isEmpty()) {
            loss.firstError = deleted.error();
        }
        loss.left.append(path);
    }
    co_return loss;
}

} // namespace

Task<RemovalPlan> MachineCommands::planRemoval(MachineId id)
{
    const QPointer self(this);
    const QPointer backend(m_store->backend(id));
    if (!backend) {
        co_return fail(ErrorCode::ConnectionLost, id.connection);
    }
    const auto text = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    if (!text) {
        co_return fail(text.error());
    }
    if (!self || !backend) {
        co_return fail(Error::cancelled());
    }
    const auto others = co_await filesOfOthers(backend, id);
    if (!others) {
        co_return fail(others.error());
    }
    const auto xml = DomainXml::parse(*text);
    if (!xml) {
        co_return fail(xml.error());
    }
    if (!self) {
        co_return fail(Error::cancelled());
    }
    const auto machine = m_store->machine(id);
    RemovalPlan plan{.id = id, .displayName = machine ? machine->displayName() : QString()};
    const MachineDetails details = machineDetails(*xml);
    sortDisks(details, **others, plan);
    plan.firmwareFile = details.nvramPath;
    plan.hasTpm = !details.tpmModel.isEmpty();
    plan.hasSavedState = machine && machine->state == MachineState::Saved;
    co_return plan;
}

void MachineCommands::remove(const RemovalPlan &plan, bool deleteDisks)
{
    const auto action = [this, plan, deleteDisks](Backend *) {
        Operation *operation = m_operations->start(i18nc("@info:progress", "Removing %1", plan.displayName));
        operation->setCancellable(false);
        return removeAll(plan, deleteDisks, operation);
    };
    run(plan.id, action, {});
}

Task<> MachineCommands::removeAll(RemovalPlan plan, bool deleteDisks, Operation *job)
{
    const QPointer backend(m_store->backend(plan.id));
    const QPointer operation(job);
    // Disks that stay may need the firmware's boot entries, or the TPM's keys to be opened at all.
    Result<> result = co_await backend->definitions()->undefine(plan.id, UndefineOptions{.keepNvram = !deleteDisks, .keepTpm = !deleteDisks});
    if (result && deleteDisks) {
        const DiskLoss loss = co_await vitrine::deleteDisks(backend, plan.ownDisks, operation);
        if (!loss.left.isEmpty()) {
            result = fail(loss.firstError.code, loss.left.join(u'\n'), loss.firstError.detail, FilesLeftStep);
        }
    }
    if (operation) {
        operation->finish(result);
    }
    co_return result;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecommands.h"

#include "backends/core/domainxml.h"
#include "backends/core/fastdisplay.h"
#include "vitrinemodelslogging.h"
#include "vitrinesettings.h"

#include <KLocalizedString>

#include <QPointer>
#include <QTimer>

namespace vitrine {

namespace {

const QList<MachineState> offStates{MachineState::Off, MachineState::Crashed, MachineState::Saved};

Error noConnection(const MachineId &id)
{
    return {.code = ErrorCode::ConnectionLost, .subject = id.connection};
}

Task<> applyEdit(Backend *backend, MachineId id, DefinitionEdit edit, std::shared_ptr<QString> stored)
{
    const Result<QString> applied = co_await backend->hardware()->apply(id, edit);
    if (!applied) {
        co_return fail(applied.error());
    }
    *stored = *applied;
    co_return {};
}

} // namespace

MachineCommands::MachineCommands(MachineStore *store, OperationList *operations, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_operations(operations)
    , m_shutDownPatience(std::chrono::seconds(20))
{
    connect(store, &MachineStore::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
        for (const MachineInfo &machine : machines) {
            if (!machine.isActive()) {
                stopAwaitingShutDown(machine.id);
            }
        }
    });
    connect(store, &MachineStore::machinesRemoved, this, [this](const QList<MachineId> &ids) {
        for (const MachineId &id : ids) {
            stopAwaitingShutDown(id);
        }
    });
}

void MachineCommands::start(const MachineId &id)
{
    const auto action = [this, id](Backend *) {
        return startAsItIs(id);
    };
    run(id, action, {MachineState::Running}, [this, id] {
        Q_EMIT started(id);
    });
}

void MachineCommands::pause(const MachineId &id)
{
    const auto action = [id](Backend *backend) {
        return backend->power()->pause(id);
    };
    run(id, action, {MachineState::Paused});
}

void MachineCommands::resume(const MachineId &id)
{
    const auto action = [id](Backend *backend) {
        return backend->power()->resume(id);
    };
    run(id, action, {MachineState::Running});
}

void MachineCommands::reset(const MachineId &id)
{
    const auto action = [id](Backend *backend) {
        return backend->power()->reset(id);
    };
    run(id, action, {});
}

void MachineCommands::shutDown(const MachineId &id)
{
    const auto action = [id](Backend *backend) {
        return backend->power()->shutDown(id, ShutDownMode::Acpi);
    };
    run(id, action, offStates, [this, id] {
        awaitShutDown(id);
    });
}

void MachineCommands::forceOff(const MachineId &id)
{
    const auto action = [id](Backend *backend) {
        return backend->power()->forceOff(id);
    };
    run(id, action, offStates);
}

void MachineCommands::saveState(const MachineId &id)
{
    const auto action = [this, id](Backend *) {
        return save(id);
    };
    run(id, action, {MachineState::Saved});
}

void MachineCommands::discardSavedState(const MachineId &id)
{
    const auto action = [id](Backend *backend) {
        return backend->power()->discardSavedState(id);
    };
    run(id, action, {MachineState::Off});
}

void MachineCommands::startWithoutAcceleration(const MachineId &id)
{
    const auto action = [this, id](Backend *) {
        return startSoftware(id);
    };
    edit(id, action, [this, id] {
        Q_EMIT started(id);
    });
}

void MachineCommands::changeMedium(const MachineId &id, const QString &target, const QString &path)
{
    const auto action = [id, target, path](Backend *backend) {
        return backend->hardware()->changeMedium(id, target, path);
    };
    edit(id, action);
}

void MachineCommands::startWithMedium(const MachineId &id, const QString &target, const QString &path)
{
    const auto action = [this, id, target, path](Backend *) {
        return insertAndStart(id, target, path);
    };
    edit(id, action, [this, id] {
        Q_EMIT started(id);
    });
}

void MachineCommands::setLinkUp(const MachineId &id, const QString &mac, bool up)
{
    const auto action = [id, mac, up](Backend *backend) {
        return backend->hardware()->setLinkUp(id, mac, up);
    };
    edit(id, action);
}

void MachineCommands::addFastDisplay(const MachineId &id)
{
    const auto action = [this, id](Backend *) {
        return storeFastDisplay(id);
    };
    edit(id, action);
}

void MachineCommands::retry(const MachineId &id)
{
    if (const auto again = m_failed.take(id)) {
        again();
    }
}

bool MachineCommands::isBusy(const MachineId &id) const
{
    return m_busy.contains(id);
}

void MachineCommands::setShutDownPatience(std::chrono::milliseconds patience)
{
    m_shutDownPatience = patience;
}

void MachineCommands::run(const MachineId &id, Action action, States wanted, std::function<void()> onDone)
{
    m_failed.remove(id);
    const auto conclude = [this, id, action, wanted, onDone](const Result<> &result) {
        const bool overtaken = !result && (result.error().code == ErrorCode::InvalidState || result.error().code == ErrorCode::NotFound) && isIn(id, wanted);
        if (result || overtaken) {
            if (onDone) {
                onDone();
            }
        } else if (!result.error().isCancelled()) {
            m_failed.insert(id, [this, id, action, wanted, onDone] {
                run(id, action, wanted, onDone);
            });
            Q_EMIT failed(id, result.error());
        }
    };
    QCoro::connect(runExclusive(id, action), this, conclude);
}

void MachineCommands::edit(const MachineId &id, Action action, std::function<void()> onDone)
{
    const auto noting = [this, id, action = std::move(action)](Backend *) {
        return editNoting(id, action);
    };
    run(id, noting, {}, [this, id, onDone = std::move(onDone)] {
        Q_EMIT edited(id);
        if (onDone) {
            onDone();
        }
    });
}

Task<> MachineCommands::editNoting(MachineId id, Action action)
{
    const QPointer self(this);
    const QPointer backend(m_store->backend(id));
    const Result<QString> stored = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    if (!self || !backend) {
        co_return fail(Error::cancelled());
    }
    if (stored) { // else there is nothing that could be kept
        Q_EMIT editing(id, *stored);
    }
    co_return co_await action(backend);
}

Task<> MachineCommands::runExclusive(MachineId id, Action action)
{
    if (m_busy.contains(id)) {
        co_return fail(ErrorCode::Busy);
    }
    Backend *backend = m_store->backend(id);
    if (!backend) {
        co_return fail(noConnection(id));
    }
    const QPointer self(this);
    setBusy(id, true);
    const Result<> result = co_await action(backend);
    if (!self) {
        co_return fail(Error::cancelled());
    }
    setBusy(id, false);
    co_return result;
}

void MachineCommands::setBusy(const MachineId &id, bool busy)
{
    if (busy) {
        m_busy.insert(id);
    } else {
        m_busy.remove(id);
    }
    Q_EMIT busyChanged(id);
}

bool MachineCommands::isIn(const MachineId &id, const States &states) const
{
    const auto machine = m_store->machine(id);
    // A machine that is not kept goes away when it is off.
    return states.contains(machine ? machine->state : MachineState::Off);
}

void MachineCommands::awaitShutDown(const MachineId &id)
{
    stopAwaitingShutDown(id);
    if (isIn(id, offStates)) {
        return;
    }
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, this, [this, id] {
        stopAwaitingShutDown(id);
        Q_EMIT shutDownIgnored(id);
    });
    m_shutDowns.insert(id, timer);
    timer->start(m_shutDownPatience);
}

void MachineCommands::stopAwaitingShutDown(const MachineId &id)
{
    if (QTimer *timer = m_shutDowns.take(id)) {
        timer->stop();
        timer->deleteLater();
    }
}

Task<> MachineCommands::startAsItIs(MachineId id)
{
    const QPointer self(this);
    const QPointer backend(m_store->backend(id));
    const Result<> sound = co_await checkAcceleration(id);
    if (!sound) {
        co_return sound;
    }
    if (!self || !backend) {
        co_return fail(Error::cancelled());
    }
    const bool saved = isIn(id, {MachineState::Saved});
    Result<> started = co_await backend->power()->start(id, StartOptions{});
    if (saved && !started && started.error().code == ErrorCode::Internal) {
        started.error().code = ErrorCode::SavedStateUnusable; // the definition alone would have started
    }
    co_return started;
}

Task<> MachineCommands::checkAcceleration(MachineId id)
{
    if (!m_accelerationProbe || VitrineSettings::acceleration() == VitrineSettings::EnumAcceleration::Kvm) {
        co_return {};
    }
    const QPointer self(this);
    const auto machine = m_store->machine(id);
    QString type = machine ? machine->hypervisorType : QString();
    if (!machine || !machine->detailsKnown) {
        const Result<MachineDetails> stored = co_await details(id);
        type = stored ? stored->hypervisorType : QString(); // why it can't be read, the start will tell
    }
    if (type != QLatin1String("kvm") || !self || isIn(id, {MachineState::Running, MachineState::Paused})) {
        co_return {};
    }
    const Result<AccelerationFacts> facts = co_await m_accelerationProbe();
    if (facts && facts->problem && facts->problem->code == ErrorCode::AccelerationFaulty) {
        co_return fail(*facts->problem);
    }
    co_return {};
}

Task<> MachineCommands::startSoftware(MachineId id)
{
    const QPointer self(this);
    const QPointer backend(m_store->backend(id));
    if (const auto machine = m_store->machine(id); machine && machine->isActive()) {
        // Acceleration gave up on it: the guest can't go on in any other way.
        if (const auto off = co_await backend->power()->forceOff(id); !off && off.error().code != ErrorCode::InvalidState) {
            co_return fail(off.error());
        }
        if (!self || !backend) {
            co_return fail(Error::cancelled());
        }
    }
    const auto stored = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    if (!stored) {
        co_return fail(stored.error());
    }
    auto xml = DomainXml::parse(*stored);
    if (!xml) {
        co_return fail(xml.error());
    }
    xml->setAcceleration(false);
    if (!self || !backend) {
        co_return fail(Error::cancelled());
    }
    qCInfo(VITRINE_MODELS) << "software emulation instead of KVM is stored for" << id;
    const auto defined = co_await backend->definitions()->define(xml->toString());
    if (!defined) {
        co_return fail(defined.error());
    }
    if (!self || !backend) {
        co_return fail(Error::cancelled());
    }
    co_return co_await backend->power()->start(id, {.discardSavedState = true});
}

Task<> MachineCommands::insertAndStart(MachineId id, QString target, QString path)
{
    const QPointer self(this);
    const QPointer backend(m_store->backend(id));
    const Result<> inserted = co_await backend->hardware()->changeMedium(id, target, path);
    if (!inserted) {
        co_return inserted;
    }
    if (!self) {
        co_return fail(Error::cancelled());
    }
    co_return co_await startAsItIs(id);
}

Task<> MachineCommands::storeFastDisplay(MachineId id)
{
    const QPointer backend(m_store->backend(id));
    const auto stored = co_await backend->definitions()->xml(id, DefinitionKind::Stored);
    if (!stored) {
        co_return fail(stored.error());
    }
    auto xml = DomainXml::parse(*stored);
    if (!xml) {
        co_return fail(xml.error());
    }
    if (const auto added = vitrine::addFastDisplay(*xml); !added) {
        co_return fail(added.error());
    }
    if (!backend) {
        co_return fail(Error::cancelled());
    }
    qCInfo(VITRINE_MODELS) << "the fast display is stored for" << id;
    const auto defined = co_await backend->definitions()->define(xml->toString());
    if (!defined) {
        co_return fail(defined.error());
    }
    co_return {};
}

Task<> MachineCommands::save(MachineId id)
{
    const QPointer backend(m_store->backend(id));
    const auto machine = m_store->machine(id);
    const QString name = machine ? machine->displayName() : QString();
    const QPointer operation(m_operations->start(i18nc("@info:progress", "Saving the state of %1", name)));
    const Result<> result = co_await backend->power()->saveState(id, operation->stopToken());
    if (operation) {
        operation->finish(result);
    }
    co_return result;
}

Task<MachineDetails> MachineCommands::details(MachineId id)
{
    const auto text = co_await definitionXml(id, DefinitionKind::Active);
    if (!text) {
        co_return fail(text.error());
    }
    const auto xml = DomainXml::parse(*text);
    if (!xml) {
        co_return fail(xml.error());
    }
    co_return machineDetails(*xml);
}

Task<QString> MachineCommands::apply(MachineId id, DefinitionEdit edit)
{
    const auto stored = std::make_shared<QString>();
    const Result<> done = co_await runExclusive(id, [id, edit, stored](Backend *backend) {
        return applyEdit(backend, id, edit, stored);
    });
    if (!done) {
        co_return fail(done.error());
    }
    co_return *stored;
}

Task<QString> MachineCommands::definitionXml(MachineId id, DefinitionKind kind)
{
    Backend *backend = m_store->backend(id);
    if (!backend) {
        co_return fail(noConnection(id));
    }
    co_return co_await backend->definitions()->xml(id, kind);
}

void MachineCommands::setAccelerationProbe(AccelerationProbe probe)
{
    m_accelerationProbe = std::move(probe);
}

void MachineCommands::setTemplateMaker(std::function<Task<QString>(QString)> maker)
{
    m_templateMaker = std::move(maker);
}

Task<QString> MachineCommands::variablesTemplate(QString rawTemplate)
{
    if (!m_templateMaker || rawTemplate.isEmpty()) {
        co_return fail(ErrorCode::NotSupported);
    }
    co_return co_await m_templateMaker(rawTemplate);
}

} // namespace vitrine

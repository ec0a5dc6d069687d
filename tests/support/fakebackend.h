// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"
#include "backends/core/statsrole.h"

namespace vitrine {

/**
 * One connection with what a test puts on it: commands succeed at once and are recorded, all else is
 * NotSupported. Derive from it to script what a test is about.
 */
class FakeBackend : public Backend,
                    public PowerRole,
                    public DefinitionRole,
                    public StorageRole,
                    public ConsoleRole,
                    public HostRole,
                    public HardwareRole,
                    public StatsRole
{
    Q_OBJECT

public:
    [[nodiscard]] QString uri() const override
    {
        return QStringLiteral("fake:///");
    }
    [[nodiscard]] ConnectionState connectionState() const override
    {
        return ConnectionState::Open;
    }
    [[nodiscard]] Error connectionError() const override
    {
        return {};
    }
    [[nodiscard]] Capabilities capabilities() const override
    {
        Capabilities all;
        for (const Feature feature : {Feature::Start,
                                      Feature::Pause,
                                      Feature::Reset,
                                      Feature::ShutDown,
                                      Feature::ForceOff,
                                      Feature::SaveState,
                                      Feature::ChangeDevices,
                                      Feature::Statistics}) {
            all.setSupported(feature);
        }
        return all;
    }
    [[nodiscard]] QList<MachineInfo> machines() const override
    {
        return list;
    }
    void open() override
    {
    }
    void close() override
    {
    }
    void refresh() override
    {
    }
    [[nodiscard]] PowerRole *power() override
    {
        return this;
    }
    [[nodiscard]] DefinitionRole *definitions() override
    {
        return this;
    }
    [[nodiscard]] StorageRole *storage() override
    {
        return this;
    }
    [[nodiscard]] ConsoleRole *console() override
    {
        return this;
    }
    [[nodiscard]] HostRole *host() override
    {
        return this;
    }
    [[nodiscard]] HardwareRole *hardware() override
    {
        return this;
    }
    [[nodiscard]] MediaRole *media() override
    {
        return nullptr; // nothing here asks for media
    }
    [[nodiscard]] NetworkRole *networks() override
    {
        return nullptr; // nor for networks
    }
    [[nodiscard]] HostDeviceRole *hostDevices() override
    {
        return nullptr; // nor for devices of the host
    }
    [[nodiscard]] StatsRole *statistics() override
    {
        return this;
    }

    Task<> start(MachineId, StartOptions) override
    {
        return done(QStringLiteral("start"));
    }
    Task<> pause(MachineId) override
    {
        return done(QStringLiteral("pause"));
    }
    Task<> resume(MachineId) override
    {
        return done(QStringLiteral("resume"));
    }
    Task<> reset(MachineId) override
    {
        return done(QStringLiteral("reset"));
    }
    Task<> shutDown(MachineId, ShutDownMode) override
    {
        return done(QStringLiteral("shutDown"));
    }
    Task<> forceOff(MachineId) override
    {
        return done(QStringLiteral("forceOff"));
    }
    Task<> saveState(MachineId, std::stop_token) override
    {
        return done(QStringLiteral("saveState"));
    }
    Task<> discardSavedState(MachineId) override
    {
        return done(QStringLiteral("discardSavedState"));
    }
    Task<QString> xml(MachineId, DefinitionKind) override
    {
        co_return QString(definition); // else QCoro moves it out
    }
    Task<MachineId> define(QString) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<> undefine(MachineId, UndefineOptions) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<StoragePlace> defaultPlace() override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<StoragePlace> place(QString) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<bool> exists(QString) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<> createDiskImage(DiskImageSpec, std::stop_token) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<> deleteDiskImage(QString) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<> checkReadable(QString) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<QImage> screenshot(MachineId, int) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<std::shared_ptr<FileDescriptor>> openGraphics(MachineId, int) override
    {
        co_return fail(ErrorCode::NotSupported);
    }
    Task<> changeMedium(MachineId, QString target, QString path) override
    {
        return done(QStringLiteral("changeMedium %1 %2").arg(target, path));
    }
    Task<QString> apply(MachineId, DefinitionEdit edit) override
    {
        calls += QStringLiteral("apply");
        co_return edit.after;
    }
    Task<> growDisk(MachineId, QString target, quint64 bytes) override
    {
        return done(QStringLiteral("growDisk %1 %2").arg(target).arg(bytes));
    }
    Task<> setLinkUp(MachineId, QString mac, bool up) override
    {
        return done(QStringLiteral("setLinkUp %1 %2").arg(mac, up ? QStringLiteral("up") : QStringLiteral("down")));
    }
    Task<MachineCounters> counters(MachineId) override
    {
        ++countersRead;
        co_return MachineCounters(moved); // as above
    }
    Task<HostCapabilities> capabilities() override
    {
        co_return HostCapabilities{};
    }

    /** Changes a machine as an event would. */
    void change(const MachineInfo &machine)
    {
        for (MachineInfo &known : list) {
            if (known.id == machine.id) {
                known = machine;
            }
        }
        Q_EMIT machinesChanged({machine});
    }

    QList<MachineInfo> list;
    QString definition = QStringLiteral("<domain type='qemu'><name>guest</name></domain>");
    QStringList calls;
    MachineCounters moved; ///< what the next reading of counters says
    int countersRead = 0;
    Error failure = Error::cancelled(); ///< what commands end with; Cancelled: they succeed

private:
    Task<> done(QString call)
    {
        calls += call;
        if (failure.code != ErrorCode::Cancelled) {
            co_return fail(failure);
        }
        co_return {};
    }
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirthardware.h"

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"
#include "backends/core/properties/deviceedit.h"
#include "backends/core/properties/property.h"
#include "backends/core/xmltree.h"
#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/definitionaccess.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/liveapply.h"
#include "libvirtlogging.h"

#include <algorithm>
#include <functional>

namespace vitrine {
namespace {

/** One edit of one device, for the running and the stored definition alike. */
struct DeviceEdit {
    std::function<Result<>(DomainXml &)> edit;
    std::function<pugi::xml_node(const DomainXml &)> device;
    bool mayForce = false; ///< for trays that the guest has locked
};

Result<> updateDevice(virDomainPtr domain, const std::string &device, bool mayForce)
{
    if (virDomainUpdateDeviceFlags(domain, device.c_str(), VIR_DOMAIN_AFFECT_LIVE) == 0) {
        return {};
    }
    const NativeError native = lastNativeError();
    const bool locked = native.message.contains(QLatin1String("locked")) || native.message.contains(QLatin1String("tray"));
    const unsigned forced = unsigned(VIR_DOMAIN_AFFECT_LIVE) | VIR_DOMAIN_DEVICE_MODIFY_FORCE;
    if (mayForce && locked && virDomainUpdateDeviceFlags(domain, device.c_str(), forced) == 0) {
        return {};
    }
    return fail(translateError(native));
}

/** What runs now; gives back the device as it was, to be put back when the rest fails. */
Result<std::string> editRunning(virDomainPtr domain, const DeviceEdit &change)
{
    const Result<QString> xml = readDefinition(domain, DefinitionKind::Active);
    if (!xml) {
        return fail(xml.error());
    }
    Result<DomainXml> parsed = DomainXml::parse(*xml);
    if (!parsed) {
        return fail(parsed.error());
    }
    std::string before = nodeXml(change.device(*parsed));
    if (const Result<> edited = change.edit(*parsed); !edited) {
        return fail(edited.error());
    }
    if (const Result<> updated = updateDevice(domain, nodeXml(change.device(*parsed)), change.mayForce); !updated) {
        return fail(updated.error());
    }
    return before;
}

Result<> editStored(const Session &session, virDomainPtr domain, const DeviceEdit &change)
{
    const Result<QString> xml = readDefinition(domain, DefinitionKind::Stored);
    if (!xml) {
        return fail(xml.error());
    }
    Result<DomainXml> parsed = DomainXml::parse(*xml);
    if (!parsed) {
        return fail(parsed.error());
    }
    if (const Result<> edited = change.edit(*parsed); !edited) {
        return edited;
    }
    const Result<MachineReading> stored = storeDefinition(session, parsed->toString());
    return stored ? Result<>{} : fail(stored.error());
}

/** At worst the next start says that a file is gone. */
void editSaved(virDomainPtr domain, const std::function<Result<>(DomainXml &)> &edit)
{
    if (const Result<> edited = editSavedDefinition(domain, edit); !edited) {
        qCWarning(VITRINE_LIBVIRT) << "the saved state of" << virDomainGetName(domain) << "stays as it is:" << edited.error();
    }
}

/** Gives each disk whose file is another in `after` than in `before` that file, too. */
Result<> moveImages(DomainXml &saved, const DomainXml &before, const DomainXml &after)
{
    const QList<DiskDetails> old = machineDetails(before).disks;
    const QList<DiskDetails> kept = machineDetails(saved).disks;
    for (const DiskDetails &disk : machineDetails(after).disks) {
        const auto was = std::ranges::find(old, disk.target, &DiskDetails::target);
        const auto is = std::ranges::find(kept, disk.target, &DiskDetails::target);
        if (was == old.cend() || is == kept.cend() || was->source == disk.source || was->source != is->source) {
            continue;
        }
        const DeviceRef device{.element = QStringLiteral("disk"), .index = int(is - kept.cbegin())};
        if (const Result<> set = setPropertyValue(saved, *findProperty(u"disk.source"), device, disk.source); !set) {
            return set;
        }
    }
    return {};
}

void moveImagesOfSavedState(virDomainPtr domain, const DefinitionEdit &edit)
{
    const Result<DomainXml> before = DomainXml::parse(edit.before);
    const Result<DomainXml> after = DomainXml::parse(edit.after);
    if (before && after) {
        editSaved(domain, [&](DomainXml &saved) {
            return moveImages(saved, *before, *after);
        });
    }
}

Result<> editBoth(const Session &session, virDomainPtr domain, const DeviceEdit &change)
{
    const bool active = virDomainIsActive(domain) == 1;
    std::string before;
    if (active) {
        Result<std::string> edited = editRunning(domain, change);
        if (!edited) {
            return fail(edited.error());
        }
        before = std::move(*edited);
    }
    if (virDomainIsPersistent(domain) != 1) {
        return {};
    }
    Result<> stored = editStored(session, domain, change);
    if (active && !stored && stored.error().code == ErrorCode::NotFound) {
        return {}; // the next start will not have that device any more
    }
    if (active && !stored) {
        static_cast<void>(updateDevice(domain, before, change.mayForce));
    }
    if (!active && stored) {
        editSaved(domain, change.edit);
    }
    return stored;
}

} // namespace

Task<> LibvirtHardware::changeMedium(MachineId id, QString target, QString path)
{
    const DeviceEdit change{
        .edit =
            [target, path](DomainXml &xml) {
                return xml.setMedium(target, path);
            },
        .device =
            [target](const DomainXml &xml) {
                return xml.disk(target);
            },
        .mayForce = true,
    };
    const Call call{.feature = Feature::ChangeDevices, .doing = QStringLiteral("change-medium")};
    return m_manager->runOnMachine(id, call, [change](Session &session, virDomainPtr domain) {
        return editBoth(session, domain, change);
    });
}

Task<> LibvirtHardware::setLinkUp(MachineId id, QString mac, bool up)
{
    const DeviceEdit change{
        .edit =
            [mac, up](DomainXml &xml) {
                return xml.setLinkUp(mac, up);
            },
        .device =
            [mac](const DomainXml &xml) {
                return xml.networkAdapter(mac);
            },
    };
    const Call call{.feature = Feature::ChangeDevices, .doing = QStringLiteral("set-link")};
    return m_manager->runOnMachine(id, call, [change](Session &session, virDomainPtr domain) {
        return editBoth(session, domain, change);
    });
}

Task<QString> LibvirtHardware::apply(MachineId id, DefinitionEdit edit)
{
    const QPointer manager(m_manager);
    struct Applied {
        QString stored;
        MachineReading reading;
    };
    // A guest may take its time to let go of a device.
    const Call call{.feature = Feature::ChangeDevices, .doing = QStringLiteral("apply"), .lane = WorkerPool::Lane::LongJobs};
    const Result<Applied> applied = co_await m_manager->run<Applied>(call, [uuid = id.uuid, edit](Session &session) -> Result<Applied> {
        const Result<DomainHandle> domain = session.domain(uuid);
        if (!domain) {
            return fail(domain.error());
        }
        const Result<QString> stored = applyEdit(session, domain->get(), edit);
        if (!stored) {
            return fail(stored.error());
        }
        if (edit.moved) {
            moveImagesOfSavedState(domain->get(), edit);
        }
        return Applied{.stored = *stored, .reading = readMachine(session, domain->get(), true)};
    });
    if (!applied) {
        co_return fail(applied.error());
    }
    if (manager) {
        manager->takeReadings({applied->reading});
    }
    co_return applied->stored;
}

Task<> LibvirtHardware::growDisk(MachineId id, QString target, quint64 bytes)
{
    const Call call{.feature = Feature::ChangeDevices, .doing = QStringLiteral("grow-disk")};
    return m_manager->runOnMachine(id, call, [target, bytes](Session &, virDomainPtr domain) {
        return growRunningDisk(domain, target, bytes);
    });
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/combinationissues.h"

#include "backends/core/properties/deviceedit.h"
#include "backends/core/properties/machinetraits.h"
#include "models/definition/propertytext.h"

#include <KFormat>
#include <KLocalizedString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** A machine, and one of its devices, as the rules look at them. */
class Look
{
public:
    Look(const DomainXml &xml, const DeviceRef &device)
        : m_xml(xml)
        , m_device(device)
    {
    }

    /** Of the device or, where the property is the machine's, of that. */
    [[nodiscard]] QString value(QStringView id) const
    {
        const Property &property = *findProperty(id);
        return propertyValue(m_xml, property, property.element().isEmpty() ? DeviceRef() : m_device);
    }
    [[nodiscard]] quint64 number(QStringView id) const
    {
        return value(id).toULongLong();
    }
    /** One of several, apart by blanks. */
    [[nodiscard]] bool is(QStringView id, QLatin1StringView values) const
    {
        return QString(values).split(u' ').contains(value(id));
    }
    /** Whether another device of the machine has one of the values. */
    [[nodiscard]] bool anyOther(QStringView id, QLatin1StringView values) const
    {
        const QList<DeviceRef> all = devicesOf(m_xml);
        return std::ranges::any_of(all, [&](const DeviceRef &other) {
            return other != m_device && other.element == findProperty(id)->element() && Look(m_xml, other).is(id, values);
        });
    }
    /** How many of the devices of this kind that stand before this one have the same value. */
    [[nodiscard]] int sameBefore(QStringView id) const
    {
        int count = 0;
        for (int index = 0; index < m_device.index; ++index) {
            count += Look(m_xml, {m_device.element, index}).value(id) == value(id) ? 1 : 0;
        }
        return count;
    }
    /** By one that stands before this one. */
    [[nodiscard]] bool isTaken(QStringView id) const
    {
        return isSet(id) && sameBefore(id) > 0;
    }
    /** `usual` is what is meant where there is no value. */
    [[nodiscard]] bool differsFromFirst(QStringView id, const QString &usual) const
    {
        const auto orUsual = [&usual](const QString &value) {
            return value.isEmpty() ? usual : value;
        };
        return orUsual(value(id)) != orUsual(Look(m_xml, {m_device.element, 0}).value(id));
    }
    [[nodiscard]] bool isSet(QStringView id) const
    {
        return !value(id).isEmpty();
    }
    [[nodiscard]] QString title() const
    {
        return deviceTitle(m_xml, m_device);
    }
    /** Whether what is chosen of a list is on offer; what Vitrine doesn't know it doesn't judge. */
    [[nodiscard]] bool isOffered(QStringView id) const
    {
        const Property &property = *findProperty(id);
        const DeviceRef owner = property.element().isEmpty() ? DeviceRef() : m_device;
        const QString chosen = value(id);
        return !property.choices().contains(chosen) || offeredChoices(m_xml, property, owner).contains(chosen);
    }
    [[nodiscard]] const DomainXml &xml() const
    {
        return m_xml;
    }

private:
    const DomainXml &m_xml;
    const DeviceRef m_device;
};

QString throughSpice(const Look &look, QStringView type)
{
    return look.is(type, "spicevmc spiceport spice"_L1) && !look.anyOther(u"graphics.type", "spice"_L1)
        ? i18nc("@info %1: a device",
                "“%1” goes through SPICE, and there is no such way to the screen. Add SPICE under “Display”, or choose something else here or remove this.",
                look.title())
        : QString();
}

QString threadIssue(const Look &look, QStringView thread)
{
    const QList<int> numbers = ioThreadNumbers(look.xml());
    return look.isSet(thread) && !numbers.contains(int(look.number(thread)))
        ? i18nc("@info", "The machine has no I/O thread of this number. How many it has is set under “Tuning”.")
        : QString();
}

QString peakIssue(const Look &look, QStringView peak, QStringView average)
{
    return look.isSet(peak) && !look.isSet(average) ? i18nc("@info", "A peak needs a limit for the average, too.") : QString();
}

QString notOffered(const Look &look, QStringView id, const QString &sentence)
{
    return look.isOffered(id) ? QString() : sentence;
}

/** Some of what Windows is offered builds on more of it: the emulator does not start one without the other. */
QString hypervIssue(const Look &look, QStringView id, std::initializer_list<QStringView> needed)
{
    QStringList missing;
    for (const QStringView other : needed) {
        if (!look.is(other, "yes"_L1)) {
            missing.append(propertyName(*findProperty(other)));
        }
    }
    return look.is(u"acceleration.type", "kvm"_L1) && look.is(id, "yes"_L1) && !missing.isEmpty()
        ? i18nc("@info %1: other settings, apart by commas", "This needs more to be on: %1.", missing.join(i18nc("@info separates names of settings", ", ")))
        : QString();
}

/** 0 when the machine's memory is not divided. */
qsizetype nodesOf(const Look &look)
{
    return look.value(u"tuning.numaNodes").split(u'\n', Qt::SkipEmptyParts).size();
}

bool isI440fxType(const QString &machine)
{
    return machine == "pc"_L1 || machine.startsWith("pc-i440fx"_L1);
}

struct Rule {
    QLatin1StringView property; ///< at which it is said
    QString (*problem)(const Look &look); ///< a sentence; empty when all is well
};

// What the hypervisor would refuse, or fail with at the start.
constexpr Rule rules[] = {
    {"memory.limit"_L1,
     [](const Look &look) {
         return look.isSet(u"memory.limit") && look.number(u"memory.limit") < look.number(u"memory.size")
             ? i18nc("@info %1: amount of memory",
                     "This can't be less than the machine's memory, %1.",
                     KFormat().formatByteSize(double(look.number(u"memory.size"))))
             : QString();
     }},
    {"memory.moduleNode"_L1,
     [](const Look &look) {
         const qsizetype nodes = nodesOf(look);
         return look.isSet(u"memory.moduleNode") && nodes > 0 && look.number(u"memory.moduleNode") >= quint64(nodes)
             ? i18ncp("@info", "The machine has one NUMA node only, number 0.", "The machine's NUMA nodes are numbered from 0; there are %1.", nodes)
             : QString();
     }},
    {"memory.moduleRequested"_L1,
     [](const Look &look) {
         return look.number(u"memory.moduleRequested") > look.number(u"memory.moduleSize") ? i18nc("@info", "This can't be more than the size of the module.")
                                                                                           : QString();
     }},
    {"memory.moduleBlock"_L1,
     [](const Look &look) {
         const quint64 block = look.number(u"memory.moduleBlock");
         return block > 0 && (look.number(u"memory.moduleSize") % block > 0 || look.number(u"memory.moduleRequested") % block > 0)
             ? i18nc("@info", "The size of the module, and what is plugged in of it, must be whole blocks.")
             : QString();
     }},
    {"cpu.cache"_L1,
     [](const Look &look) {
         return notOffered(look, u"cpu.cache", i18nc("@info", "The cache of this computer's processor goes with its own processor model only."));
     }},
    {"firmware.machine"_L1,
     [](const Look &look) {
         return isI440fxType(look.value(u"firmware.machine")) && look.anyOther(u"controller.model", "pcie-root"_L1)
             ? i18nc("@info", "The devices of this machine are plugged in for the chipset Q35. For another chipset, make a new machine with its disks.")
             : QString();
     }},
    {"features.acpi"_L1,
     [](const Look &look) {
         return !look.is(u"firmware.type", "bios"_L1) && !look.is(u"features.acpi", "yes"_L1) && uefiNeedsAcpi(look.xml()) ? i18nc("@info", "UEFI needs ACPI.")
                                                                                                                           : QString();
     }},
    {"hyperv.synic"_L1,
     [](const Look &look) {
         return hypervIssue(look, u"hyperv.synic", {u"hyperv.vpindex"});
     }},
    {"hyperv.stimer"_L1,
     [](const Look &look) {
         return hypervIssue(look, u"hyperv.stimer", {u"hyperv.vpindex", u"hyperv.synic", u"clock.hyperv"});
     }},
    {"hyperv.tlbflush"_L1,
     [](const Look &look) {
         return hypervIssue(look, u"hyperv.tlbflush", {u"hyperv.vpindex"});
     }},
    {"hyperv.ipi"_L1,
     [](const Look &look) {
         return hypervIssue(look, u"hyperv.ipi", {u"hyperv.vpindex"});
     }},
    {"hyperv.evmcs"_L1,
     [](const Look &look) {
         return hypervIssue(look, u"hyperv.evmcs", {u"hyperv.vapic"});
     }},
    {"iommu.interrupts"_L1,
     [](const Look &look) {
         return look.is(u"iommu.interrupts", "yes"_L1) && look.is(u"features.ioapic", "kvm"_L1)
             ? i18nc("@info", "This needs “qemu” as I/O APIC, under “System”.")
             : QString();
     }},
    {"video.model"_L1,
     [](const Look &look) {
         return look.is(u"video.model", "none"_L1)
             ? notOffered(look, u"video.model", i18nc("@info", "A machine without a graphics card can't have others. Remove this one."))
             : notOffered(look, u"video.model", i18nc("@info", "Only the primary card can be of this type."));
     }},
    {"video.blob"_L1,
     [](const Look &look) {
         return look.is(u"video.blob", "yes"_L1) && !look.is(u"memory.source", "memfd"_L1) ? i18nc("@info %1, %2: a setting and its value",
                                                                                                   "This needs “%1”, under “Tuning”, to be “%2”.",
                                                                                                   propertyName(*findProperty(u"memory.source")),
                                                                                                   choiceName(*findProperty(u"memory.source"), u"memfd"_s))
                                                                                           : QString();
     }},
    {"graphics.gl"_L1,
     [](const Look &look) {
         return look.is(u"graphics.gl", "yes"_L1) && (look.anyOther(u"graphics.gl", "yes"_L1) || look.anyOther(u"graphics.type", "egl-headless"_L1))
             ? i18nc("@info", "One way to the screen only can have OpenGL.")
             : QString();
     }},
    {"graphics.type"_L1,
     [](const Look &look) {
         return look.isTaken(u"graphics.type") ? i18nc("@info", "The machine is shown in this way already.") : QString();
     }},
    {"graphics.type"_L1,
     [](const Look &look) {
         return notOffered(look, u"graphics.type", i18nc("@info", "This draws for SPICE or VNC only, not beside the fast display."));
     }},
    {"audio.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"audio.type");
     }},
    {"channel.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"channel.type");
     }},
    {"serial.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"serial.type");
     }},
    {"parallel.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"parallel.type");
     }},
    {"console.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"console.type");
     }},
    {"redirdev.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"redirdev.type");
     }},
    {"smartcard.type"_L1,
     [](const Look &look) {
         return throughSpice(look, u"smartcard.type");
     }},
    {"channel.name"_L1,
     [](const Look &look) {
         return look.isTaken(u"channel.name") ? i18nc("@info", "Another channel has this name.") : QString();
     }},
    {"watchdog.model"_L1,
     [](const Look &look) {
         return look.isTaken(u"watchdog.model") && !look.is(u"watchdog.model", "i6300esb"_L1) ? i18nc("@info", "A machine has one watchdog of this type only.")
                                                                                              : QString();
     }},
    {"watchdog.model"_L1,
     [](const Look &look) {
         return notOffered(look, u"watchdog.model", i18nc("@info", "The machine's chipset has no watchdog of this type."));
     }},
    {"watchdog.action"_L1,
     [](const Look &look) {
         return look.differsFromFirst(u"watchdog.action", u"reset"_s) ? i18nc("@info", "All watchdogs of a machine do the same.") : QString();
     }},
    {"disk.bus"_L1,
     [](const Look &look) {
         constexpr int places = 2;
         return look.is(u"disk.bus", "fdc"_L1) && look.sameBefore(u"disk.bus") >= places ? i18nc("@info", "A machine has two floppy drives at most.")
                                                                                         : QString();
     }},
    {"disk.source"_L1,
     [](const Look &look) {
         const QString source = look.value(u"disk.source");
         return look.is(u"disk.device", "lun"_L1) && source.startsWith(u'/') && !source.startsWith("/dev/"_L1)
             ? i18nc("@info", "A device of this computer has a path that begins with “/dev/”.")
             : QString();
     }},
    {"disk.readOnly"_L1,
     [](const Look &look) {
         return look.is(u"disk.readOnly", "yes"_L1) && look.is(u"disk.device", "disk"_L1) && look.is(u"disk.bus", "sata ide"_L1)
             ? i18nc("@info", "A disk on SATA or IDE can't be read-only. Connect it in another way.")
             : QString();
     }},
    {"disk.shareable"_L1,
     [](const Look &look) {
         return look.is(u"disk.shareable", "yes"_L1) && look.isSet(u"disk.format") && !look.is(u"disk.format", "raw"_L1)
             ? i18nc("@info", "Only an image of the format “raw” can be shared with other machines.")
             : QString();
     }},
    {"disk.io"_L1,
     [](const Look &look) {
         return look.is(u"disk.io", "native"_L1) && !look.is(u"disk.cache", "none directsync"_L1)
             ? i18nc("@info %1, %2: kinds of cache",
                     "This needs the cache “%1” or “%2”.",
                     choiceName(*findProperty(u"disk.cache"), u"none"_s),
                     choiceName(*findProperty(u"disk.cache"), u"directsync"_s))
             : QString();
     }},
    {"disk.ioThread"_L1,
     [](const Look &look) {
         return threadIssue(look, u"disk.ioThread");
     }},
    {"controller.ioThread"_L1,
     [](const Look &look) {
         return threadIssue(look, u"controller.ioThread");
     }},
    {"filesystem.driver"_L1,
     [](const Look &look) {
         return look.is(u"filesystem.driver", "virtiofs"_L1) && !look.is(u"memory.access", "shared"_L1) && nodesOf(look) == 0
             ? i18nc("@info %1: a setting",
                     "The folder is shared through the machine's memory. Set “%1” under “Tuning” to “%2”.",
                     propertyName(*findProperty(u"memory.access")),
                     choiceName(*findProperty(u"memory.access"), u"shared"_s))
             : QString();
     }},
    {"interface.inboundPeak"_L1,
     [](const Look &look) {
         return peakIssue(look, u"interface.inboundPeak", u"interface.inboundAverage");
     }},
    {"interface.outboundPeak"_L1,
     [](const Look &look) {
         return peakIssue(look, u"interface.outboundPeak", u"interface.outboundAverage");
     }},
};

} // namespace

QList<DefinitionIssue> combinationIssues(const DomainXml &xml)
{
    QList<DefinitionIssue> found;
    for (const DeviceRef &device : QList<DeviceRef>{{}} + devicesOf(xml)) {
        for (const Rule &rule : rules) {
            const Property &property = *findProperty(QString(rule.property));
            const QString problem = propertyApplies(xml, property, device) ? rule.problem(Look(xml, device)) : QString();
            if (!problem.isEmpty()) {
                found.append({.kind = DefinitionIssue::Kind::Contradiction, .device = device, .property = rule.property, .value = problem});
            }
        }
    }
    return found;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/liveplan.h"

#include "backends/core/devicematch.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool hasSharedMemory(const DomainXml &xml)
{
    return attributeOf(xml.root().child("memoryBacking").child("access"), "mode") == "shared"_L1;
}

bool isPluggableDisk(const pugi::xml_node &disk)
{
    const QString device = QString::fromUtf8(disk.attribute("device").as_string("disk"));
    const QString bus = attributeOf(disk.child("target"), "bus");
    return (device == "disk"_L1 || device == "lun"_L1) && (bus == "virtio"_L1 || bus == "scsi"_L1 || bus == "usb"_L1);
}

/** Whether QEMU can add such a device to, or take it from, this machine while it runs. */
bool isPluggable(const DomainXml &active, const pugi::xml_node &device)
{
    const QString element = QString::fromUtf8(device.name());
    static const QStringList always = {u"interface"_s, u"hostdev"_s, u"redirdev"_s, u"rng"_s, u"vsock"_s, u"shmem"_s};
    if (always.contains(element)) {
        return true;
    }
    if (element == "disk"_L1) {
        return isPluggableDisk(device);
    }
    if (element == "filesystem"_L1) {
        return attributeOf(device.child("driver"), "type") == "virtiofs"_L1 && hasSharedMemory(active);
    }
    if (element == "channel"_L1) {
        return attributeOf(device.child("target"), "type") == "virtio"_L1 && active.root().child("devices").find_child_by_attribute("controller", "type", "virtio-serial");
    }
    if (element == "memory"_L1) {
        return bool(active.root().child("maxMemory"));
    }
    if (element == "controller"_L1) {
        return attributeOf(device, "type") == "scsi"_L1;
    }
    if (element == "input"_L1) {
        const QString bus = attributeOf(device, "bus");
        return bus == "usb"_L1 || bus == "virtio"_L1;
    }
    return element == "watchdog"_L1 && attributeOf(device, "model") == "i6300esb"_L1;
}

class Planner
{
public:
    Planner(const DomainXml &active, const DomainXml &before, const DomainXml &after)
        : m_active(active)
        , m_before(before)
        , m_after(after)
        , m_edited(*DomainXml::parse(active.toString()))
        , m_running(matchDevices(before, active))
    {
    }

    QList<LiveStep> run(QList<DefinitionChange> &changes)
    {
        for (DefinitionChange &change : changes) {
            change.effect = plan(change);
        }
        // The way in comes before what goes through it.
        std::ranges::stable_partition(m_steps, [](const LiveStep &step) {
            return step.kind == LiveStep::Kind::Attach && step.device.starts_with("<controller");
        });
        return m_steps;
    }

private:
    using Kind = DefinitionChange::Kind;

    Effect plan(const DefinitionChange &change)
    {
        switch (change.kind) {
        case Kind::DeviceAdded:
            return planAdded(change);
        case Kind::DeviceRemoved:
            return planRemoved(change);
        case Kind::Property:
            return change.after.isNull() ? planMachine(change) : planDevice(change);
        case Kind::Other:
            break;
        }
        return Effect::AfterRestart;
    }

    Effect planAdded(const DefinitionChange &change)
    {
        const pugi::xml_node device = nodeOf(m_after, change.after);
        if (!isPluggable(m_active, device)) {
            return Effect::AfterRestart;
        }
        m_steps.append({.kind = LiveStep::Kind::Attach, .device = nodeXml(device), .subject = change.label});
        return Effect::Now;
    }

    Effect planRemoved(const DefinitionChange &change)
    {
        const pugi::xml_node device = running(change.before);
        if (!device) {
            return Effect::Now; // it was never plugged in
        }
        if (!isPluggable(m_active, device)) {
            return Effect::AfterRestart;
        }
        m_steps.append({.kind = LiveStep::Kind::Detach, .device = nodeXml(device), .subject = change.label});
        return Effect::Now;
    }

    Effect planMachine(const DefinitionChange &change)
    {
        const pugi::xml_node root = m_active.root();
        if (change.property == "general.title"_L1 || change.property == "general.description"_L1) {
            const bool title = change.property == "general.title"_L1;
            m_steps.append({.kind = title ? LiveStep::Kind::Title : LiveStep::Kind::Description, .text = change.newValue, .oldText = textOf(root.child(title ? "title" : "description"))});
            return Effect::Now;
        }
        const quint64 number = change.newValue.toULongLong();
        if (change.property == "memory.current"_L1) {
            const pugi::xml_node balloon = root.child("devices").child("memballoon");
            if (!balloon || attributeOf(balloon, "model") == "none"_L1 || number > bytesOf(root.child("memory"))) {
                return Effect::AfterRestart;
            }
            m_steps.append({.kind = LiveStep::Kind::Memory, .number = number, .oldNumber = bytesOf(root.child("currentMemory"))});
            return Effect::Now;
        }
        if (change.property == "processors.count"_L1) {
            return planProcessors(number);
        }
        return findProperty(change.property)->effect();
    }

    Effect planProcessors(quint64 number)
    {
        const pugi::xml_node processors = m_active.root().child("vcpu");
        const quint64 limit = processors.text().as_uint(1);
        const quint64 current = processors.attribute("current").as_uint(unsigned(limit));
        if (number > limit || number < current - pluggedIn()) {
            return Effect::AfterRestart;
        }
        if (number != current) {
            m_steps.append({.kind = LiveStep::Kind::Processors, .number = number, .oldNumber = current});
        }
        return Effect::Now;
    }

    /** Only processors that were put in while the machine ran can be taken out again. */
    [[nodiscard]] quint64 pluggedIn() const
    {
        const auto processors = m_active.root().child("vcpus").children("vcpu");
        return quint64(std::ranges::count_if(processors, [](const pugi::xml_node &processor) {
            return attributeOf(processor, "enabled") == "yes"_L1 && attributeOf(processor, "hotpluggable") == "yes"_L1;
        }));
    }

    Effect planDevice(const DefinitionChange &change)
    {
        const pugi::xml_node device = running(change.before);
        const Property *property = findProperty(change.property);
        if (!device || property->effect() != Effect::Now) {
            return Effect::AfterRestart;
        }
        if (diskLimits().contains(change.property)) {
            return planLimits(change, device);
        }
        if (change.property == "disk.source"_L1) {
            const QString kind = attributeOf(device, "device");
            return kind == "cdrom"_L1 || kind == "floppy"_L1 ? planUpdate(change, device, *property) : Effect::AfterRestart;
        }
        if (change.property == "interface.forwards"_L1) {
            m_steps.append({.kind = LiveStep::Kind::Replug, .device = nodeXml(nodeOf(m_after, change.after)), .old = nodeXml(device), .subject = change.label});
            return Effect::Now;
        }
        return planUpdate(change, device, *property);
    }

    Effect planUpdate(const DefinitionChange &change, const pugi::xml_node &device, const Property &property)
    {
        const pugi::xml_node edited = nodeOf(m_edited, refOf(device));
        if (!property.write(m_edited, edited, change.newValue)) {
            return Effect::AfterRestart;
        }
        const std::string old = nodeXml(device);
        const auto same = std::ranges::find_if(m_steps, [&old](const LiveStep &step) {
            return step.kind == LiveStep::Kind::Update && step.old == old;
        });
        if (same != m_steps.end()) {
            same->device = nodeXml(edited);
        } else {
            m_steps.append({.kind = LiveStep::Kind::Update, .device = nodeXml(edited), .old = old, .subject = change.label});
        }
        return Effect::Now;
    }

    Effect planLimits(const DefinitionChange &change, const pugi::xml_node &device)
    {
        const QString target = attributeOf(device.child("target"), "dev");
        const bool known = std::ranges::any_of(m_steps, [&target](const LiveStep &step) {
            return step.kind == LiveStep::Kind::DiskLimits && step.subject == target;
        });
        if (!known) {
            LiveStep step{.kind = LiveStep::Kind::DiskLimits, .subject = target};
            for (const QString &id : diskLimits()) {
                step.limits.append(findProperty(id)->read(m_after, nodeOf(m_after, change.after)).toULongLong());
                step.oldLimits.append(findProperty(id)->read(m_active, device).toULongLong());
            }
            m_steps.append(step);
        }
        return Effect::Now;
    }

    /** The device of the old stored definition, as it runs. */
    [[nodiscard]] pugi::xml_node running(const DeviceRef &before) const
    {
        const pugi::xml_node node = nodeOf(m_before, before);
        for (const DevicePair &pair : m_running) {
            if (pair.before && pair.before == node) {
                return pair.after;
            }
        }
        return {};
    }

    const DomainXml &m_active;
    const DomainXml &m_before;
    const DomainXml &m_after;
    DomainXml m_edited;
    QList<DevicePair> m_running;
    QList<LiveStep> m_steps;
};

} // namespace

QStringList diskLimits()
{
    return {u"disk.totalBytes"_s, u"disk.readBytes"_s, u"disk.writeBytes"_s, u"disk.totalOperations"_s, u"disk.readOperations"_s, u"disk.writeOperations"_s};
}

QList<LiveStep> planLive(const DomainXml &active, const DomainXml &before, const DomainXml &after, QList<DefinitionChange> &changes)
{
    return Planner(active, before, after).run(changes);
}

void planOff(QList<DefinitionChange> &changes)
{
    for (DefinitionChange &change : changes) {
        change.effect = Effect::Now;
    }
}

} // namespace vitrine

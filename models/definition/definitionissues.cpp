// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitionissues.h"

#include "backends/core/portforwards.h"
#include "backends/core/properties/deviceedit.h"
#include "models/definition/combinationissues.h"
#include "models/definition/tuningissues.h"
#include "models/networks/portforwardissues.h"

#include <KFormat>
#include <KLocalizedString>

#include <QSet>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

using enum DefinitionIssue::Kind;

/** Gathers what is found; reads values by the table. */
class Finder
{
public:
    Finder(const DomainXml &xml, const DefinitionFacts &facts)
        : m_xml(xml)
        , m_facts(facts)
    {
    }

    QList<DefinitionIssue> find()
    {
        findMissing();
        findMemory();
        findProcessors();
        findMacs();
        findPorts();
        findNetworks();
        findForwards();
        findNames(u"disk"_s);
        findNames(u"filesystem"_s);
        findCommas();
        findChipset();
        return m_found;
    }

private:
    [[nodiscard]] QString value(QStringView id, const DeviceRef &device = {}) const
    {
        const Property *property = findProperty(id);
        return property ? propertyValue(m_xml, *property, device) : QString();
    }
    [[nodiscard]] quint64 number(QStringView id, const DeviceRef &device = {}) const
    {
        return value(id, device).toULongLong();
    }
    [[nodiscard]] QList<DeviceRef> devices(const QString &element) const
    {
        QList<DeviceRef> found = devicesOf(m_xml);
        found.removeIf([&element](const DeviceRef &device) {
            return device.element != element;
        });
        return found;
    }
    void report(DefinitionIssue::Kind kind, const QString &property, const QString &value, const DeviceRef &device = {}, bool forbids = true)
    {
        m_found.append({.kind = kind, .forbids = forbids, .device = device, .property = property, .value = value});
    }

    /** Of what is needed in any case only devices' own: the machine's has messages of its own. Choices that are not there have a default. */
    [[nodiscard]] bool isNeeded(const Property &property, const DeviceRef &device) const
    {
        const bool always = property.isRequired() && !device.isNull() && property.kind() != PropertyKind::Choice;
        return (always && propertyApplies(m_xml, property, device)) || propertyIsNeeded(m_xml, property, device);
    }
    void findMissing()
    {
        for (const DeviceRef &device : QList<DeviceRef>{{}} + devicesOf(m_xml)) {
            for (const Property &property : allProperties()) {
                if (property.element() == device.element && isNeeded(property, device) && propertyValue(m_xml, property, device).isEmpty()) {
                    report(Missing, property.id(), {}, device);
                }
            }
        }
    }
    void findMemory()
    {
        const quint64 size = number(u"memory.size");
        if (size == 0) {
            report(MemoryZero, u"memory.size"_s, {});
        } else if (m_facts.hostMemoryBytes > 0 && size > m_facts.hostMemoryBytes) {
            report(MemoryAboveHost, u"memory.size"_s, QString::number(m_facts.hostMemoryBytes), {}, false);
        }
        if (number(u"memory.current") > size) {
            report(CurrentAboveMemory, u"memory.current"_s, QString::number(size));
        }
    }
    void findProcessors()
    {
        const quint64 count = number(u"processors.count");
        const quint64 limit = qMax(count, number(u"processors.limit"));
        if (m_facts.hostProcessors > 0 && count > quint64(m_facts.hostProcessors)) {
            report(ProcessorsAboveHost, u"processors.count"_s, QString::number(m_facts.hostProcessors), {}, false);
        }
        if (!value(u"processors.limit").isEmpty() && count > number(u"processors.limit")) {
            report(CurrentAboveLimit, u"processors.count"_s, value(u"processors.limit"));
        }
        if (value(u"processors.sockets").isEmpty()) {
            return;
        }
        quint64 product = 1;
        for (const QStringView part : {u"processors.sockets", u"processors.dies", u"processors.clusters", u"processors.cores", u"processors.threads"}) {
            product *= qBound<quint64>(1, number(part), 4096);
        }
        if (product != limit) {
            report(TopologyMismatch, u"processors.sockets"_s, u"%1 %2"_s.arg(product).arg(limit));
        }
    }
    void findMacs()
    {
        QHash<QString, QString> seen = m_facts.macsOfOthers;
        for (const DeviceRef &device : devices(u"interface"_s)) {
            const QString mac = value(u"interface.mac", device).toLower();
            if (!mac.isEmpty() && seen.contains(mac)) {
                report(MacInUse, u"interface.mac"_s, seen.value(mac), device);
            }
            seen.insert(mac, {});
        }
    }
    void findNetworks()
    {
        for (const DeviceRef &device : devices(u"interface"_s)) {
            const QString type = value(u"interface.type", device);
            const QString source = value(u"interface.source", device);
            if (m_facts.networksNeedSystem && (type == u"network"_s || type == u"direct"_s)) {
                report(NetworkNeedsSystem, u"interface.type"_s, {}, device, false);
            } else if (type == u"network"_s && !m_facts.networks.isEmpty() && !m_facts.networks.contains(source)) {
                report(NetworkMissing, u"interface.source"_s, source, device, false);
            }
        }
    }
    /** Two adapters can't take the same port, either. */
    void findForwards()
    {
        QList<PortForward> forwards;
        for (const DeviceRef &device : devices(u"interface"_s)) {
            for (const PortForward &forward : parsePortForwards(value(u"interface.forwards", device)).value_or(QList<PortForward>())) {
                forwards.append(forward);
                const QString issue = portForwardIssue(forwards, forwards.size() - 1, m_facts.usedPorts);
                const QString text = issue.isEmpty() ? portForwardWarning(forward, m_facts.usedPorts) : issue;
                if (!text.isEmpty()) {
                    report(Forward, u"interface.forwards"_s, text, device, !issue.isEmpty());
                }
            }
        }
    }
    void findPorts()
    {
        QSet<int> seen;
        for (const UsedPort &used : m_facts.usedPorts) {
            if (!used.udp && used.machine.isEmpty()) {
                seen.insert(used.port);
            }
        }
        for (const DeviceRef &device : devices(u"graphics"_s)) {
            const QString text = value(u"graphics.port", device);
            const qint64 port = text.toLongLong();
            if (text.isEmpty() || port == -1 || value(u"graphics.autoPort", device) == u"yes"_s) {
                continue;
            }
            if (port < 1 || port > 65535) {
                report(PortInvalid, u"graphics.port"_s, text, device);
            } else if (seen.contains(int(port))) {
                report(PortInUse, u"graphics.port"_s, text, device);
            }
            seen.insert(int(port));
        }
    }
    void findNames(const QString &element)
    {
        QSet<QString> seen;
        for (const DeviceRef &device : devices(element)) {
            const QString name = labelOfDevice(m_xml, device);
            if (!name.isEmpty() && seen.contains(name)) {
                report(NameInUse, element == u"filesystem"_s ? u"filesystem.tag"_s : QString(), name, device);
            }
            seen.insert(name);
        }
    }
    /** libvirt doubles commas in QEMU's options where it knows of them: not in these. */
    void findCommas()
    {
        for (const QStringView id : {u"firmware.loader", u"firmware.variables"}) {
            if (value(id).contains(u',')) {
                report(PathWithComma, id.toString(), value(id));
            }
        }
    }

    void findChipset()
    {
        const QString machine = value(u"firmware.machine");
        if (value(u"firmware.type") == u"uefi-secure" && (machine == u"pc" || machine.startsWith(u"pc-i440fx"))) {
            report(SecureBootChipset, u"firmware.type"_s, machine);
        }
    }

    const DomainXml &m_xml;
    const DefinitionFacts &m_facts;
    QList<DefinitionIssue> m_found;
};

QString bytesText(const QString &bytes)
{
    return KFormat().formatByteSize(bytes.toDouble());
}

} // namespace

QList<DefinitionIssue> definitionIssues(const DomainXml &xml, const DefinitionFacts &facts)
{
    return Finder(xml, facts).find() + combinationIssues(xml) + tuningIssues(xml, facts);
}

QString propertyExpectation(const Property &property)
{
    switch (property.check()) {
    case PropertyCheck::Mac:
        return i18nc("@info", "Enter six pairs of digits and letters from A to F, such as 52:54:00:12:34:56.");
    case PropertyCheck::CpuSet:
        return i18nc("@info", "Enter numbers and ranges, such as 0-3,6.");
    case PropertyCheck::Path:
        return i18nc("@info", "Enter a full path that begins with “/”.");
    case PropertyCheck::Name:
        return i18nc("@info", "Enter a name of one line without “/”.");
    case PropertyCheck::Identifier:
        return i18nc("@info", "Use letters, digits, dots, dashes and underscores only.");
    case PropertyCheck::Address:
        return i18nc("@info", "Enter an address such as 127.0.0.1.");
    case PropertyCheck::WorldWideName:
        return i18nc("@info", "Enter 16 digits and letters from A to F.");
    case PropertyCheck::UsbNumber:
        return i18nc("@info", "Enter “0x” and up to four digits and letters from A to F, such as 0x046d.");
    case PropertyCheck::PciNumber:
        return i18nc("@info %1: a hexadecimal number", "Enter a number from 0x0 to 0x%1.", QString::number(property.maximum(), 16));
    case PropertyCheck::Uuid:
        return i18nc("@info", "Enter an identifier such as c2177883-f1bb-47f0-914d-32a22e3a8804.");
    case PropertyCheck::VendorName:
        return i18nc("@info", "Enter up to twelve letters, without a comma.");
    case PropertyCheck::PowerOfTwo:
        return i18nc("@info", "Enter a power of two, such as 1, 2, 4, 8, 16 and so on.");
    default:
        break;
    }
    if (property.kind() == PropertyKind::Number && property.maximum() > 0) {
        return i18nc("@info", "Enter a number from %1 to %2.", property.minimum(), property.maximum());
    }
    if (property.kind() == PropertyKind::Number || property.kind() == PropertyKind::Bytes) {
        return i18nc("@info", "Enter a larger number.");
    }
    return property.kind() == PropertyKind::Path ? i18nc("@info", "Enter a full path that begins with “/”.") : i18nc("@info", "Enter something else.");
}

QList<DefinitionIssue> changeIssues(const DomainXml &before, const DomainXml &after)
{
    const QString bios = u"bios"_s;
    const Property *type = findProperty(u"firmware.type");
    const QString old = type->read(before, DeviceRef{});
    const QString wanted = type->read(after, DeviceRef{});
    if (old == wanted) {
        return {};
    }
    const auto kind = old == bios || wanted == bios ? FirmwareSwapped : VariablesLeft;
    const QString file = variablesFile(before);
    if (kind == VariablesLeft && file.isEmpty()) {
        return {};
    }
    return {{.kind = kind, .forbids = false, .property = type->id(), .value = file}};
}

namespace {

QString firmwareText(const DefinitionIssue &issue)
{
    QStringList sentences;
    if (issue.kind == FirmwareSwapped) {
        sentences.append(i18nc("@info", "A system that was installed with the other firmware does not start with this one."));
    }
    if (issue.value.isEmpty()) {
        return sentences.join(u' ');
    }
    if (issue.kind == VariablesLeft) {
        sentences.append(i18nc("@info", "Boot entries and Secure Boot keys begin anew."));
    }
    sentences.append(
        i18nc("@info %1: a file", "The firmware settings that the machine has now stay in %1; by way of the history it gets them back.", issue.value));
    return sentences.join(u' ');
}

} // namespace

QString issueText(const DefinitionIssue &issue)
{
    const Property *property = findProperty(issue.property);
    switch (issue.kind) {
    case NotAValue:
        return property ? propertyExpectation(*property) : QString();
    case Missing:
        return i18nc("@info", "This is needed.");
    case MemoryZero:
        return i18nc("@info", "A machine needs memory.");
    case MemoryAboveHost:
        return i18nc("@info", "This computer has %1 only.", bytesText(issue.value));
    case CurrentAboveMemory:
        return i18nc("@info", "This can't be more than the machine's memory, %1.", bytesText(issue.value));
    case ProcessorsAboveHost:
        return i18ncp("@info",
                      "This computer has one processor only; more make the machine slower.",
                      "This computer has %1 processors only; more make the machine slower.",
                      issue.value.toInt());
    case CurrentAboveLimit:
        return i18ncp("@info", "There is room for one processor only.", "There is room for %1 processors only.", issue.value.toInt());
    case TopologyMismatch:
        return i18nc("@info %1, %2: numbers of processors",
                     "Sockets, cores and threads make %1 processors, but the machine has %2.",
                     issue.value.section(u' ', 0, 0),
                     issue.value.section(u' ', 1));
    case MacInUse:
        return issue.value.isEmpty() ? i18nc("@info", "Another adapter has this address.")
                                     : i18nc("@info %1: a machine", "An adapter of “%1” has this address.", issue.value);
    case PortInUse:
        return i18nc("@info", "Port %1 is taken.", issue.value);
    case PortInvalid:
        return i18nc("@info", "Enter a port from 1 to 65535.");
    case NetworkMissing:
        return i18nc("@info %1: name of a network", "There is no network named “%1”.", issue.value);
    case NetworkNeedsSystem:
        return i18nc("@info",
                     "Your machines run without administrator rights, and can't be plugged into this. Take “Shared networking”, or start Vitrine with "
                     "“--connect qemu:///system”.");
    case Contradiction:
    case Forward:
    case Tuning:
        return issue.value;
    case NameInUse:
        return i18nc("@info", "Another device of this machine has this name.");
    case FirmwareSwapped:
    case VariablesLeft:
        return firmwareText(issue);
    case SecureBootChipset:
        return i18nc("@info", "Secure Boot needs the chipset Q35.");
    case PathWithComma:
        return i18nc("@info", "The hypervisor can't open a path with a comma here. Rename the file or its folder.");
    }
    return {};
}

} // namespace vitrine

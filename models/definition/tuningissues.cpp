// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/tuningissues.h"

#include "backends/core/properties/deviceedit.h"

#include <KFormat>
#include <KLocalizedString>

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr int mostNumbers = 4096;

QString sizeText(quint64 bytes)
{
    return KFormat().formatByteSize(double(bytes));
}

QString numbersText(const QList<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers) {
        texts.append(QString::number(number));
    }
    return texts.join(u", "_s);
}

/** "2-3" of "2-3", "^5": false when it is neither a number nor a range. */
bool parsePart(QStringView part, QSet<int> &numbers)
{
    const bool removes = part.startsWith(u'^');
    const QStringView range = removes ? part.sliced(1) : part;
    bool firstOk = false;
    bool lastOk = false;
    const int first = range.contains(u'-') ? range.first(range.indexOf(u'-')).toInt(&firstOk) : range.toInt(&firstOk);
    const int last = range.contains(u'-') ? range.sliced(range.indexOf(u'-') + 1).toInt(&lastOk) : range.toInt(&lastOk);
    if (!firstOk || !lastOk || first < 0 || last < first) {
        return false;
    }
    for (int number = first; number <= last && number < mostNumbers; ++number) {
        if (removes) {
            numbers.remove(number);
        } else {
            numbers.insert(number);
        }
    }
    return true;
}

class Finder
{
public:
    Finder(const DomainXml &xml, const DefinitionFacts &facts)
        : m_xml(xml)
        , m_facts(facts)
        , m_host(facts.host.value_or(HostCapabilities()))
    {
    }
    QList<DefinitionIssue> find()
    {
        findOutOfRange();
        findPins();
        findNodes();
        findHugePages();
        findLimits();
        findWhatNeedsTheSystem();
        findThreeD();
        return m_found;
    }

private:
    [[nodiscard]] QString value(QStringView id, const DeviceRef &device = {}) const
    {
        return propertyValue(m_xml, *findProperty(id), device);
    }
    void report(QStringView property, const QString &sentence, bool forbids = true, const DeviceRef &device = {})
    {
        m_found.append({.kind = DefinitionIssue::Kind::Tuning, .forbids = forbids, .device = device, .property = property.toString(), .value = sentence});
    }

    /** What was entered is checked at once; this is for what another program or the XML page wrote. */
    void findOutOfRange()
    {
        for (const Property &property : allProperties()) {
            const bool isNumber = property.kind() == PropertyKind::Number && property.page() == SettingsPage::Tuning;
            const QString text = isNumber && property.element().isEmpty() ? property.read(m_xml, DeviceRef()) : QString();
            const bool unlimited = text == "-1"_L1 && property.id() == "tuning.quota"_L1;
            if (!text.isEmpty() && !unlimited && !property.accepts(text)) {
                report(QString(property.id()), propertyExpectation(property));
            }
        }
    }

    /** Whether all processors of a set are there; says so when not. */
    void findAbsent(QStringView property, const QString &set)
    {
        const auto wanted = parseCpuSet(set);
        if (!wanted) {
            return; // what can't be a set was refused already, or is a pin's own matter
        }
        QList<int> absent = *wanted;
        absent.removeIf([this](int number) {
            return m_host.processorNumbers.contains(number);
        });
        if (!absent.isEmpty() && !m_host.processorNumbers.isEmpty()) {
            report(property,
                   i18ncp("@info %2: numbers, %3: highest number",
                          "This computer has no processor %2; its processors are numbered from 0 to %3.",
                          "This computer has no processors %2; its processors are numbered from 0 to %3.",
                          absent.size(),
                          numbersText(absent),
                          m_host.processorNumbers.constLast()));
        }
    }
    void findPins()
    {
        const int limit = value(u"processors.limit").toInt();
        QSet<int> pinned;
        for (const QString &line : value(u"tuning.pins").split(u'\n', Qt::SkipEmptyParts)) {
            bool ok = false;
            const int processor = line.section(u' ', 0, 0).toInt(&ok);
            const QString set = line.section(u' ', 1);
            if (!ok || !parseCpuSet(set)) {
                report(u"tuning.pins", i18nc("@info %1: what was entered", "“%1” is not understood. Enter a processor of the machine and those of this computer that it may run on, such as “0 2-3”.", line));
                continue;
            }
            if (processor < 0 || processor >= limit) {
                report(u"tuning.pins", i18nc("@info %1: a number, %2: highest number", "The machine has no processor %1; its processors are numbered from 0 to %2.", processor, limit - 1));
            } else if (pinned.contains(processor)) {
                report(u"tuning.pins", i18nc("@info %1: a number", "Processor %1 is pinned twice.", processor));
            }
            pinned.insert(processor);
            findAbsent(u"tuning.pins", set);
        }
        findAbsent(u"tuning.emulatorPin", value(u"tuning.emulatorPin"));
        findAbsent(u"tuning.processorSet", value(u"tuning.processorSet"));
    }

    /** Memory that was plugged in counts as the machine's, but belongs to no cell. */
    [[nodiscard]] quint64 pluggedMemory() const
    {
        quint64 bytes = 0;
        for (const DeviceRef &device : devicesOf(m_xml)) {
            bytes += device.element == "memory"_L1 ? value(u"memory.moduleSize", device).toULongLong() : 0;
        }
        return bytes;
    }
    void findNodes()
    {
        quint64 bytes = 0;
        QList<int> processors;
        const QStringList cells = value(u"tuning.numaNodes").split(u'\n', Qt::SkipEmptyParts);
        for (const QString &cell : cells) {
            bool ok = false;
            bytes += cell.section(u' ', 1).toULongLong(&ok);
            const auto own = parseCpuSet(cell.section(u' ', 0, 0));
            if (!ok || (!own && !cell.startsWith(u' '))) { // a cell may have memory only
                report(u"tuning.numaNodes", i18nc("@info %1: what was entered", "“%1” is not understood. Enter processors and bytes of memory, such as “0-1 4294967296”.", cell));
                return;
            }
            processors += own.value_or(QList<int>());
        }
        if (!cells.isEmpty()) {
            judgeNodes(bytes, processors);
        }
        const auto wanted = parseCpuSet(value(u"tuning.numaSet"));
        if (wanted && m_host.numaNodes > 0 && wanted->constLast() >= m_host.numaNodes) {
            report(u"tuning.numaSet",
                   i18ncp("@info %1: number of nodes", "This computer has one NUMA node only, number 0.", "This computer's NUMA nodes are numbered from 0; there are %1.", m_host.numaNodes));
        }
    }
    void judgeNodes(quint64 bytes, const QList<int> &processors)
    {
        const quint64 memory = value(u"memory.size").toULongLong();
        if (bytes + pluggedMemory() != memory) {
            report(u"tuning.numaNodes",
                   i18nc("@info %1, %2: amounts of memory", "The nodes have %1 together, but the machine has %2 of memory.", sizeText(bytes), sizeText(memory - qMin(memory, pluggedMemory()))));
        }
        const int limit = value(u"processors.limit").toInt();
        const QSet<int> different(processors.begin(), processors.end());
        if (different.size() != processors.size()) {
            report(u"tuning.numaNodes", i18nc("@info", "A processor can be in one node only."));
        } else if (!processors.isEmpty() && *std::ranges::max_element(processors) >= limit) {
            report(u"tuning.numaNodes", i18nc("@info %1: highest number", "The machine's processors are numbered from 0 to %1.", limit - 1));
        }
    }

    void findHugePages()
    {
        if (value(u"memory.hugePages") != "yes"_L1 || m_host.hugePages.isEmpty()) {
            return;
        }
        const quint64 wanted = value(u"memory.hugePageSize").toULongLong();
        const auto pages = wanted == 0 ? m_host.hugePages.cbegin() : std::ranges::find(m_host.hugePages, wanted, &HugePages::pageBytes);
        if (pages == m_host.hugePages.cend()) {
            QStringList sizes;
            for (const HugePages &offered : m_host.hugePages) {
                sizes.append(sizeText(offered.pageBytes));
            }
            report(u"memory.hugePageSize", i18nc("@info %1: sizes", "This computer has no pages of this size; it has: %1.", sizes.join(u", "_s)));
            return;
        }
        const quint64 needed = (value(u"memory.size").toULongLong() + pages->pageBytes - 1) / pages->pageBytes;
        if (pages->total < needed) {
            report(u"memory.hugePages",
                   i18nc("@info %1: amount of memory, %2: number of pages, %3: their size, %4: a command",
                         "This computer has set aside %1 as huge pages; the machine needs %2 of %3 and does not start before. To set them aside: %4",
                         sizeText(pages->total * pages->pageBytes),
                         needed,
                         sizeText(pages->pageBytes),
                         u"echo %1 | sudo tee /sys/kernel/mm/hugepages/hugepages-%2kB/nr_hugepages"_s.arg(needed).arg(pages->pageBytes / 1024)),
                   false);
        }
    }

    void findLimits()
    {
        const quint64 memory = value(u"memory.size").toULongLong();
        const quint64 hard = value(u"memory.hardLimit").toULongLong();
        if (hard > 0 && hard <= memory) {
            report(u"memory.hardLimit", i18nc("@info", "The emulator needs memory of its own on top of the machine's, and is ended when it reaches this limit. Enter more than the machine's memory."));
        }
        const quint64 swap = value(u"memory.swapLimit").toULongLong();
        if (swap > 0 && swap < hard) {
            report(u"memory.swapLimit", i18nc("@info %1: amount of memory", "This counts memory and swap together and can't be less than the limit of memory, %1.", sizeText(hard)));
        }
        const int most = m_host.maxProcessors;
        if (most > 0 && value(u"processors.limit").toInt() > most) {
            report(u"processors.limit", i18ncp("@info", "A machine can have one processor only here.", "A machine can have %1 processors at most here.", most));
        }
    }

    /** The hypervisor of a single user has no control groups to enforce these with, and refuses them. */
    void findWhatNeedsTheSystem()
    {
        if (!m_facts.perUser) {
            return;
        }
        for (const QStringView id : {u"tuning.shares", u"tuning.period", u"tuning.quota", u"tuning.blockWeight", u"memory.hardLimit", u"memory.softLimit", u"memory.swapLimit"}) {
            if (!value(id).isEmpty()) {
                report(id, i18nc("@info", "Only machines of the system's connection (qemu:///system) can have this."));
            }
        }
    }

    void findThreeD()
    {
        bool carried = false;
        const QList<DeviceRef> devices = devicesOf(m_xml);
        for (const DeviceRef &device : devices) {
            const QString type = device.element == "graphics"_L1 ? value(u"graphics.type", device) : QString();
            carried = carried || type == "egl-headless"_L1 || (!type.isEmpty() && value(u"graphics.gl", device) == "yes"_L1);
        }
        const QString reason = noThreeDReason(m_facts);
        for (const DeviceRef &device : devices) {
            if (device.element != "video"_L1 || value(u"video.accel3d", device) != "yes"_L1) {
                continue;
            }
            if (!reason.isEmpty()) {
                report(u"video.accel3d", reason, false, device);
            } else if (!carried) {
                report(u"video.accel3d", i18nc("@info", "3D needs a way to the screen of the type “egl-headless”, which is added with it."), false, device);
            }
        }
    }

    const DomainXml &m_xml;
    const DefinitionFacts &m_facts;
    const HostCapabilities m_host;
    QList<DefinitionIssue> m_found;
};

} // namespace

QList<DefinitionIssue> tuningIssues(const DomainXml &xml, const DefinitionFacts &facts)
{
    return Finder(xml, facts).find();
}

std::optional<QList<int>> parseCpuSet(const QString &text)
{
    QSet<int> numbers;
    for (const QStringView part : QStringView(text).split(u',')) {
        if (!parsePart(part.trimmed(), numbers)) {
            return std::nullopt;
        }
    }
    QList<int> sorted(numbers.begin(), numbers.end());
    std::ranges::sort(sorted);
    return sorted;
}

QString noThreeDReason(const DefinitionFacts &facts)
{
    if (facts.host && !facts.host->acceleratedVideo) {
        return i18nc("@info", "The emulator has no 3D: its package “qemu-system-modules-opengl” is missing.");
    }
    if (!facts.graphics) {
        return {};
    }
    using enum GraphicsReport::Verdict;
    switch (facts.graphics->verdict) {
    case Ok:
        return {};
    case Absent:
        return i18nc("@info", "This computer has no graphics card whose driver draws for others.");
    case Forbidden:
        return i18nc("@info %1: a file", "Your account may not open the graphics card, %1. Being a member of the group “render” allows it.", facts.graphics->renderNode);
    case SoftwareOnly:
        return i18nc("@info", "This computer's graphics driver leaves the drawing to the processor: 3D in the guest would be slower than without.");
    case Faulty:
        return i18nc("@info %1: technical detail", "This computer's graphics driver failed when it was tried (%1); a machine with 3D would not start.", facts.graphics->detail);
    }
    return {};
}

} // namespace vitrine

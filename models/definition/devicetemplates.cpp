// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/devicetemplates.h"

#include "backends/core/properties/deviceedit.h"
#include "backends/core/properties/storagelayout.h"

#include <KLazyLocalizedString>
#include <KLocalizedString>

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

struct Template {
    SettingsPage page;
    QLatin1StringView id;
    QLatin1StringView element;
    KLazyLocalizedString name;
    QLatin1StringView xml; ///< with %1 for a free name or address
};

// What the hypervisor fills in by itself (addresses, models) is left out.
constexpr Template templates[] = {
    {SettingsPage::Storage,
     "disk"_L1,
     "disk"_L1,
     kli18nc("@item:inmenu", "Disk"),
     "<disk type='file' device='disk'><driver name='qemu' type='qcow2' discard='unmap'/><target dev='%1' bus='virtio'/></disk>"_L1},
    {SettingsPage::Storage,
     "cdrom"_L1,
     "disk"_L1,
     kli18nc("@item:inmenu", "CD Drive"),
     "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><target dev='%1' bus='sata'/><readonly/></disk>"_L1},
    {SettingsPage::Storage,
     "floppy"_L1,
     "disk"_L1,
     kli18nc("@item:inmenu", "Floppy Drive"),
     "<disk type='file' device='floppy'><driver name='qemu' type='raw'/><target dev='%1' bus='fdc'/></disk>"_L1},
    {SettingsPage::Storage,
     "scsi"_L1,
     "controller"_L1,
     kli18nc("@item:inmenu", "SCSI Controller"),
     "<controller type='scsi' index='%1' model='virtio-scsi'/>"_L1},
    {SettingsPage::Storage, "sata"_L1, "controller"_L1, kli18nc("@item:inmenu", "SATA Controller"), "<controller type='sata' index='%1'/>"_L1},
    {SettingsPage::Display, "video"_L1, "video"_L1, kli18nc("@item:inmenu", "Graphics Card"), "<video><model type='virtio' heads='1'/></video>"_L1},
    {SettingsPage::Display, "dbus"_L1, "graphics"_L1, kli18nc("@item:inmenu", "Fast Display"), "<graphics type='dbus' p2p='yes'/>"_L1},
    {SettingsPage::Display, "spice"_L1, "graphics"_L1, kli18nc("@item:inmenu", "SPICE"), "<graphics type='spice'><listen type='none'/></graphics>"_L1},
    {SettingsPage::Display, "vnc"_L1, "graphics"_L1, kli18nc("@item:inmenu", "VNC"), "<graphics type='vnc'><listen type='none'/></graphics>"_L1},
    {SettingsPage::Sound, "sound"_L1, "sound"_L1, kli18nc("@item:inmenu", "Sound Card"), "<sound model='ich9'/>"_L1},
    {SettingsPage::Network,
     "user"_L1,
     "interface"_L1,
     kli18nc("@item:inmenu", "Network Adapter"),
     "<interface type='user'><mac address='%1'/><model type='virtio'/></interface>"_L1},
    {SettingsPage::Ports, "serial"_L1, "serial"_L1, kli18nc("@item:inmenu", "Serial Port"), "<serial type='pty'/>"_L1},
    {SettingsPage::Ports,
     "agent"_L1,
     "channel"_L1,
     kli18nc("@item:inmenu", "Channel for the Guest Agent"),
     "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"_L1},
    {SettingsPage::Ports,
     "vdagent"_L1,
     "channel"_L1,
     kli18nc("@item:inmenu", "Channel for Clipboard and Screen Size"),
     "<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>"_L1},
    {SettingsPage::Ports, "webdav"_L1, "channel"_L1, kli18nc("@item:inmenu", "Channel for a Folder Shared by the Machine's Window"),
     "<channel type='spiceport'><source channel='org.spice-space.webdav.0'/><target type='virtio' name='org.spice-space.webdav.0'/></channel>"_L1},
    {SettingsPage::Usb, "redirection"_L1, "redirdev"_L1, kli18nc("@item:inmenu", "USB Redirection"), "<redirdev bus='usb' type='spicevmc'/>"_L1},
    {SettingsPage::Usb, hostDeviceTemplate, "hostdev"_L1, kli18nc("@item:inmenu", "USB Device of This Computer…"), {}},
    {SettingsPage::HostDevices, hostDeviceTemplate, "hostdev"_L1, kli18nc("@item:inmenu", "Device of This Computer…"), {}},
    {SettingsPage::SharedFolders,
     "folder"_L1,
     "filesystem"_L1,
     kli18nc("@item:inmenu", "Shared Folder"),
     "<filesystem type='mount' accessmode='passthrough'><driver type='virtiofs'/><source dir='%2'/><target dir='%1'/></filesystem>"_L1},
    {SettingsPage::Other, "watchdog"_L1, "watchdog"_L1, kli18nc("@item:inmenu", "Watchdog"), "<watchdog model='%1' action='reset'/>"_L1},
    {SettingsPage::Other,
     "rng"_L1,
     "rng"_L1,
     kli18nc("@item:inmenu", "Random Numbers"),
     "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"_L1},
    {SettingsPage::Other, "tablet"_L1, "input"_L1, kli18nc("@item:inmenu", "Tablet"), "<input type='tablet' bus='usb'/>"_L1},
};

/** vda, vdb, ...: the first that no disk has. */
QString freeDiskTarget(const DomainXml &xml, const QString &prefix)
{
    QSet<QString> taken;
    for (const DeviceRef &device : devicesOf(xml)) {
        if (device.element == "disk"_L1) {
            taken.insert(labelOfDevice(xml, device));
        }
    }
    for (char16_t letter = u'a'; letter < u'z'; ++letter) {
        if (const QString name = prefix + QChar(letter); !taken.contains(name)) {
            return name;
        }
    }
    return prefix + u"z"_s;
}

QString freeFolderTag(const DomainXml &xml, const QString &wanted)
{
    QSet<QString> taken;
    for (const DeviceRef &device : devicesOf(xml)) {
        if (device.element == "filesystem"_L1) {
            taken.insert(labelOfDevice(xml, device));
        }
    }
    QString tag = wanted;
    for (int i = 2; taken.contains(tag); ++i) {
        tag = wanted + QString::number(i);
    }
    return tag;
}

/** Letters and digits that no shell minds; the device has room for 36 bytes. */
QString tagFor(const QString &path)
{
    static const QRegularExpression odd(u"[^A-Za-z0-9._-]+"_s);
    static const QRegularExpression ends(u"^[._-]+|[._-]+$"_s);
    constexpr qsizetype longest = 30; // a number may follow
    const QString tag = QString(path.section(u'/', -1, -1, QString::SectionSkipEmpty)).replace(odd, u"-"_s).left(longest).remove(ends);
    return tag.isEmpty() ? u"shared"_s : tag;
}

/** In the range that QEMU's project uses. */
QString randomMac()
{
    const quint32 bits = QRandomGenerator::system()->generate();
    return u"52:54:00:%1:%2:%3"_s.arg(bits & 0xff, 2, 16, QChar(u'0')).arg((bits >> 8) & 0xff, 2, 16, QChar(u'0')).arg((bits >> 16) & 0xff, 2, 16, QChar(u'0'));
}

/** The only chipset with a watchdog of its own. */
bool isQ35(const DomainXml &xml)
{
    const QString machine = propertyValue(xml, *findProperty(u"firmware.machine"), {});
    return machine == "q35"_L1 || machine.startsWith("pc-q35"_L1);
}

} // namespace

QList<DeviceTemplate> deviceTemplates(SettingsPage page)
{
    QList<DeviceTemplate> found;
    for (const Template &device : templates) {
        if (device.page == page) {
            found.append({.id = device.id, .element = device.element, .name = KLocalizedString(device.name).toString()});
        }
    }
    return found;
}

QString deviceTemplateXml(SettingsPage page, QLatin1StringView id, const DomainXml &xml)
{
    const auto *device = std::ranges::find_if(templates, [&](const Template &candidate) {
        return candidate.page == page && candidate.id == id;
    });
    if (device == std::end(templates)) {
        return {};
    }
    const QString text = device->xml;
    if (device->element == "watchdog"_L1) {
        return text.arg(isQ35(xml) ? "itco"_L1 : "i6300esb"_L1);
    }
    if (device->element == "disk"_L1) {
        return text.arg(freeDiskTarget(xml, text.contains("virtio"_L1) ? u"vd"_s : text.contains("fdc"_L1) ? u"fd"_s : u"sd"_s));
    }
    if (device->element == "controller"_L1) {
        return text.arg(freeControllerIndex(xml, id));
    }
    if (device->element == "interface"_L1) {
        return text.arg(randomMac());
    }
    return device->element == "filesystem"_L1 ? text.arg(freeFolderTag(xml, u"shared"_s), QString()) : text;
}

QString sharedFolderXml(const QString &path, const DomainXml &xml)
{
    const auto *folder = std::ranges::find(templates, "folder"_L1, &Template::id);
    const QString source = path.toHtmlEscaped().replace(u'\'', "&apos;"_L1);
    return QString(folder->xml).arg(freeFolderTag(xml, tagFor(path)), source);
}

} // namespace vitrine

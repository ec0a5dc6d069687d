// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/propertytext.h"

#include "backends/core/properties/deviceedit.h"
#include "models/definition/propertywords.h"
#include "models/networks/networktext.h"

#include <KFormat>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

struct PageWords {
    SettingsPage page;
    KLazyLocalizedString name;
    QLatin1StringView icon;
};
constexpr PageWords pages[] = {
    {SettingsPage::General, kli18nc("@title:tab settings of a machine", "General"), "computer"_L1},
    {SettingsPage::System, kli18nc("@title:tab settings of a machine", "System"), "cpu"_L1},
    {SettingsPage::Display, kli18nc("@title:tab settings of a machine", "Display"), "video-display"_L1},
    {SettingsPage::Storage, kli18nc("@title:tab settings of a machine", "Storage"), "drive-harddisk"_L1},
    {SettingsPage::Sound, kli18nc("@title:tab settings of a machine", "Sound"), "audio-speakers-symbolic"_L1},
    {SettingsPage::Network, kli18nc("@title:tab settings of a machine", "Network"), "network-wired"_L1},
    {SettingsPage::Ports, kli18nc("@title:tab settings of a machine", "Ports"), "utilities-terminal"_L1},
    {SettingsPage::Usb, kli18nc("@title:tab settings of a machine", "USB"), "drive-removable-media-usb"_L1},
    {SettingsPage::HostDevices, kli18nc("@title:tab settings of a machine", "Devices of This Computer"), "preferences-devices-tree"_L1},
    {SettingsPage::SharedFolders, kli18nc("@title:tab settings of a machine", "Shared Folders"), "folder-network"_L1},
    {SettingsPage::Other, kli18nc("@title:tab settings of a machine", "Other Devices"), "applications-other"_L1},
    {SettingsPage::Tuning, kli18nc("@title:tab settings of a machine", "Tuning"), "speedometer"_L1},
};

struct DeviceWords {
    QLatin1StringView element;
    KLazyLocalizedString name;
    QLatin1StringView icon;
};
constexpr DeviceWords devices[] = {
    {"disk"_L1, kli18nc("@label a device", "Disk"), "drive-harddisk"_L1},
    {"controller"_L1, kli18nc("@label a device", "Controller"), "preferences-devices-tree"_L1},
    {"interface"_L1, kli18nc("@label a device", "Network adapter"), "network-wired"_L1},
    {"video"_L1, kli18nc("@label a device", "Graphics card"), "video-display"_L1},
    {"graphics"_L1, kli18nc("@label a device", "Way to the screen"), "krfb"_L1},
    {"sound"_L1, kli18nc("@label a device", "Sound card"), "audio-card"_L1},
    {"audio"_L1, kli18nc("@label a device", "Sound output"), "audio-speakers-symbolic"_L1},
    {"serial"_L1, kli18nc("@label a device", "Serial port"), "utilities-terminal"_L1},
    {"parallel"_L1, kli18nc("@label a device", "Parallel port"), "printer"_L1},
    {"console"_L1, kli18nc("@label a device", "Text console"), "utilities-terminal"_L1},
    {"channel"_L1, kli18nc("@label a device", "Channel"), "network-connect"_L1},
    {"redirdev"_L1, kli18nc("@label a device", "USB redirection"), "drive-removable-media-usb"_L1},
    {"hostdev"_L1, kli18nc("@label a device", "Device of this computer"), "preferences-devices-tree"_L1},
    {"filesystem"_L1, kli18nc("@label a device", "Shared folder"), "folder-network"_L1},
    {"input"_L1, kli18nc("@label a device", "Input device"), "input-mouse"_L1},
    {"tpm"_L1, kli18nc("@label a device", "TPM"), "security-high"_L1},
    {"watchdog"_L1, kli18nc("@label a device", "Watchdog"), "chronometer"_L1},
    {"rng"_L1, kli18nc("@label a device", "Random numbers"), "roll"_L1},
    {"panic"_L1, kli18nc("@label a device", "Crash notification"), "dialog-warning"_L1},
    {"smartcard"_L1, kli18nc("@label a device", "Smart card"), "secure-card"_L1},
    {"memballoon"_L1, kli18nc("@label a device", "Memory balloon"), "memory"_L1},
    {"memory"_L1, kli18nc("@label a device", "Memory module"), "memory"_L1},
    {"vsock"_L1, kli18nc("@label a device", "Socket"), "network-connect"_L1},
    {"iommu"_L1, kli18nc("@label a device", "IOMMU"), "cpu"_L1},
    {"crypto"_L1, kli18nc("@label a device", "Cryptography device"), "security-high"_L1},
    {"shmem"_L1, kli18nc("@label a device", "Shared memory"), "memory"_L1},
};

const DeviceWords *deviceWords(const QString &element)
{
    const auto *found = std::ranges::find_if(devices, [&element](const DeviceWords &row) {
        return row.element == element;
    });
    return found == std::end(devices) ? nullptr : found;
}

/** The kind of a disk is an attribute. */
QString kindName(const DomainXml &xml, const DeviceRef &device)
{
    if (device.element == "disk"_L1) {
        const QString kind = propertyValue(xml, *findProperty(u"disk.device"), device);
        if (kind == "cdrom"_L1) {
            return i18nc("@label a device", "CD drive");
        }
        if (kind == "floppy"_L1) {
            return i18nc("@label a device", "Floppy drive");
        }
    }
    return deviceKindName(device.element);
}

struct ChannelWords {
    QLatin1StringView name;
    KLazyLocalizedString words;
};

/** Names of ports that guests look for. */
constexpr ChannelWords channels[] = {
    {"org.qemu.guest_agent.0"_L1, kli18nc("@label a channel, by what it is for", "guest agent")},
    {"com.redhat.spice.0"_L1, kli18nc("@label a channel, by what it is for", "clipboard and screen size")},
    {"org.spice-space.webdav.0"_L1, kli18nc("@label a channel, by what it is for", "folder shared by the window")},
};

QString channelWords(const QString &name)
{
    const auto *found = std::ranges::find(channels, name, &ChannelWords::name);
    return found == std::end(channels) ? name : KLocalizedString(found->words).toString();
}

QString forwardsText(const QString &value)
{
    QStringList texts;
    for (const PortForward &forward : parsePortForwards(value).value_or(QList<PortForward>())) {
        texts.append(portForwardText(forward));
    }
    return texts.join(i18nc("@info separates port forwards", ", "));
}

} // namespace

QString propertyName(const Property &property)
{
    const PropertyWords *words = propertyWords(property);
    return words ? KLocalizedString(words->name).toString() : QString(property.id());
}

QString propertyHelp(const Property &property)
{
    const PropertyWords *words = propertyWords(property);
    return words && !words->help.isEmpty() ? KLocalizedString(words->help).toString() : QString();
}

QString valueText(const Property &property, const QString &value)
{
    if (value.isEmpty()) {
        const bool presence = property.kind() == PropertyKind::Flag && property.location().endsWith(u'!');
        const bool isText = property.kind() == PropertyKind::Text || property.kind() == PropertyKind::Path || property.kind() == PropertyKind::List;
        return presence ? i18nc("@info a switch", "Off")
            : isText    ? i18nc("@info nothing is entered", "(empty)")
                        : i18nc("@info a setting without a value", "Automatic");
    }
    switch (property.kind()) {
    case PropertyKind::Bytes:
        return KFormat().formatByteSize(value.toDouble());
    case PropertyKind::Flag:
        return value == "yes"_L1 ? i18nc("@info a switch", "On") : i18nc("@info a switch", "Off");
    case PropertyKind::Choice:
        return choiceName(property, value);
    case PropertyKind::List:
        if (property.id() == "interface.forwards"_L1) {
            return forwardsText(value);
        }
        return QString(value).replace(u'\n', u", "_s);
    default:
        return value;
    }
}

bool propertyContains(const DomainXml &xml, const Property &property, const DeviceRef &device, const QString &text)
{
    const auto contains = [&text](const QString &where) {
        return where.contains(text, Qt::CaseInsensitive);
    };
    return contains(propertyName(property)) || contains(propertyHelp(property)) || contains(valueText(property, propertyValue(xml, property, device)));
}

QString pageName(SettingsPage page)
{
    return KLocalizedString(pages[size_t(page)].name).toString();
}

QString pageIconName(SettingsPage page)
{
    return pages[size_t(page)].icon;
}

QString deviceKindName(const QString &element)
{
    const DeviceWords *words = deviceWords(element);
    return words ? KLocalizedString(words->name).toString() : element;
}

QString deviceIconName(const QString &element)
{
    const DeviceWords *words = deviceWords(element);
    return words ? QString(words->icon) : u"preferences-devices-tree"_s;
}

QString deviceTitle(const DomainXml &xml, const DeviceRef &device)
{
    const QString kind = kindName(xml, device);
    const QString label = labelOfDevice(xml, device);
    const QString which = device.element == "channel"_L1 ? channelWords(label) : label;
    return which.isEmpty() ? kind : i18nc("@label %1: kind of device, %2: what tells it from others", "%1 (%2)", kind, which);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/machinetraits.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isUsb(const pugi::xml_node &hostdev)
{
    return attributeOf(hostdev, "type") == "usb"_L1;
}

bool isNotUsb(const pugi::xml_node &hostdev)
{
    return !isUsb(hostdev);
}

/** Any device of that make, else the one in a place. */
bool isByName(const pugi::xml_node &hostdev)
{
    return isUsb(hostdev) && hostdev.child("source").child("vendor");
}

bool isByPlace(const pugi::xml_node &hostdev)
{
    return isUsb(hostdev) && !isByName(hostdev);
}

/** Each type names its device in a way of its own: another one is another device. */
bool isNew(const pugi::xml_node &hostdev)
{
    return !hostdev.child("source");
}

bool isPci(const pugi::xml_node &hostdev)
{
    return attributeOf(hostdev, "type") == "pci"_L1;
}

bool isMediated(const pugi::xml_node &hostdev)
{
    return attributeOf(hostdev, "type") == "mdev"_L1;
}

constexpr ChoiceRule redirections[] = {{"spicevmc"_L1, hasSpice}, {"tcp unix"_L1, isNothing}};
constexpr ChoiceRule types[] = {{"*"_L1, isNew}};

constexpr auto usb = SettingsPage::Usb;
constexpr auto pci = SettingsPage::HostDevices;

constexpr Property rows[] = {
    choiceRow("redirdev.type"_L1, "redirdev"_L1, "@type"_L1, "spicevmc tcp unix").on(usb).required().advanced().only(redirections),
    // A device of the host
    choiceRow("hostdev.type"_L1, "hostdev"_L1, "@type"_L1, "usb pci mdev scsi scsi_host").on(pci).required().advanced().when(isNotUsb).only(types),
    textRow("hostdev.vendor"_L1, "hostdev"_L1, "source/vendor/@id"_L1).on(usb).checked(PropertyCheck::UsbNumber).required().advanced().when(isByName),
    textRow("hostdev.product"_L1, "hostdev"_L1, "source/product/@id"_L1).on(usb).checked(PropertyCheck::UsbNumber).required().advanced().when(isByName),
    numberRow("hostdev.usbBus"_L1, "hostdev"_L1, "source/address/@bus"_L1).on(usb).within(1, 999).required().advanced().when(isByPlace),
    numberRow("hostdev.usbDevice"_L1, "hostdev"_L1, "source/address/@device"_L1).on(usb).within(1, 127).required().advanced().when(isByPlace),
    choiceRow("hostdev.startupPolicy"_L1, "hostdev"_L1, "source/@startupPolicy"_L1, "mandatory requisite optional").on(usb).when(isUsb),
    textRow("hostdev.pciDomain"_L1, "hostdev"_L1, "source/address/@domain"_L1)
        .on(pci)
        .checked(PropertyCheck::PciNumber)
        .within(0, 0xffff)
        .advanced()
        .when(isPci),
    textRow("hostdev.pciBus"_L1, "hostdev"_L1, "source/address/@bus"_L1)
        .on(pci)
        .checked(PropertyCheck::PciNumber)
        .within(0, 0xff)
        .required()
        .advanced()
        .when(isPci),
    textRow("hostdev.pciSlot"_L1, "hostdev"_L1, "source/address/@slot"_L1)
        .on(pci)
        .checked(PropertyCheck::PciNumber)
        .within(0, 0x1f)
        .required()
        .advanced()
        .when(isPci),
    textRow("hostdev.pciFunction"_L1, "hostdev"_L1, "source/address/@function"_L1)
        .on(pci)
        .checked(PropertyCheck::PciNumber)
        .within(0, 0x7)
        .required()
        .advanced()
        .when(isPci),
    flagRow("hostdev.managed"_L1, "hostdev"_L1, "@managed"_L1, "yes no").on(pci).advanced().when(isNotUsb),
    flagRow("hostdev.romBar"_L1, "hostdev"_L1, "rom/@bar"_L1, "on off").on(pci).advanced().when(isPci),
    pathRow("hostdev.romFile"_L1, "hostdev"_L1, "rom/@file"_L1).on(pci).advanced().when(isPci),
    textRow("hostdev.mediatedId"_L1, "hostdev"_L1, "source/address/@uuid"_L1).on(pci).checked(PropertyCheck::Uuid).required().advanced().when(isMediated),
    flagRow("hostdev.display"_L1, "hostdev"_L1, "@display"_L1, "on off").on(pci).advanced().when(isMediated),
};

} // namespace

std::span<const Property> hostDeviceProperties()
{
    return rows;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/bootorder.h"
#include "backends/core/properties/machinetraits.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool firmwareFeature(const pugi::xml_node &os, const char *name)
{
    return os.child("firmware").find_child_by_attribute("feature", "name", name).attribute("enabled").as_string() == std::string_view("yes");
}

QString readFirmware(const DomainXml &, const pugi::xml_node &root)
{
    const pugi::xml_node os = root.child("os");
    const pugi::xml_node loader = os.child("loader");
    const bool flash = attributeOf(loader, "type") == "pflash"_L1;
    if (attributeOf(os, "firmware") != "efi"_L1 && !flash) {
        return u"bios"_s;
    }
    const bool secure = attributeOf(loader, "secure") == "yes"_L1 || firmwareFeature(os, "secure-boot");
    return secure ? u"uefi-secure"_s : u"uefi"_s;
}

/**
 * Chosen by libvirt from what the host has; it would prefer Secure Boot with enrolled keys unless it
 * is told. The old loader and variables go: they don't fit.
 */
Result<> writeFirmware(DomainXml &, pugi::xml_node root, const QString &value)
{
    pugi::xml_node os = ensureChild(root, "os", {"vcpu"});
    for (const char *child : {"loader", "nvram", "firmware"}) {
        removeChild(os, os.child(child));
    }
    os.remove_attribute("firmware");
    const bool secure = value == "uefi-secure"_L1;
    if (value != "bios"_L1) {
        setAttribute(os, "firmware", "efi");
        const pugi::xml_node firmware = ensureChild(os, "firmware", {"type"});
        for (const char *name : {"enrolled-keys", "secure-boot"}) {
            pugi::xml_node feature = appendElement(firmware, "feature");
            setAttribute(feature, "enabled", secure ? "yes" : "no");
            setAttribute(feature, "name", name);
        }
    }
    setValueAt(root, "features/smm/@state"_L1, secure ? u"on"_s : QString());
    return {};
}

QString readClock(const DomainXml &, const pugi::xml_node &root)
{
    return attributeOf(root.child("clock"), "offset");
}

/** What belongs to one way of setting the clock is wrong in another. */
Result<> writeClock(DomainXml &, pugi::xml_node root, const QString &value)
{
    pugi::xml_node clock = ensureChild(root, "clock", {"os", "features", "cpu"});
    for (const char *attribute : {"timezone", "basis", "adjustment", "start"}) {
        clock.remove_attribute(attribute);
    }
    setAttribute(clock, "offset", xmlText(value));
    if (value == "timezone"_L1) {
        setAttribute(clock, "timezone", "UTC");
    }
    return {};
}

bool hasTimeZone(const pugi::xml_node &root)
{
    return attributeOf(root.child("clock"), "offset") == "timezone"_L1;
}

bool hasBootMenu(const pugi::xml_node &root)
{
    return attributeOf(root.child("os").child("bootmenu"), "enable") == "yes"_L1;
}

/** How long it waits means nothing without it. */
Result<> writeBootMenu(DomainXml &, pugi::xml_node root, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(root.child("os"), root.child("os").child("bootmenu"));
    } else {
        setValueAt(root, "os/bootmenu/@enable"_L1, value);
    }
    return {};
}

bool isTis(const pugi::xml_node &tpm)
{
    return attributeOf(tpm, "model") == "tpm-tis"_L1;
}

bool isNotOld(const pugi::xml_node &tpm)
{
    return attributeOf(tpm.child("backend"), "version") != "1.2"_L1;
}

/** All that this computer's processor can, or one by one. */
bool hasOwnEnlightenments(const pugi::xml_node &root)
{
    return attributeOf(root.child("features").child("hyperv"), "mode") != "passthrough"_L1;
}

Result<> writeHypervMode(DomainXml &, pugi::xml_node root, const QString &value)
{
    if (value == "passthrough"_L1) {
        root.child("features").child("hyperv").remove_children();
    }
    setValueAt(root, "features/hyperv/@mode"_L1, value);
    return {};
}

bool isOn(const pugi::xml_node &root, const char *enlightenment)
{
    return attributeOf(root.child("features").child("hyperv").child(enlightenment), "state") == "on"_L1;
}

bool hasSpinlocks(const pugi::xml_node &root)
{
    return isOn(root, "spinlocks");
}

bool hasVendor(const pugi::xml_node &root)
{
    return isOn(root, "vendor_id");
}

/** What is on needs a value, too. */
void setEnlightenment(pugi::xml_node root, const char *name, const char *detail, const char *fallback, const QString &state)
{
    if (state.isEmpty()) {
        const pugi::xml_node hyperv = root.child("features").child("hyperv");
        removeChild(hyperv, hyperv.child(name));
        return;
    }
    const std::string place = "features/hyperv/" + std::string(name) + "/@state";
    setValueAt(root, QLatin1StringView(place.c_str()), state == "yes"_L1 ? u"on"_s : u"off"_s);
    pugi::xml_node enlightenment = root.child("features").child("hyperv").child(name);
    if (state == "yes"_L1 && !enlightenment.attribute(detail)) {
        setAttribute(enlightenment, detail, fallback);
    }
}

Result<> writeSpinlocks(DomainXml &, pugi::xml_node root, const QString &value)
{
    setEnlightenment(root, "spinlocks", "retries", "8191", value);
    return {};
}

Result<> writeVendor(DomainXml &, pugi::xml_node root, const QString &value)
{
    setEnlightenment(root, "vendor_id", "value", "Vitrine", value);
    return {};
}

/** The firmware is named by its path, not chosen by the hypervisor. */
bool namesLoader(const pugi::xml_node &root)
{
    const pugi::xml_node os = root.child("os");
    return os.child("loader") && !os.attribute("firmware");
}

/** Without a type it would be the oldest, which has no PCI Express. */
bool hasPciExpress(const pugi::xml_node &root)
{
    return bool(root.child("devices").find_child_by_attribute("controller", "model", "pcie-root"));
}

bool isIntel(const pugi::xml_node &iommu)
{
    return attributeOf(iommu, "model") == "intel"_L1;
}

/** Its driver's options are each model's own. */
Result<> writeIommu(DomainXml &, pugi::xml_node iommu, const QString &value)
{
    setAttribute(iommu, "model", xmlText(value));
    removeChild(iommu, iommu.child("driver"));
    removeChild(iommu, iommu.child("address"));
    return {};
}

constexpr ChoiceRule tpms[] = {{"tpm-crb"_L1, isNotOld}};
constexpr ChoiceRule tpmVersions[] = {{"1.2"_L1, isTis}};
constexpr ChoiceRule iommus[] = {{"intel"_L1, isQ35}};

constexpr auto page = SettingsPage::System;
constexpr auto tuning = SettingsPage::Tuning;

/** An enlightenment of Hyper-V: <relaxed state='on'/>. */
constexpr Property hyperv(QLatin1StringView id, QLatin1StringView location)
{
    return flagRow(id, {}, location, "on off").on(page).advanced().when(hasOwnEnlightenments);
}

constexpr Property rows[] = {
    choiceRow("firmware.type"_L1, {}, "os/@firmware"_L1, "bios uefi uefi-secure")
        .on(page)
        .required()
        .by(readFirmware, writeFirmware)
        .touching("os/@firmware os/firmware! os/loader! os/nvram! features/smm/@state"_L1),
    textRow("firmware.machine"_L1, {}, "os/type/@machine"_L1).on(page).advanced().checked(PropertyCheck::Identifier).neededWhen(hasPciExpress),
    pathRow("firmware.loader"_L1, {}, "os/loader"_L1).on(page).advanced().neededWhen(namesLoader),
    pathRow("firmware.variables"_L1, {}, "os/nvram"_L1).on(page).advanced(),
    listRow("boot.order"_L1, {}, "os/boot"_L1)
        .on(page)
        .checked(PropertyCheck::SingleLine)
        .by(readBootOrder, writeBootOrder)
        .touching("os/boot! devices/disk/boot! devices/interface/boot! devices/hostdev/boot! devices/redirdev/boot!"_L1),
    flagRow("boot.menu"_L1, {}, "os/bootmenu/@enable"_L1, "yes no").on(page).by(nullptr, writeBootMenu).touching("os/bootmenu!"_L1),
    numberRow("boot.menuTimeout"_L1, {}, "os/bootmenu/@timeout"_L1).on(page).advanced().within(0, 65535).when(hasBootMenu),
    flagRow("boot.serialOutput"_L1, {}, "os/bios/@useserial"_L1, "yes no").on(page).advanced(),
    pathRow("boot.kernel"_L1, {}, "os/kernel"_L1).on(page).advanced(),
    pathRow("boot.initrd"_L1, {}, "os/initrd"_L1).on(page).advanced(),
    textRow("boot.commandLine"_L1, {}, "os/cmdline"_L1).on(page).advanced().checked(PropertyCheck::SingleLine),
    // TPM
    choiceRow("tpm.model"_L1, "tpm"_L1, "@model"_L1, "tpm-crb tpm-tis").on(page).only(tpms),
    choiceRow("tpm.type"_L1, "tpm"_L1, "backend/@type"_L1, "emulator passthrough").on(page).required().advanced(),
    choiceRow("tpm.version"_L1, "tpm"_L1, "backend/@version"_L1, "2.0 1.2").on(page).only(tpmVersions),
    // Clock
    choiceRow("clock.offset"_L1, {}, "clock/@offset"_L1, "utc localtime timezone variable")
        .on(page)
        .required()
        .by(readClock, writeClock)
        .touching("clock/@offset clock/@timezone clock/@basis clock/@adjustment clock/@start"_L1),
    textRow("clock.timezone"_L1, {}, "clock/@timezone"_L1).on(page).advanced().checked(PropertyCheck::SingleLine).when(hasTimeZone).required(),
    choiceRow("clock.rtc"_L1, {}, "clock/timer[name=rtc]/@tickpolicy"_L1, "delay catchup").on(page).advanced(),
    choiceRow("clock.pit"_L1, {}, "clock/timer[name=pit]/@tickpolicy"_L1, "delay catchup discard").on(page).advanced(),
    flagRow("clock.hpet"_L1, {}, "clock/timer[name=hpet]/@present"_L1, "yes no").on(page).advanced(),
    flagRow("clock.kvm"_L1, {}, "clock/timer[name=kvmclock]/@present"_L1, "yes no").on(page).advanced(),
    flagRow("clock.hyperv"_L1, {}, "clock/timer[name=hypervclock]/@present"_L1, "yes no").on(page).advanced(),
    choiceRow("clock.tsc"_L1, {}, "clock/timer[name=tsc]/@mode"_L1, "auto native emulate smpsafe").on(page).advanced(),
    // Features
    flagRow("features.acpi"_L1, {}, "features/acpi!"_L1).on(page).advanced(),
    flagRow("features.apic"_L1, {}, "features/apic!"_L1).on(page).advanced(),
    flagRow("features.pae"_L1, {}, "features/pae!"_L1).on(page).advanced(),
    flagRow("features.smm"_L1, {}, "features/smm/@state"_L1, "on off").on(page).advanced(),
    flagRow("features.vmport"_L1, {}, "features/vmport/@state"_L1, "on off").on(page).advanced(),
    flagRow("features.pmu"_L1, {}, "features/pmu/@state"_L1, "on off").on(page).advanced(),
    flagRow("features.hideKvm"_L1, {}, "features/kvm/hidden/@state"_L1, "on off").on(page).advanced(),
    choiceRow("features.ioapic"_L1, {}, "features/ioapic/@driver"_L1, "kvm qemu").on(page).advanced(),
    flagRow("power.suspendToMemory"_L1, {}, "pm/suspend-to-mem/@enabled"_L1, "yes no").on(page).advanced(),
    flagRow("power.suspendToDisk"_L1, {}, "pm/suspend-to-disk/@enabled"_L1, "yes no").on(page).advanced(),
    // Hyper-V
    choiceRow("hyperv.mode"_L1, {}, "features/hyperv/@mode"_L1, "custom passthrough")
        .on(page)
        .advanced()
        .by(nullptr, writeHypervMode)
        .touching("features/hyperv/@mode features/hyperv/*!"_L1),
    hyperv("hyperv.relaxed"_L1, "features/hyperv/relaxed/@state"_L1),
    hyperv("hyperv.vapic"_L1, "features/hyperv/vapic/@state"_L1),
    hyperv("hyperv.spinlocks"_L1, "features/hyperv/spinlocks/@state"_L1).by(nullptr, writeSpinlocks).touching("features/hyperv/spinlocks!"_L1),
    numberRow("hyperv.spinlockRetries"_L1, {}, "features/hyperv/spinlocks/@retries"_L1)
        .on(page)
        .advanced()
        .within(4095, 4294967295)
        .when(hasSpinlocks)
        .required(),
    hyperv("hyperv.vpindex"_L1, "features/hyperv/vpindex/@state"_L1),
    hyperv("hyperv.runtime"_L1, "features/hyperv/runtime/@state"_L1),
    hyperv("hyperv.synic"_L1, "features/hyperv/synic/@state"_L1),
    hyperv("hyperv.stimer"_L1, "features/hyperv/stimer/@state"_L1),
    hyperv("hyperv.reset"_L1, "features/hyperv/reset/@state"_L1),
    hyperv("hyperv.vendorId"_L1, "features/hyperv/vendor_id/@state"_L1).by(nullptr, writeVendor).touching("features/hyperv/vendor_id!"_L1),
    textRow("hyperv.vendor"_L1, {}, "features/hyperv/vendor_id/@value"_L1).on(page).advanced().checked(PropertyCheck::VendorName).when(hasVendor).required(),
    hyperv("hyperv.frequencies"_L1, "features/hyperv/frequencies/@state"_L1),
    hyperv("hyperv.reenlightenment"_L1, "features/hyperv/reenlightenment/@state"_L1),
    hyperv("hyperv.tlbflush"_L1, "features/hyperv/tlbflush/@state"_L1),
    hyperv("hyperv.ipi"_L1, "features/hyperv/ipi/@state"_L1),
    hyperv("hyperv.evmcs"_L1, "features/hyperv/evmcs/@state"_L1),
    hyperv("hyperv.avic"_L1, "features/hyperv/avic/@state"_L1),
    // IOMMU
    choiceRow("iommu.model"_L1, "iommu"_L1, "@model"_L1, "intel virtio")
        .on(tuning)
        .required()
        .advanced()
        .only(iommus)
        .by(nullptr, writeIommu)
        .touching("@model driver! address!"_L1),
    flagRow("iommu.interrupts"_L1, "iommu"_L1, "driver/@intremap"_L1, "on off").on(tuning).advanced().when(isIntel),
    flagRow("iommu.caching"_L1, "iommu"_L1, "driver/@caching_mode"_L1, "on off").on(tuning).advanced().when(isIntel),
};

} // namespace

std::span<const Property> systemProperties()
{
    return rows;
}

} // namespace vitrine

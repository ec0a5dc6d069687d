// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/machinetraits.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool hasFile(const pugi::xml_node &rng)
{
    return attributeOf(rng.child("backend"), "model") == "random"_L1;
}

bool hasRate(const pugi::xml_node &rng)
{
    return bool(rng.child("rate").attribute("bytes"));
}

/** The file to read from is one source's only. */
Result<> writeSource(DomainXml &, pugi::xml_node rng, const QString &value)
{
    pugi::xml_node backend = ensureChild(rng, "backend", {"rate"});
    setText(backend, value == "random"_L1 ? "/dev/urandom" : "");
    while (const pugi::xml_node child = backend.find_child([](const pugi::xml_node &node) {
        return node.type() == pugi::node_element;
    })) {
        removeChild(backend, child);
    }
    setAttribute(backend, "model", xmlText(value));
    return {};
}

/** A period alone limits nothing. */
Result<> writeBytes(DomainXml &, pugi::xml_node rng, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(rng, rng.child("rate"));
    } else {
        setValueAt(rng, "rate/@bytes"_L1, value);
    }
    return {};
}

/** Where the cards are, is each mode's own. */
Result<> writeReader(DomainXml &, pugi::xml_node smartcard, const QString &value)
{
    smartcard.remove_attribute("type");
    smartcard.remove_children();
    setAttribute(smartcard, "mode", xmlText(value));
    if (value == "passthrough"_L1) {
        setAttribute(smartcard, "type", "spicevmc");
    }
    return {};
}

/** On a bus of its own. */
Result<> writePanic(DomainXml &, pugi::xml_node panic, const QString &value)
{
    setValueAt(panic, "@model"_L1, value);
    removeChild(panic, panic.child("address"));
    return {};
}

bool isPassedOn(const pugi::xml_node &smartcard)
{
    return attributeOf(smartcard, "mode") == "passthrough"_L1;
}

bool hasCertificates(const pugi::xml_node &smartcard)
{
    return bool(smartcard.child("certificate"));
}

bool hasServer(const pugi::xml_node &shmem)
{
    return bool(shmem.child("server"));
}

bool isTablet(const pugi::xml_node &input)
{
    return attributeOf(input, "type") == "tablet"_L1;
}

bool isNotTablet(const pugi::xml_node &input)
{
    return !isTablet(input);
}

bool isNotPs2(const pugi::xml_node &input)
{
    return attributeOf(input, "bus") != "ps2"_L1;
}

constexpr ChoiceRule watchdogs[] = {{"itco"_L1, isQ35}, {"ib700"_L1, isI440fx}, {"diag288"_L1, isMainframe}};
constexpr ChoiceRule panics[] = {{"isa pvpanic hyperv"_L1, isX86}, {"pseries"_L1, isPower}, {"s390"_L1, isMainframe}};
constexpr ChoiceRule readers[] = {{"passthrough"_L1, hasSpice}, {"host-certificates"_L1, hasCertificates}};
constexpr ChoiceRule readerWays[] = {{"spicevmc"_L1, hasSpice}, {"tcp unix"_L1, isNothing}};
constexpr ChoiceRule inputs[] = {{"tablet"_L1, isNotPs2}};
constexpr ChoiceRule inputBuses[] = {{"ps2"_L1, isNotTablet}};
constexpr ChoiceRule sharedMemories[] = {{"ivshmem-doorbell"_L1, hasServer}};

constexpr auto page = SettingsPage::Other;

constexpr Property rows[] = {
    choiceRow("watchdog.model"_L1, "watchdog"_L1, "@model"_L1, "itco i6300esb ib700 diag288").on(page).required().only(watchdogs),
    choiceRow("watchdog.action"_L1, "watchdog"_L1, "@action"_L1, "reset shutdown poweroff pause dump inject-nmi none").on(page),
    choiceRow("rng.model"_L1, "rng"_L1, "@model"_L1, "virtio virtio-transitional virtio-non-transitional").on(page).required().advanced(),
    choiceRow("rng.source"_L1, "rng"_L1, "backend/@model"_L1, "random builtin")
        .on(page)
        .required()
        .by(nullptr, writeSource)
        .touching("backend backend/@model backend/*!"_L1),
    pathRow("rng.file"_L1, "rng"_L1, "backend"_L1).on(page).when(hasFile),
    numberRow("rng.bytes"_L1, "rng"_L1, "rate/@bytes"_L1).on(page).within(1).advanced().by(nullptr, writeBytes).touching("rate!"_L1),
    numberRow("rng.period"_L1, "rng"_L1, "rate/@period"_L1).on(page).within(1).advanced().when(hasRate),
    choiceRow("panic.model"_L1, "panic"_L1, "@model"_L1, "isa pvpanic hyperv pseries s390")
        .on(page)
        .only(panics)
        .by(nullptr, writePanic)
        .touching("@model address!"_L1),
    choiceRow("smartcard.mode"_L1, "smartcard"_L1, "@mode"_L1, "passthrough host host-certificates")
        .on(page)
        .required()
        .only(readers)
        .by(nullptr, writeReader)
        .touching("@* *!"_L1),
    choiceRow("smartcard.type"_L1, "smartcard"_L1, "@type"_L1, "spicevmc tcp unix").on(page).required().advanced().only(readerWays).when(isPassedOn),
    choiceRow("input.type"_L1, "input"_L1, "@type"_L1, "tablet mouse keyboard").on(page).required().only(inputs),
    choiceRow("input.bus"_L1, "input"_L1, "@bus"_L1, "usb virtio ps2").on(page).only(inputBuses),
    choiceRow("crypto.model"_L1, "crypto"_L1, "@model"_L1, "virtio").on(page).required().advanced(),
    choiceRow("crypto.source"_L1, "crypto"_L1, "backend/@model"_L1, "builtin lkcf").on(page).required().advanced(),
    textRow("shmem.name"_L1, "shmem"_L1, "@name"_L1).on(page).checked(PropertyCheck::Identifier).required().advanced(),
    choiceRow("shmem.model"_L1, "shmem"_L1, "model/@type"_L1, "ivshmem-plain ivshmem-doorbell").on(page).required().advanced().only(sharedMemories),
    bytesRow("shmem.size"_L1, "shmem"_L1, "size"_L1).on(page).advanced(),
};

} // namespace

std::span<const Property> otherProperties()
{
    return rows;
}

} // namespace vitrine

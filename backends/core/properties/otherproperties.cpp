// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

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

constexpr auto page = SettingsPage::Other;

constexpr Property rows[] = {
    choiceRow("watchdog.model"_L1, "watchdog"_L1, "@model"_L1, "itco i6300esb ib700 diag288").on(page).required(),
    choiceRow("watchdog.action"_L1, "watchdog"_L1, "@action"_L1, "reset shutdown poweroff pause dump inject-nmi none").on(page),
    choiceRow("rng.model"_L1, "rng"_L1, "@model"_L1, "virtio virtio-transitional virtio-non-transitional").on(page).required().advanced(),
    choiceRow("rng.source"_L1, "rng"_L1, "backend/@model"_L1, "random builtin").on(page).required().by(nullptr, writeSource).touching("backend backend/@model backend/*!"_L1),
    pathRow("rng.file"_L1, "rng"_L1, "backend"_L1).on(page).when(hasFile),
    numberRow("rng.bytes"_L1, "rng"_L1, "rate/@bytes"_L1).on(page).within(1).advanced(),
    numberRow("rng.period"_L1, "rng"_L1, "rate/@period"_L1).on(page).within(1).advanced().when(hasRate),
    choiceRow("panic.model"_L1, "panic"_L1, "@model"_L1, "isa pvpanic hyperv pseries s390").on(page),
    choiceRow("smartcard.mode"_L1, "smartcard"_L1, "@mode"_L1, "passthrough host host-certificates").on(page).required(),
    choiceRow("smartcard.type"_L1, "smartcard"_L1, "@type"_L1, "spicevmc tcp unix").on(page).advanced(),
    choiceRow("input.type"_L1, "input"_L1, "@type"_L1, "tablet mouse keyboard").on(page).required(),
    choiceRow("input.bus"_L1, "input"_L1, "@bus"_L1, "usb virtio ps2").on(page),
    choiceRow("crypto.model"_L1, "crypto"_L1, "@model"_L1, "virtio").on(page).advanced(),
    choiceRow("crypto.source"_L1, "crypto"_L1, "backend/@model"_L1, "builtin lkcf").on(page).advanced(),
    textRow("shmem.name"_L1, "shmem"_L1, "@name"_L1).on(page).checked(PropertyCheck::Identifier).required().advanced(),
    choiceRow("shmem.model"_L1, "shmem"_L1, "model/@type"_L1, "ivshmem-plain ivshmem-doorbell").on(page).advanced(),
    bytesRow("shmem.size"_L1, "shmem"_L1, "size"_L1).on(page).advanced(),
};

} // namespace

std::span<const Property> otherProperties()
{
    return rows;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/machinetraits.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isFirst(const pugi::xml_node &port)
{
    return !port.previous_sibling(port.name());
}

/** QEMU's first text console is its first serial port, told once more: what is set there has no effect. */
bool isOwn(const pugi::xml_node &port)
{
    const bool mayMirror = port.name() == std::string_view("console") && isFirst(port) && isQemu(port);
    return !mayMirror || attributeOf(port.child("target"), "type") == "virtio"_L1 || !port.parent().child("serial");
}

bool isFile(const pugi::xml_node &port)
{
    const QString type = attributeOf(port, "type");
    return isOwn(port) && (type == "file"_L1 || type == "dev"_L1 || type == "pipe"_L1 || type == "unix"_L1);
}

/** The socket of a channel finds a place by itself. */
bool needsPath(const pugi::xml_node &port)
{
    const bool automatic = attributeOf(port, "type") == "unix"_L1 && port.name() == std::string_view("channel");
    return isFile(port) && !automatic;
}

bool isSocket(const pugi::xml_node &port)
{
    const QString type = attributeOf(port, "type");
    return isOwn(port) && (type == "tcp"_L1 || type == "unix"_L1);
}

bool isTcp(const pugi::xml_node &port)
{
    return isOwn(port) && attributeOf(port, "type") == "tcp"_L1;
}

bool hasLog(const pugi::xml_node &port)
{
    return isOwn(port) && port.child("log").attribute("file");
}

/** The other end's path, host and service are its type's. */
Result<> writeType(DomainXml &, pugi::xml_node port, const QString &value)
{
    while (const pugi::xml_node source = port.child("source")) {
        removeChild(port, source);
    }
    removeChild(port, port.child("protocol"));
    setAttribute(port, "type", xmlText(value));
    if (value == "spiceport"_L1 || value == "dbus"_L1) {
        setAttribute(ensureChild(port, "source", {}), "channel", "org.qemu.console." + std::string(port.name()) + "." + std::to_string(refOf(port).index));
    }
    if (value == "tcp"_L1) {
        pugi::xml_node source = ensureChild(port, "source", {});
        setAttribute(source, "mode", "bind");
        setAttribute(source, "host", "127.0.0.1");
        setAttribute(source, "service", "4555");
    }
    return {};
}

/** A copy that is appended to needs a file. */
Result<> writeLog(DomainXml &, pugi::xml_node port, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(port, port.child("log"));
    } else {
        setValueAt(port, "log/@file"_L1, value);
    }
    return {};
}

/** The chip is each type's own. */
Result<> writeTarget(DomainXml &, pugi::xml_node port, const QString &value)
{
    setValueAt(port, "target/@type"_L1, value);
    const pugi::xml_node target = port.child("target");
    removeChild(target, target.child("model"));
    removeChild(port, port.child("address"));
    return {};
}

bool hasFastDisplay(const pugi::xml_node &port)
{
    return hasGraphics(port, "dbus"_L1);
}

constexpr ChoiceRule ends[] = {{"spicevmc spiceport"_L1, hasSpice}, {"dbus"_L1, hasFastDisplay}};
constexpr ChoiceRule consoles[] = {{"serial"_L1, isFirst}};
constexpr ChoiceRule buses[] = {{"xen"_L1, isNotQemu}, {"virtio"_L1, isQemu}};

constexpr auto page = SettingsPage::Ports;
constexpr auto portTypes = "pty file dev pipe unix tcp spiceport stdio null vc dbus";
constexpr auto channelTypes = "pty file dev pipe unix tcp spicevmc spiceport stdio null vc qemu-vdagent dbus";

// One set of rows for each kind of port.
#define PORT_ROWS(element, types)                                                                                                                              \
    choiceRow(element ".type"_L1, element ""_L1, "@type"_L1, types)                                                                                            \
        .on(page)                                                                                                                                              \
        .required()                                                                                                                                            \
        .only(ends)                                                                                                                                            \
        .when(isOwn)                                                                                                                                           \
        .by(nullptr, writeType)                                                                                                                                \
        .touching("@type source! protocol!"_L1),                                                                                                               \
        pathRow(element ".path"_L1, element ""_L1, "source/@path"_L1).on(page).when(isFile).neededWhen(needsPath),                                             \
        textRow(element ".host"_L1, element ""_L1, "source/@host"_L1).on(page).checked(PropertyCheck::SingleLine).when(isTcp).neededWhen(isTcp),               \
        numberRow(element ".service"_L1, element ""_L1, "source/@service"_L1).on(page).within(1, 65535).when(isTcp).neededWhen(isTcp),                         \
        choiceRow(element ".mode"_L1, element ""_L1, "source/@mode"_L1, "bind connect").on(page).advanced().when(isSocket),                                    \
        pathRow(element ".log"_L1, element ""_L1, "log/@file"_L1).on(page).advanced().when(isOwn).by(nullptr, writeLog).touching("log!"_L1),                   \
        flagRow(element ".logAppend"_L1, element ""_L1, "log/@append"_L1, "on off").on(page).advanced().when(hasLog)

constexpr Property rows[] = {
    PORT_ROWS("serial", portTypes),
    numberRow("serial.number"_L1, "serial"_L1, "target/@port"_L1).on(page).within(0, 255).advanced(),
    choiceRow("serial.target"_L1, "serial"_L1, "target/@type"_L1, "isa-serial usb-serial pci-serial isa-debug")
        .on(page)
        .advanced()
        .by(nullptr, writeTarget)
        .touching("target/@type target/model! address!"_L1),
    PORT_ROWS("parallel", portTypes),
    numberRow("parallel.number"_L1, "parallel"_L1, "target/@port"_L1).on(page).within(0, 255).advanced(),
    PORT_ROWS("console", portTypes),
    numberRow("console.number"_L1, "console"_L1, "target/@port"_L1).on(page).within(0, 255).advanced().when(isOwn),
    choiceRow("console.target"_L1, "console"_L1, "target/@type"_L1, "serial virtio").on(page).required().advanced().only(consoles).when(isOwn),
    PORT_ROWS("channel", channelTypes),
    textRow("channel.name"_L1, "channel"_L1, "target/@name"_L1).on(page).checked(PropertyCheck::SingleLine),
    choiceRow("channel.target"_L1, "channel"_L1, "target/@type"_L1, "virtio xen").on(page).required().advanced().only(buses),
};

#undef PORT_ROWS

} // namespace

std::span<const Property> portProperties()
{
    return rows;
}

} // namespace vitrine

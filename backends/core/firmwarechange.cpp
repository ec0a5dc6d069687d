// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/firmwarechange.h"

#include "backends/core/properties/property.h"
#include "backends/core/xmltree.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

#include <pugixml.hpp>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString firmwareOf(const DomainXml &xml)
{
    return findProperty(u"firmware.type")->read(xml, DeviceRef{});
}

/** The elements that choose a firmware, as `original` has them. */
void restore(DomainXml &xml, const DomainXml &original)
{
    pugi::xml_node os = xml.root().child("os");
    const pugi::xml_node old = original.root().child("os");
    os.remove_attribute("firmware");
    if (const pugi::xml_attribute firmware = old.attribute("firmware")) {
        setAttribute(os, "firmware", firmware.value());
    }
    for (const char *name : {"firmware", "loader", "nvram"}) {
        removeChild(os, os.child(name));
    }
    pugi::xml_node place = os.child("type");
    for (const char *name : {"firmware", "loader", "nvram"}) {
        if (const pugi::xml_node part = old.child(name)) {
            place = os.insert_copy_after(part, place);
        }
    }
    const Property *smm = findProperty(u"features.smm");
    static_cast<void>(smm->write(xml, DeviceRef{}, smm->read(original, DeviceRef{})));
}

bool isOrdinaryPc(const pugi::xml_node &os)
{
    return attributeOf(os.child("type"), "arch") == "x86_64"_L1;
}

/** "NAME-uefi-secure_VARS.qcow2": found again when the machine comes back to this firmware. */
QString fileFor(const DomainXml &xml, const DomainXml &original, const QString &kind, const QString &folder, QLatin1StringView suffix)
{
    const QString old = variablesFile(original);
    const QString place = old.isEmpty() ? folder : QFileInfo(old).path();
    return place.isEmpty() ? QString() : u"%1/%2-%3_VARS.%4"_s.arg(place, textOf(xml.root().child("name")).trimmed(), kind, suffix);
}

/** Named image and qcow2 variables: left to choose, the hypervisor makes them raw. */
void nameImages(pugi::xml_node os, const QString &loader, const QString &variables, const QString &file, bool secure)
{
    os.remove_attribute("firmware");
    removeChild(os, os.child("firmware"));
    pugi::xml_node image = ensureChild(os, "loader", {"type", "firmware"});
    setAttribute(image, "readonly", "yes");
    if (secure) {
        setAttribute(image, "secure", "yes");
    }
    setAttribute(image, "type", "pflash");
    setText(image, xmlText(loader));
    pugi::xml_node nvram = ensureChild(os, "nvram", {"type", "firmware", "loader"});
    setAttribute(nvram, "template", xmlText(variables));
    setAttribute(nvram, "templateFormat", "qcow2");
    setAttribute(nvram, "format", "qcow2");
    setText(nvram, xmlText(file));
}

} // namespace

void fitFirmware(DomainXml &xml, const DomainXml &original, const FirmwareFacts &facts)
{
    const QString kind = firmwareOf(xml);
    if (kind == firmwareOf(original)) {
        restore(xml, original);
        return;
    }
    if (kind == "bios"_L1) {
        return;
    }
    const bool secure = kind == "uefi-secure"_L1;
    pugi::xml_node os = xml.root().child("os");
    const QString &loader = secure ? facts.secureLoader : facts.uefiLoader;
    const QString &variables = secure ? facts.secureVariables : facts.uefiVariables;
    const bool named = !loader.isEmpty() && !variables.isEmpty() && isOrdinaryPc(os);
    const QString file = fileFor(xml, original, kind, facts.folder, named ? "qcow2"_L1 : "fd"_L1);
    if (named) {
        nameImages(os, loader, variables, file, secure);
    } else if (!file.isEmpty()) {
        setText(ensureChild(os, "nvram", {"type", "firmware", "loader"}), xmlText(file));
    }
}

QString variablesFile(const DomainXml &xml)
{
    const pugi::xml_node nvram = xml.root().child("os").child("nvram");
    const QString block = attributeOf(nvram.child("source"), "file");
    return block.isEmpty() ? textOf(nvram).trimmed() : block;
}

QString variablesFolder(const QString &connection)
{
    const QUrl uri(connection);
    if (!uri.scheme().startsWith("qemu"_L1)) {
        return {};
    }
    if (uri.path() == "/system"_L1) {
        return u"/var/lib/libvirt/qemu/nvram"_s;
    }
    // Of a session on another computer nobody knows the home here.
    return uri.path() == "/session"_L1 && uri.host().isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/libvirt/qemu/nvram"_s : QString();
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/machinetraits.h"

#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

pugi::xml_node systemOf(const pugi::xml_node &element)
{
    return machineOf(element).child("os").child("type");
}

QString architectureOf(const pugi::xml_node &element)
{
    return attributeOf(systemOf(element), "arch");
}

/** "q35" of "pc-q35-9.0": machine types carry the version that they are compatible with. */
bool isOfType(const pugi::xml_node &element, QLatin1StringView name, QLatin1StringView versioned)
{
    const QString type = attributeOf(systemOf(element), "machine");
    return type == name || type.startsWith(versioned);
}

} // namespace

pugi::xml_node machineOf(const pugi::xml_node &element)
{
    return element.root().child("domain");
}

bool isX86(const pugi::xml_node &element)
{
    const QString architecture = architectureOf(element);
    return architecture.isEmpty() || architecture == "x86_64"_L1 || architecture == "i686"_L1;
}

bool isNotX86(const pugi::xml_node &element)
{
    return !isX86(element);
}

bool isPower(const pugi::xml_node &element)
{
    return architectureOf(element).startsWith("ppc"_L1);
}

bool isMainframe(const pugi::xml_node &element)
{
    return architectureOf(element).startsWith("s390"_L1);
}

bool isI440fx(const pugi::xml_node &element)
{
    return isOfType(element, "pc"_L1, "pc-i440fx"_L1);
}

bool isQ35(const pugi::xml_node &element)
{
    return isOfType(element, "q35"_L1, "pc-q35"_L1);
}

bool isQemu(const pugi::xml_node &element)
{
    const QString type = attributeOf(machineOf(element), "type");
    return type == "kvm"_L1 || type == "qemu"_L1 || type == "hvf"_L1;
}

bool isNotQemu(const pugi::xml_node &element)
{
    return !isQemu(element);
}

bool uefiNeedsAcpi(const DomainXml &xml)
{
    return isX86(xml.root()) && isQemu(xml.root());
}

bool isNothing(const pugi::xml_node &)
{
    return false;
}

bool hasGraphics(const pugi::xml_node &element, QLatin1StringView type)
{
    for (const pugi::xml_node graphics : machineOf(element).child("devices").children("graphics")) {
        if (graphics != element && attributeOf(graphics, "type") == type) {
            return true;
        }
    }
    return false;
}

bool hasSpice(const pugi::xml_node &element)
{
    return hasGraphics(element, "spice"_L1);
}

QList<int> ioThreadNumbers(const DomainXml &xml)
{
    QList<int> numbers;
    for (const pugi::xml_node thread : xml.root().child("iothreadids").children("iothread")) {
        numbers.append(thread.attribute("id").as_int());
    }
    const int count = xml.root().child("iothreads").text().as_int();
    for (int number = 1; numbers.size() < count; ++number) { // those without a number of their own get the lowest
        if (!numbers.contains(number)) {
            numbers.append(number);
        }
    }
    return numbers;
}

} // namespace vitrine

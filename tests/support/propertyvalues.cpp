// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/propertyvalues.h"

#include "backends/core/properties/bootorder.h"

#include <QHash>

#include <pugixml.hpp>

#include <algorithm>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

/** For the properties that the general values would not do. */
QString specialValue(const DomainXml &xml, const Property &property)
{
    static const QHash<QString, QString> values = {
        {u"interface.mac"_s, u"52:54:00:ab:cd:ef"_s},
        {u"tuning.pins"_s, u"0 1\n3 0-1"_s},
        {u"tuning.numaNodes"_s, u"0-1 1073741824\n2-3 1073741824"_s},
        {u"cpu.features"_s, u"require vmx\nforce aes"_s},
        {u"interface.forwards"_s, u"tcp 127.0.0.1 2222 1 22\nudp * 53 2 5353 Names & more"_s},
        {u"graphics.address"_s, u"::1"_s},
        {u"disk.source"_s, u"/new, path/with 'quotes' & <ü>.qcow2"_s},
    };
    if (property.id() == "boot.order"_L1) {
        QStringList bootable = bootableDevices(xml);
        std::ranges::reverse(bootable);
        return bootable.join(u'\n');
    }
    return values.value(property.id());
}

/** Of a text that must look like something; also a number's. */
QString checkedValue(PropertyCheck check)
{
    switch (check) {
    case PropertyCheck::CpuSet:
        return u"0-2"_s;
    case PropertyCheck::WorldWideName:
        return u"5000c50015ea71ac"_s;
    case PropertyCheck::UsbNumber:
        return u"0x1d6b"_s;
    case PropertyCheck::PciNumber:
        return u"0x5"_s;
    case PropertyCheck::Uuid:
        return u"0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f"_s;
    case PropertyCheck::VendorName:
        return u"A & <B>"_s;
    case PropertyCheck::PowerOfTwo:
        return u"4194304"_s;
    default:
        return u"new-1"_s;
    }
}

QStringList generalValues(const Property &property)
{
    switch (property.kind()) {
    case PropertyKind::Choice:
        return property.choices();
    case PropertyKind::Flag:
        return {u"yes"_s, u"no"_s};
    case PropertyKind::Number:
        return QStringList{QString::number(property.minimum() + 1)}
        + (property.check() == PropertyCheck::PowerOfTwo ? QStringList{checkedValue(property.check())} : QStringList{});
    case PropertyKind::Bytes:
        return {u"67108864"_s};
    case PropertyKind::Path:
        return {u"/tmp/a, b&'\" 100%.x"_s};
    case PropertyKind::Text:
        return {checkedValue(property.check()), u"new-1"_s};
    case PropertyKind::List:
        break;
    }
    return {};
}

} // namespace

QStringList valuesToTry(const DomainXml &xml, const Property &property, const QString &current)
{
    const QString special = specialValue(xml, property);
    QStringList values = special.isEmpty() ? generalValues(property) : QStringList{special};
    if (!property.isRequired()) {
        values.append(QString());
    }
    values.removeAll(current);
    values.removeDuplicates();
    return values;
}

QList<DeviceRef> ownersOf(const DomainXml &xml, const Property &property)
{
    QList<DeviceRef> owners = property.element().isEmpty() ? QList{DeviceRef{}} : devicesOf(xml);
    owners.removeIf([&](const DeviceRef &device) {
        return device.element != property.element() || !property.appliesTo(nodeOf(xml, device));
    });
    return owners;
}

} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/property.h"

#include "backends/core/ipaddress.h"
#include "backends/core/properties/tables.h"
#include "backends/core/properties/xmllocation.h"

#include <QRegularExpression>

#include <algorithm>
#include <bit>
#include <vector>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool matches(const char *pattern, const QString &value)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1StringView(pattern))).match(value).hasMatch();
}

/** A multicast address is no adapter's. */
bool isMac(const QString &value)
{
    return matches("[0-9a-fA-F][02468aceACE](:[0-9a-fA-F]{2}){5}", value) && value != "00:00:00:00:00:00"_L1;
}

bool isSingleLine(const QString &value)
{
    return std::ranges::none_of(value, [](QChar character) {
        return character.category() == QChar::Other_Control;
    });
}

bool isPciNumber(const QString &value, quint64 maximum)
{
    bool ok = false;
    const quint64 number = value.toULongLong(&ok, 16);
    return ok && matches("0x[0-9a-fA-F]{1,4}", value) && number <= maximum;
}

bool isPowerOfTwo(const QString &value)
{
    return std::has_single_bit(value.toULongLong());
}

bool passes(PropertyCheck check, const QString &value, quint64 maximum)
{
    switch (check) {
    case PropertyCheck::None:
        return true;
    case PropertyCheck::SingleLine:
        return isSingleLine(value);
    case PropertyCheck::Name:
        return isSingleLine(value) && !value.contains(u'/') && !value.trimmed().isEmpty();
    case PropertyCheck::Mac:
        return isMac(value);
    case PropertyCheck::CpuSet:
        return matches("\\^?\\d+(-\\d+)?(,\\^?\\d+(-\\d+)?)*", value);
    case PropertyCheck::Path:
        return isSingleLine(value) && value.startsWith(u'/');
    case PropertyCheck::Identifier:
        return matches("[A-Za-z0-9_.+ -]+", value);
    case PropertyCheck::Address:
        return IpAddress::parse(value).has_value();
    case PropertyCheck::WorldWideName:
        return matches("[0-9a-fA-F]{16}", value);
    case PropertyCheck::UsbNumber:
        return matches("0x[0-9a-fA-F]{1,4}", value);
    case PropertyCheck::PciNumber:
        return isPciNumber(value, maximum);
    case PropertyCheck::Uuid:
        return matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value);
    case PropertyCheck::VendorName:
        return isSingleLine(value) && value.toUtf8().size() <= 12 && !value.contains(u',');
    case PropertyCheck::PowerOfTwo:
        return isPowerOfTwo(value);
    }
    return true;
}

QStringList words(QLatin1StringView text)
{
    return QString(text).split(u' ', Qt::SkipEmptyParts);
}

/** Flags read "yes" and "no", whatever the document's words are. */
QString flagFrom(const QString &raw, const QStringList &pair)
{
    return raw == pair.value(0) ? u"yes"_s : raw == pair.value(1) ? u"no"_s : raw;
}

QString flagTo(const QString &value, const QStringList &pair)
{
    return value == "yes"_L1 ? pair.value(0) : value == "no"_L1 ? pair.value(1) : value;
}

} // namespace

QStringList Property::choices() const
{
    return m_kind == PropertyKind::Choice ? words(m_values) : QStringList();
}

QStringList Property::touched() const
{
    return m_touched.isEmpty() ? QStringList{m_location} : words(m_touched);
}

bool Property::appliesTo(const pugi::xml_node &owner) const
{
    return !m_condition || m_condition(owner);
}

bool Property::accepts(const QString &value) const
{
    if (value.isEmpty()) {
        return !m_required;
    }
    switch (m_kind) {
    case PropertyKind::Number:
    case PropertyKind::Bytes: {
        bool ok = false;
        const quint64 number = value.toULongLong(&ok);
        return ok && number >= m_minimum && (m_maximum == 0 || number <= m_maximum) && passes(m_check, value, m_maximum);
    }
    case PropertyKind::Flag:
        return value == "yes"_L1 || value == "no"_L1;
    case PropertyKind::Choice:
        return words(m_values).contains(value);
    case PropertyKind::Path:
        return passes(PropertyCheck::Path, value, m_maximum);
    case PropertyKind::Text:
        break;
    case PropertyKind::List:
        return std::ranges::all_of(value.split(u'\n'), [this](const QString &line) {
            return passes(m_check, line, m_maximum);
        });
    }
    return passes(m_check, value, m_maximum);
}

QStringList Property::offered(const pugi::xml_node &owner) const
{
    QStringList values = choices();
    for (const ChoiceRule &rule : m_rules) {
        if (!rule.holds(owner)) {
            values.removeIf([named = words(rule.values)](const QString &value) {
                return named.contains(value) || named.contains("*"_L1);
            });
        }
    }
    return values;
}

bool Property::isNeededBy(const pugi::xml_node &owner) const
{
    return m_needed && m_needed(owner);
}

QString Property::read(const DomainXml &xml, const pugi::xml_node &owner) const
{
    if (m_reader) {
        return m_reader(xml, owner);
    }
    if (m_kind == PropertyKind::Bytes) {
        const std::optional<quint64> bytes = bytesAt(owner, m_location);
        return bytes ? QString::number(*bytes) : QString();
    }
    const QString raw = valueAt(owner, m_location);
    return m_kind == PropertyKind::Flag && !m_values.isEmpty() ? flagFrom(raw, words(m_values)) : raw;
}

Result<> Property::write(DomainXml &xml, pugi::xml_node owner, const QString &value) const
{
    if (value == read(xml, owner)) {
        return {};
    }
    if (!accepts(value)) {
        return fail(ErrorCode::InvalidArgument, m_id, value, u"edit-definition"_s);
    }
    if (m_writer) {
        return m_writer(xml, owner, value);
    }
    if (m_kind == PropertyKind::Bytes) {
        setBytesAt(owner, m_location, value.isEmpty() ? std::nullopt : std::optional(value.toULongLong()));
    } else {
        setValueAt(owner, m_location, m_kind == PropertyKind::Flag && !m_values.isEmpty() ? flagTo(value, words(m_values)) : value);
    }
    return {};
}

QString Property::read(const DomainXml &xml, const DeviceRef &device) const
{
    const pugi::xml_node owner = nodeOf(xml, device);
    return owner ? read(xml, owner) : QString();
}

Result<> Property::write(DomainXml &xml, const DeviceRef &device, const QString &value) const
{
    const pugi::xml_node owner = nodeOf(xml, device);
    return owner ? write(xml, owner, value) : fail(ErrorCode::NotFound, device.element, {}, u"edit-definition"_s);
}

std::span<const Property> allProperties()
{
    static const std::vector<Property> all = [] {
        std::vector<Property> rows;
        for (const std::span<const Property> table : propertyTables()) {
            rows.insert(rows.end(), table.begin(), table.end());
        }
        return rows;
    }();
    return all;
}

/** Settings look their rows up by the thousand with every key that is typed. */
const Property *findProperty(QStringView id)
{
    static const std::vector<const Property *> sorted = [] {
        std::vector<const Property *> rows;
        for (const Property &property : allProperties()) {
            rows.push_back(&property);
        }
        std::ranges::sort(rows, {}, &Property::id);
        return rows;
    }();
    const auto found = std::ranges::partition_point(sorted, [id](const Property *property) {
        return property->id() < id;
    });
    return found == sorted.end() || (*found)->id() != id ? nullptr : *found;
}

QList<DeviceRef> devicesOf(const DomainXml &xml)
{
    QList<DeviceRef> devices;
    for (const pugi::xml_node node : xml.root().child("devices").children()) {
        if (node.type() == pugi::node_element && std::string_view(node.name()) != "emulator") {
            devices.append(refOf(node));
        }
    }
    return devices;
}

pugi::xml_node nodeOf(const DomainXml &xml, const DeviceRef &device)
{
    if (device.isNull()) {
        return xml.root();
    }
    const std::string name = device.element.toStdString();
    pugi::xml_node node = xml.root().child("devices").child(name.c_str());
    for (int i = 0; i < device.index && node; ++i) {
        node = node.next_sibling(name.c_str());
    }
    return node;
}

DeviceRef refOf(const pugi::xml_node &device)
{
    int index = 0;
    for (pugi::xml_node before = device.previous_sibling(device.name()); before; before = before.previous_sibling(device.name())) {
        ++index;
    }
    return {.element = QString::fromUtf8(device.name()), .index = index};
}

} // namespace vitrine

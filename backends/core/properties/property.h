// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

#include <QList>
#include <QMetaType>

#include <span>

namespace vitrine {

/** Where the settings of a machine show a property. */
enum class SettingsPage {
    General,
    System,
    Display,
    Storage,
    Sound,
    Network,
    Ports,
    Usb,
    HostDevices, ///< PCI and mediated devices
    SharedFolders,
    Other,
    Tuning,
};

/** How a value is entered. */
enum class PropertyKind {
    Text,
    Number,
    Bytes,
    Flag, ///< "yes", "no", or empty for the hypervisor's choice where that is possible
    Choice, ///< one of choices(), or empty for the hypervisor's choice
    Path,
    List, ///< one item a line
};

/** What a text must look like. */
enum class PropertyCheck {
    None,
    SingleLine,
    Name, ///< a hypervisor name: no '/', no line break
    Mac,
    CpuSet, ///< "0-3,^2"
    Path, ///< absolute, no line break
    Identifier, ///< letters, digits and . _ - (serial numbers and the like)
    Address, ///< an IP address
    WorldWideName, ///< 16 hexadecimal digits
    UsbNumber, ///< "0x046d"
    PciNumber, ///< "0x1f", up to maximum()
    Uuid,
    VendorName, ///< up to 12 characters, no comma
    PowerOfTwo,
};

/** When a change of a running machine takes effect. */
enum class Effect {
    Now,
    AfterRestart,
    Impossible, ///< only while the machine is off
};

/**
 * One device of a definition: the `index`-th element of that name below <devices>, in document order.
 * Holds as long as no device of that name is added or removed. Null: the machine as a whole.
 */
struct DeviceRef {
    QString element = {};
    int index = 0;
    [[nodiscard]] bool isNull() const
    {
        return element.isEmpty();
    }
    bool operator==(const DeviceRef &) const = default;
};

/** Some choices of a property that only some owners have. */
struct ChoiceRule {
    QLatin1StringView values; ///< "vga bochs"; "*" for all
    bool (*holds)(const pugi::xml_node &owner);
};

/**
 * One thing of a definition that can be set: a row of a table that settings, search, the difference in
 * words and the tests share. A value without I/O; the rows are constants that live for ever.
 *
 * Values cross as text in one canonical form each kind: numbers in decimal, amounts of memory in
 * bytes, flags as "yes" and "no". Empty is "not set": the hypervisor chooses. Writing changes this
 * property in place; what else the document holds stays as it is, in meaning and order.
 */
class Property
{
public:
    using Reader = QString (*)(const DomainXml &xml, const pugi::xml_node &owner);
    using Writer = Result<> (*)(DomainXml &xml, pugi::xml_node owner, const QString &value);
    using Condition = bool (*)(const pugi::xml_node &owner);

    /**
     * `location`, from the device or the <domain>: "driver/@cache", "serial" (its text), "readonly!"
     * (the element being there), "clock/timer[name=rtc]/@tickpolicy".
     */
    constexpr Property(QLatin1StringView id, PropertyKind kind, QLatin1StringView element, QLatin1StringView location)
        : m_id(id)
        , m_kind(kind)
        , m_element(element)
        , m_location(location)
    {
    }

    /** "disk.cache": unique. */
    [[nodiscard]] constexpr QLatin1StringView id() const
    {
        return m_id;
    }
    [[nodiscard]] constexpr PropertyKind kind() const
    {
        return m_kind;
    }
    [[nodiscard]] constexpr SettingsPage page() const
    {
        return m_page;
    }
    /** The device's element; empty when it belongs to the machine as a whole. */
    [[nodiscard]] constexpr QLatin1StringView element() const
    {
        return m_element;
    }
    [[nodiscard]] constexpr QLatin1StringView location() const
    {
        return m_location;
    }
    /** All that Vitrine knows; see also offered(). */
    [[nodiscard]] QStringList choices() const;
    [[nodiscard]] constexpr quint64 minimum() const
    {
        return m_minimum;
    }
    /** 0: none. */
    [[nodiscard]] constexpr quint64 maximum() const
    {
        return m_maximum;
    }
    [[nodiscard]] constexpr PropertyCheck check() const
    {
        return m_check;
    }
    /** May not be empty. */
    [[nodiscard]] constexpr bool isRequired() const
    {
        return m_required;
    }
    /** For those who know: not shown in the basic view. */
    [[nodiscard]] constexpr bool isAdvanced() const
    {
        return m_advanced;
    }
    /** When a change takes effect on a machine that runs, as far as the property alone decides. */
    [[nodiscard]] constexpr Effect effect() const
    {
        return m_effect;
    }
    /** Whether it is of any use to such an owner ("disk.rotation" to a SATA disk). */
    [[nodiscard]] bool appliesTo(const pugi::xml_node &owner) const;
    /** The choices that such an owner has in such a machine. What is set already may be none of them. */
    [[nodiscard]] QStringList offered(const pugi::xml_node &owner) const;
    /** May not be empty with such an owner, because of another setting: a port that leads to a file needs its path. */
    [[nodiscard]] bool isNeededBy(const pugi::xml_node &owner) const;

    [[nodiscard]] QString read(const DomainXml &xml, const pugi::xml_node &owner) const;
    /** Empty also when there is no such device. */
    [[nodiscard]] QString read(const DomainXml &xml, const DeviceRef &device) const;
    /** InvalidArgument (subject: the id) for what problem() finds fault with; nothing is changed then. */
    [[nodiscard]] Result<> write(DomainXml &xml, pugi::xml_node owner, const QString &value) const;
    /** Also NotFound when there is no such device. */
    [[nodiscard]] Result<> write(DomainXml &xml, const DeviceRef &device, const QString &value) const;
    /** Whether the text can be a value at all. Pure; the rest is found by definitionIssues(). */
    [[nodiscard]] bool accepts(const QString &value) const;

    // For the tables.

    [[nodiscard]] constexpr Property on(SettingsPage page) const
    {
        Property copy = *this;
        copy.m_page = page;
        return copy;
    }
    /** Choices, or the two words of a flag (default "yes no"). */
    [[nodiscard]] constexpr Property of(QLatin1StringView values) const
    {
        Property copy = *this;
        copy.m_values = values;
        return copy;
    }
    [[nodiscard]] constexpr Property within(quint64 minimum, quint64 maximum = 0) const
    {
        Property copy = *this;
        copy.m_minimum = minimum;
        copy.m_maximum = maximum;
        return copy;
    }
    [[nodiscard]] constexpr Property checked(PropertyCheck check) const
    {
        Property copy = *this;
        copy.m_check = check;
        return copy;
    }
    [[nodiscard]] constexpr Property required() const
    {
        Property copy = *this;
        copy.m_required = true;
        return copy;
    }
    [[nodiscard]] constexpr Property advanced() const
    {
        Property copy = *this;
        copy.m_advanced = true;
        return copy;
    }
    [[nodiscard]] constexpr Property takes(Effect effect) const
    {
        Property copy = *this;
        copy.m_effect = effect;
        return copy;
    }
    [[nodiscard]] constexpr Property by(Reader reader, Writer writer) const
    {
        Property copy = *this;
        copy.m_reader = reader;
        copy.m_writer = writer;
        return copy;
    }
    [[nodiscard]] constexpr Property when(Condition condition) const
    {
        Property copy = *this;
        copy.m_condition = condition;
        return copy;
    }
    [[nodiscard]] constexpr Property only(std::span<const ChoiceRule> rules) const
    {
        Property copy = *this;
        copy.m_rules = rules;
        return copy;
    }
    [[nodiscard]] constexpr Property neededWhen(Condition condition) const
    {
        Property copy = *this;
        copy.m_needed = condition;
        return copy;
    }
    /** Whole elements ("cpu/topology!") and attributes that a Writer changes; for tests of what stays. */
    [[nodiscard]] constexpr Property touching(QLatin1StringView locations) const
    {
        Property copy = *this;
        copy.m_touched = locations;
        return copy;
    }
    [[nodiscard]] QStringList touched() const;

private:
    QLatin1StringView m_id;
    PropertyKind m_kind;
    SettingsPage m_page = SettingsPage::Other;
    QLatin1StringView m_element;
    QLatin1StringView m_location;
    QLatin1StringView m_values = {};
    QLatin1StringView m_touched = {};
    quint64 m_minimum = 0;
    quint64 m_maximum = 0;
    PropertyCheck m_check = PropertyCheck::None;
    Effect m_effect = Effect::AfterRestart;
    bool m_required = false;
    bool m_advanced = false;
    Reader m_reader = nullptr;
    Writer m_writer = nullptr;
    Condition m_condition = nullptr;
    Condition m_needed = nullptr;
    std::span<const ChoiceRule> m_rules = {};
};

/** All rows, in the order in which the pages show them. */
[[nodiscard]] std::span<const Property> allProperties();
/** Null when there is none. */
[[nodiscard]] const Property *findProperty(QStringView id);

/** All devices in document order, known to Vitrine or not. */
[[nodiscard]] QList<DeviceRef> devicesOf(const DomainXml &xml);
/** Null when there is none (any more); the <domain> for a null reference. */
[[nodiscard]] pugi::xml_node nodeOf(const DomainXml &xml, const DeviceRef &device);
[[nodiscard]] DeviceRef refOf(const pugi::xml_node &device);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::DeviceRef)

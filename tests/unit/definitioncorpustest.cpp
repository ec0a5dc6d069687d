// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Every property of the table, on every definition of the corpus: what is not changed stays.

#include "backends/core/properties/bootorder.h"
#include "backends/core/properties/property.h"
#include "backends/core/xmltree.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

struct Sample {
    QString name;
    QString text;
};

QList<Sample> corpus()
{
    QList<Sample> samples;
    for (const QString &folder : {u"/domains"_s, u"/golden"_s}) {
        const QDir dir(QStringLiteral(VITRINE_TEST_DATA) + folder);
        for (const QString &name : dir.entryList({u"*.xml"_s}, QDir::Files, QDir::Name)) {
            QFile file(dir.filePath(name));
            if (file.open(QIODevice::ReadOnly)) {
                samples.append({name, QString::fromUtf8(file.readAll())});
            }
        }
    }
    return samples;
}

/** Values worth trying that the general ones would not be. */
QString specialValue(const QString &id)
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
    return values.value(id);
}

QStringList candidates(const DomainXml &xml, const Property &property, const QString &current)
{
    QStringList values;
    QStringList bootable = bootableDevices(xml);
    std::ranges::reverse(bootable);
    const QString special = property.id() == "boot.order"_L1 ? bootable.join(u'\n') : specialValue(property.id());
    if (!special.isEmpty()) {
        values.append(special);
        values.removeAll(current);
        return values;
    }
    switch (property.kind()) {
    case PropertyKind::Choice:
        values += property.choices();
        break;
    case PropertyKind::Flag:
        values += QStringList{u"yes"_s, u"no"_s};
        break;
    case PropertyKind::Number:
        values += QString::number(property.minimum() + 1);
        break;
    case PropertyKind::Bytes:
        values += u"67108864"_s;
        break;
    case PropertyKind::Path:
        values += u"/tmp/a, b&'\" 100%.x"_s;
        break;
    case PropertyKind::Text:
        values += property.check() == PropertyCheck::CpuSet ? u"0-2"_s : u"new-1"_s;
        break;
    case PropertyKind::List:
        break;
    }
    if (!property.isRequired()) {
        values.append(QString());
    }
    values.removeAll(current);
    return values;
}

/** "clock/timer[name=rtc]/@tickpolicy" -> XPath. */
std::string xpathOf(QString location)
{
    location.remove(u'!');
    location.replace(u"[name="_s, u"[@name='"_s).replace(u']', u"']"_s);
    return location.toStdString();
}

void pruneEmpty(pugi::xml_node node, const pugi::xml_node &stop)
{
    while (node && node != stop && !node.first_attribute() && !node.find_child([](const pugi::xml_node &child) {
               return child.type() != pugi::node_pcdata || !QByteArrayView(child.value()).trimmed().isEmpty();
           })) {
        pugi::xml_node parent = node.parent();
        parent.remove_child(node);
        node = parent;
    }
}

/** Takes away what the property may change, so that the rest can be compared letter by letter. */
void strip(const pugi::xml_node &owner, const Property &property)
{
    for (const QString &location : property.touched()) {
        const bool textOnly = !location.contains(u'@') && !location.endsWith(u'!');
        for (const pugi::xpath_node found : owner.select_nodes(xpathOf(location).c_str())) {
            pugi::xml_node node = found.attribute() ? found.parent() : found.node();
            if (found.attribute()) {
                node.remove_attribute(found.attribute());
                if (node.attribute("unit") && property.kind() == PropertyKind::Bytes) {
                    node.remove_attribute("unit");
                }
                if (node.name() == std::string_view("timer") && node.first_attribute() == node.last_attribute() && !node.first_child()) {
                    node.remove_attribute("name");
                }
                pruneEmpty(node, owner);
            } else if (textOnly && (node.first_attribute() || node.find_child([](const pugi::xml_node &child) {
                           return child.type() == pugi::node_element;
                       }))) {
                node.text().set("");
                node.remove_attribute("unit");
                pruneEmpty(node, owner);
            } else {
                pugi::xml_node parent = node.parent();
                parent.remove_child(node);
                pruneEmpty(parent, owner);
            }
        }
    }
}

/** Blanks between elements are layout: an element that comes or goes takes its line along. */
QString canonical(const DomainXml &xml)
{
    const Result<DomainXml> copy = DomainXml::parse(xml.toString());
    QList<pugi::xml_node> open = {copy->root()};
    while (!open.isEmpty()) {
        pugi::xml_node node = open.takeLast();
        const bool elements = bool(node.find_child([](const pugi::xml_node &child) {
            return child.type() == pugi::node_element;
        }));
        for (pugi::xml_node child = node.first_child(); child;) {
            const pugi::xml_node next = child.next_sibling();
            if ((elements || !next) && child.type() == pugi::node_pcdata && QByteArrayView(child.value()).trimmed().isEmpty()) {
                node.remove_child(child);
            } else if (child.type() == pugi::node_element) {
                open.append(child);
            }
            child = next;
        }
    }
    return copy->toString();
}

QString without(const DomainXml &xml, const DeviceRef &device, const Property &property)
{
    const Result<DomainXml> copy = DomainXml::parse(xml.toString());
    const pugi::xml_node owner = nodeOf(*copy, device);
    strip(owner, property);
    return canonical(*copy);
}

QList<DeviceRef> ownersOf(const DomainXml &xml, const Property &property)
{
    if (property.element().isEmpty()) {
        return {DeviceRef{}};
    }
    QList<DeviceRef> owners;
    for (const DeviceRef &device : devicesOf(xml)) {
        if (device.element == property.element()) {
            owners.append(device);
        }
    }
    return owners;
}

TEST(DefinitionCorpus, EveryPropertyIsChangedAndNothingElse)
{
    std::set<QString> exercised;
    const QList<Sample> samples = corpus();
    ASSERT_GE(samples.size(), 7);
    for (const Sample &sample : samples) {
        const Result<DomainXml> original = DomainXml::parse(sample.text);
        ASSERT_TRUE(original.has_value()) << sample.name.toStdString();
        for (const Property &property : allProperties()) {
            for (const DeviceRef &device : ownersOf(*original, property)) {
                if (!property.appliesTo(nodeOf(*original, device))) {
                    continue;
                }
                const QString current = property.read(*original, nodeOf(*original, device));
                for (const QString &value : candidates(*original, property, current)) {
                    SCOPED_TRACE(u"%1: %2 of %3 %4: '%5' -> '%6'"_s.arg(sample.name, property.id(), device.element)
                                     .arg(device.index)
                                     .arg(current, value)
                                     .toStdString());
                    Result<DomainXml> edited = DomainXml::parse(sample.text);
                    const Result<> written = property.write(*edited, nodeOf(*edited, device), value);
                    if (value == "lun"_L1 && !written) {
                        continue; // a file has none
                    }
                    EXPECT_TRUE(written.has_value());
                    if (!value.isEmpty()) {
                        EXPECT_EQ(property.read(*edited, nodeOf(*edited, device)).toStdString(), value.toStdString());
                        exercised.insert(property.id());
                    }
                    EXPECT_EQ(without(*edited, device, property).toStdString(), without(*original, device, property).toStdString());
                    if (HasFailure()) {
                        break;
                    }
                }
            }
        }
    }
    for (const Property &property : allProperties()) {
        EXPECT_TRUE(exercised.contains(property.id())) << property.id().toString().toStdString() << " has no case in the corpus";
    }
}

TEST(DefinitionCorpus, WritingWhatIsThereChangesNothingAtAll)
{
    for (const Sample &sample : corpus()) {
        Result<DomainXml> xml = DomainXml::parse(sample.text);
        const QString before = xml->toString();
        for (const Property &property : allProperties()) {
            for (const DeviceRef &device : ownersOf(*xml, property)) {
                const pugi::xml_node owner = nodeOf(*xml, device);
                EXPECT_TRUE(property.write(*xml, owner, property.read(*xml, owner)).has_value()) << property.id().toString().toStdString();
            }
        }
        EXPECT_EQ(xml->toString(), before) << sample.name.toStdString();
    }
}

TEST(DefinitionCorpus, PropertiesHaveTheirOwnNamesAndPlaces)
{
    std::set<QString> ids;
    for (const Property &property : allProperties()) {
        EXPECT_TRUE(ids.insert(property.id()).second) << property.id().toString().toStdString();
        EXPECT_FALSE(property.location().isEmpty());
        EXPECT_EQ(findProperty(QString(property.id())), &property);
        EXPECT_EQ(property.kind() == PropertyKind::Choice, !property.choices().isEmpty());
    }
}

} // namespace
} // namespace vitrine::test

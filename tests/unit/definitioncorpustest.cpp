// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Every property of the table, on every definition of two corpora: what is not changed stays.

#include "backends/core/definitiondiff.h"
#include "backends/core/properties/deviceedit.h"
#include "tests/support/propertyvalues.h"
#include "tests/support/xmlcorpus.h"
#include "tests/support/xmloutline.h"

#include <gtest/gtest.h>

#include <set>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

/** Changes one property of one device of one document, and looks at all the rest of it. */
class PropertyEdit
{
public:
    PropertyEdit(const Sample &sample, const DomainXml &original, const Property &property, const DeviceRef &device)
        : m_sample(sample)
        , m_property(property)
        , m_device(device)
        , m_current(property.read(original, nodeOf(original, device)))
        , m_rest(restOf(original))
        , m_values(valuesToTry(original, property, m_current))
    {
    }

    [[nodiscard]] const QStringList &values() const
    {
        return m_values;
    }

    /** Whether this document and value put the property to the test. */
    [[nodiscard]] bool check(const QString &value) const
    {
        SCOPED_TRACE(u"%1: %2 of %3 %4: '%5' -> '%6'"_s.arg(m_sample.name, m_property.id(), m_device.element)
                         .arg(m_device.index)
                         .arg(m_current, value)
                         .toStdString());
        Result<DomainXml> edited = DomainXml::parse(m_sample.text);
        if (!m_property.write(*edited, nodeOf(*edited, m_device), value)) {
            EXPECT_EQ(edited->toString(), DomainXml::parse(m_sample.text)->toString()) << "refused, but not without a trace";
            return false;
        }
        const Result<DomainXml> reread = DomainXml::parse(edited->toString());
        if (!reread) {
            ADD_FAILURE() << reread.error().detail.toStdString();
            return false;
        }
        if (!value.isEmpty()) {
            EXPECT_EQ(m_property.read(*reread, nodeOf(*reread, m_device)).toStdString(), value.toStdString());
        }
        EXPECT_EQ(restOf(*reread), m_rest);
        return !value.isEmpty();
    }

private:
    /** The document without what the property may change. */
    [[nodiscard]] std::string restOf(const DomainXml &xml) const
    {
        XmlOutline outline(xml.root().root());
        for (const QString &place : m_property.touched()) {
            outline.leaveOut(nodeOf(xml, m_device), place, m_property.kind() == PropertyKind::Bytes);
        }
        return outline.text();
    }

    const Sample &m_sample;
    const Property &m_property;
    DeviceRef m_device;
    QString m_current;
    std::string m_rest;
    QStringList m_values;
};

TEST(DefinitionCorpus, EveryPropertyIsChangedAndNothingElse)
{
    std::set<QString> exercised;
    const QList<Sample> samples = samplesOf(ownSamples(), "domain"_L1);
    ASSERT_GE(samples.size(), 7);
    for (const Sample &sample : samples) {
        const Result<DomainXml> original = DomainXml::parse(sample.text);
        ASSERT_TRUE(original.has_value()) << sample.name.toStdString();
        for (const Property &property : allProperties()) {
            for (const DeviceRef &device : ownersOf(*original, property)) {
                const PropertyEdit edit(sample, *original, property, device);
                for (const QString &value : edit.values()) {
                    if (edit.check(value)) {
                        exercised.insert(property.id());
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
    for (const Sample &sample : samplesOf(ownSamples() + fetchedSamples(QStringLiteral(VITRINE_CORPUS)), "domain"_L1)) {
        Result<DomainXml> xml = DomainXml::parse(sample.text);
        if (!xml) {
            continue;
        }
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

TEST(DefinitionCorpus, NodesOfMemoryKeepWhatElseTheySay)
{
    Result<DomainXml> xml = DomainXml::parse(
        u"<domain><cpu><numa><cell id='0' cpus='0' memory='1' unit='GiB' discard='yes'><distances><sibling id='1' value='20'/></distances></cell>"
        "<cell id='1' cpus='1' memory='1' unit='GiB'/></numa></cpu></domain>"_s);
    ASSERT_TRUE(findProperty(u"tuning.numaNodes")->write(*xml, DeviceRef{}, u"0-1 2147483648"_s));
    EXPECT_EQ(xml->toString(),
              u"<domain><cpu><numa><cell id='0' cpus='0-1' memory='2097152' unit='KiB' discard='yes'><distances><sibling id='1' value='20'/></distances></cell>"
              "</numa></cpu></domain>"_s);
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

/** Port forwards are looked up by the adapter's address. */
bool isToldApart(const DomainXml &xml, const Property &property, const DeviceRef &device)
{
    return property.id() != "interface.forwards"_L1 || xml.networkAdapter(labelOfDevice(xml, device)) == nodeOf(xml, device);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int slices = 64; // of which two are run
#else
constexpr int slices = 2;
#endif

/** A part of the fetched documents: they are thousands, and two processors share the work. */
class ForeignDefinitions : public testing::TestWithParam<int>
{
};

/** Properties and values take turns from document to document: with thousands of them each has its cases. */
TEST_P(ForeignDefinitions, EveryPropertyIsChangedAndNothingElse)
{
    const QList<Sample> samples = samplesOf(fetchedSamples(QStringLiteral(VITRINE_CORPUS)), "domain"_L1);
    if (samples.isEmpty()) {
        GTEST_SKIP() << "libvirt's own test data is not there; see what the test corpus-fetch says";
    }
    int edits = 0;
    for (qsizetype i = GetParam(); i < samples.size(); i += slices) {
        const Result<DomainXml> original = DomainXml::parse(samples[i].text);
        if (!original) {
            EXPECT_TRUE(samples[i].text.contains("<!DOCTYPE"_L1)) << samples[i].name.toStdString() << original.error().detail.toStdString();
            continue;
        }
        qsizetype turn = i / slices;
        for (const Property &property : allProperties()) {
            if (++turn % 2 == 0) {
                continue;
            }
            for (const DeviceRef &device : ownersOf(*original, property)) {
                const PropertyEdit edit(samples[i], *original, property, device);
                if (!edit.values().isEmpty() && isToldApart(*original, property, device)) {
                    edits += edit.check(edit.values().at(turn / 2 % edit.values().size())) ? 1 : 0;
                }
            }
        }
    }
    RecordProperty("edits", edits);
    EXPECT_GT(edits, slices > 2 ? 1000 : 40000);
}

INSTANTIATE_TEST_SUITE_P(Part, ForeignDefinitions, testing::Range(0, 2));

} // namespace
} // namespace vitrine::test

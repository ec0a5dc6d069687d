// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Documents of every kind that libvirt knows, read and written; definitions and networks through each
// editor that is not a property.

#include "backends/core/definitiondiff.h"
#include "backends/core/definitionmerge.h"
#include "backends/core/fastdisplay.h"
#include "backends/core/mediauses.h"
#include "backends/core/networkxml.h"
#include "backends/core/portforwards.h"
#include "backends/core/properties/deviceedit.h"
#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"
#include "tests/support/xmlcorpus.h"
#include "tests/support/xmloutline.h"

#include <QSet>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

constexpr bool isSlow =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

const QList<Sample> &allSamples()
{
    static const QList<Sample> samples = [] {
        QList<Sample> all = ownSamples();
        const QList<Sample> fetched = fetchedSamples(QStringLiteral(VITRINE_CORPUS));
        for (qsizetype i = 0; i < fetched.size(); i += isSlow ? 16 : 1) {
            all.append(fetched[i]);
        }
        return all;
    }();
    return samples;
}

bool isFetched()
{
    return allSamples().size() > 100;
}

/** What a reader that is not Vitrine's sees in a document: everything but blank lines and what is outside of the root. */
QStringList tokensOf(const QString &text)
{
    QXmlStreamReader reader(text);
    reader.setNamespaceProcessing(false);
    QStringList tokens;
    while (!reader.atEnd()) {
        const QXmlStreamReader::TokenType type = reader.readNext();
        QString token = reader.tokenString() + u' ' + reader.qualifiedName() + u' ' + reader.processingInstructionTarget() + reader.processingInstructionData();
        for (const QXmlStreamAttribute &attribute : reader.attributes()) {
            token += u' ' + attribute.qualifiedName() + u"=\x1f"_s + attribute.value() + u'\x1f';
        }
        if (type == QXmlStreamReader::Characters || type == QXmlStreamReader::Comment) {
            token += (reader.isCDATA() ? u"[CDATA]"_s : QString()) + reader.text();
        }
        tokens.append(token);
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    return tokens;
}

TEST(DocumentCorpus, EveryKindIsReadAndWrittenWhole)
{
    QSet<QString> roots;
    for (const Sample &sample : allSamples()) {
        const auto document = parseXmlDocument(sample.text, QLatin1StringView(sample.root.toLatin1()));
        if (!document) {
            const bool refused = sample.root.isEmpty() || sample.text.contains("<!DOCTYPE"_L1);
            EXPECT_TRUE(refused) << sample.name.toStdString() << ": " << document.error().detail.toStdString();
            continue;
        }
        roots.insert(sample.root);
        EXPECT_EQ(tokensOf(xmlDocumentText(**document)), tokensOf(sample.text)) << sample.name.toStdString();
    }
    for (const QString &root : {u"domain"_s, u"network"_s, u"pool"_s, u"volume"_s, u"domainsnapshot"_s}) {
        EXPECT_TRUE(roots.contains(root)) << root.toStdString();
    }
    if (isFetched()) {
        EXPECT_GE(roots.size(), 30);
    }
}

/** An editor of machine definitions that works on whole documents. */
struct Editor {
    const char *name;
    bool (*edit)(DomainXml &xml); ///< false: this document has no use for it
    const char *places; ///< what it may change, below <domain>
};

QString firstMac(const DomainXml &xml)
{
    return attributeOf(xml.root().child("devices").child("interface").child("mac"), "address");
}

QString drive(const DomainXml &xml)
{
    for (const pugi::xml_node disk : xml.root().child("devices").children("disk")) {
        if (attributeOf(disk, "device") == "cdrom"_L1 || attributeOf(disk, "device") == "floppy"_L1) {
            return attributeOf(disk.child("target"), "dev");
        }
    }
    return {};
}

QString firstImage(const DomainXml &xml)
{
    return QString::fromUtf8(xml.root().select_node("devices/disk/source/@file").attribute().value());
}

constexpr Editor editors[] = {
    {"title",
     [](DomainXml &xml) {
         xml.setTitle(u"<new> ]]> & \"title\""_s);
         return true;
     },
     "title"},
    {"no title",
     [](DomainXml &xml) {
         xml.setTitle({});
         return true;
     },
     "title!"},
    {"description",
     [](DomainXml &xml) {
         xml.setDescription(u"two\nlines ]]> &"_s);
         return true;
     },
     "description"},
    {"memory",
     [](DomainXml &xml) {
         xml.setMemory(3ULL << 30);
         return true;
     },
     "memory memory/@unit currentMemory currentMemory/@unit maxMemory maxMemory/@unit cpu/numa/cell/@memory cpu/numa/cell/@unit"},
    {"processors",
     [](DomainXml &xml) {
         xml.setProcessors(6);
         return true;
     },
     "vcpu vcpu/@current vcpus! cpu/topology/@sockets cpu/topology/@dies cpu/topology/@clusters cpu/topology/@cores cpu/topology/@threads cpu/numa/cell/@cpus"},
    {"acceleration",
     [](DomainXml &xml) {
         xml.setAcceleration(attributeOf(xml.root(), "type") != "kvm"_L1);
         return true;
     },
     "@type cpu/@mode cpu/@match cpu/@check cpu/model! cpu/vendor!"},
    {"medium",
     [](DomainXml &xml) {
         return !drive(xml).isEmpty() && xml.setMedium(drive(xml), u"/a new, one.iso"_s).has_value();
     },
     "devices/disk[device=cdrom]/@type devices/disk[device=cdrom]/source! devices/disk[device=floppy]/@type devices/disk[device=floppy]/source!"},
    {"eject",
     [](DomainXml &xml) {
         return !drive(xml).isEmpty() && xml.setMedium(drive(xml), {}).has_value();
     },
     "devices/disk[device=cdrom]/@type devices/disk[device=cdrom]/source! devices/disk[device=floppy]/@type devices/disk[device=floppy]/source!"},
    {"cable",
     [](DomainXml &xml) {
         return !firstMac(xml).isEmpty() && xml.setLinkUp(firstMac(xml), false).has_value();
     },
     "devices/interface/link/@state"},
    {"forwards",
     [](DomainXml &xml) {
         return !firstMac(xml).isEmpty() && setPortForwards(xml, firstMac(xml), {{.name = u"a & b"_s, .hostPort = 2222, .guestPort = 22}});
     },
     "devices/interface/portForward! devices/interface/backend/@type metadata/forwards:forwards!"},
    {"fast display",
     [](DomainXml &xml) {
         return addFastDisplay(xml).has_value();
     },
     "devices/graphics[type=dbus]!"},
    {"moved image",
     [](DomainXml &xml) {
         return !firstImage(xml).isEmpty() && replaceMedium(xml, firstImage(xml), u"/elsewhere, 'it' & is.qcow2"_s);
     },
     "devices/disk/source/@file devices/disk/backingStore/source/@file devices/disk/mirror/source/@file"},
};

std::string restOf(const DomainXml &xml, const Editor &editor)
{
    XmlOutline outline(xml.root().root());
    for (const QString &place : QString::fromLatin1(editor.places).split(u' ')) {
        outline.leaveOut(xml.root(), place);
    }
    return outline.text();
}

TEST(DocumentCorpus, EditorsOfMachinesChangeTheirPlacesOnly)
{
    for (const Editor &editor : editors) {
        int cases = 0;
        for (const Sample &sample : samplesOf(allSamples(), "domain"_L1)) {
            Result<DomainXml> edited = DomainXml::parse(sample.text);
            if (!edited) {
                continue;
            }
            const std::string before = restOf(*edited, editor);
            if (editor.edit(*edited)) {
                ++cases;
                EXPECT_EQ(restOf(*DomainXml::parse(edited->toString()), editor), before) << editor.name << " in " << sample.name.toStdString();
            }
        }
        EXPECT_GE(cases, isFetched() && !isSlow ? 20 : 1) << editor.name;
    }
}

TEST(DocumentCorpus, ADeviceThatComesAndGoesLeavesNoTrace)
{
    const QString device = u"<rng model='virtio'>\n  <backend model='random'>/dev/urandom</backend><!-- it -->\n</rng>"_s;
    for (const Sample &sample : samplesOf(allSamples(), "domain"_L1)) {
        Result<DomainXml> xml = DomainXml::parse(sample.text);
        if (!xml || !xml->root().child("devices").find_child([](const pugi::xml_node &node) {
                return node.type() == pugi::node_element;
            })) {
            continue;
        }
        const QString before = xml->toString();
        const Result<DeviceRef> added = insertDevice(*xml, device);
        ASSERT_TRUE(added) << sample.name.toStdString();
        EXPECT_TRUE(xml->toString().contains("<!-- it -->"_L1));
        eraseDevice(*xml, *added);
        EXPECT_EQ(xml->toString(), before) << sample.name.toStdString();
    }
}

TEST(DocumentCorpus, EveryDeviceIsTakenOutAlone)
{
    for (const Sample &sample : samplesOf(allSamples(), "domain"_L1)) {
        const Result<DomainXml> xml = DomainXml::parse(sample.text);
        if (!xml) {
            continue;
        }
        const QList<DeviceRef> devices = devicesOf(*xml);
        for (const DeviceRef &device : devices) {
            XmlOutline expected(xml->root().root());
            expected.leaveOut(nodeOf(*xml, device));
            Result<DomainXml> edited = DomainXml::parse(sample.text);
            eraseDevice(*edited, device);
            EXPECT_EQ(XmlOutline(edited->root().root()).text(), expected.text()) << sample.name.toStdString() << device.element.toStdString();
        }
    }
}

TEST(DocumentCorpus, ComparingFindsOnlyWhatIsThere)
{
    for (const Sample &sample : samplesOf(allSamples(), "domain"_L1)) {
        const Result<DomainXml> xml = DomainXml::parse(sample.text);
        if (!xml) {
            continue;
        }
        EXPECT_TRUE(sameDefinition(*xml, *DomainXml::parse(xml->toString()))) << sample.name.toStdString();
        Result<DomainXml> mine = DomainXml::parse(sample.text);
        mine->setTitle(u"mine"_s);
        const QList<DefinitionChange> changes = definitionChanges(*xml, *mine);
        ASSERT_EQ(changes.size(), 1) << sample.name.toStdString();
        EXPECT_EQ(changes.first().property, u"general.title"_s);
    }
}

TEST(DocumentCorpus, MergingKeepsBothChangesAndNothingElse)
{
    for (const Sample &sample : samplesOf(allSamples(), "domain"_L1)) {
        const Result<DomainXml> base = DomainXml::parse(sample.text);
        if (!base) {
            continue;
        }
        Result<DomainXml> mine = DomainXml::parse(sample.text);
        Result<DomainXml> theirs = DomainXml::parse(sample.text);
        mine->setTitle(u"mine"_s);
        theirs->setDescription(u"theirs"_s);
        const MergedDefinition merged = mergeDefinitions(*base, *mine, *theirs);
        theirs->setTitle(u"mine"_s);
        EXPECT_EQ(merged.xml.toString(), theirs->toString()) << sample.name.toStdString();
        EXPECT_TRUE(merged.lost.isEmpty() && merged.conflicts.isEmpty()) << sample.name.toStdString();
    }
}

/** A change of one thing that a person sets of a network. */
struct NetworkEditor {
    const char *name;
    bool (*edit)(NetworkDefinition &network);
    const char *places; ///< what it may change, below <network>
};

NetworkSubnet *ipv4Of(NetworkDefinition &network)
{
    for (NetworkSubnet &subnet : network.subnets) {
        if (!subnet.isIpv6()) {
            return &subnet;
        }
    }
    return nullptr;
}

constexpr NetworkEditor networkEditors[] = {
    {"nothing",
     [](NetworkDefinition &) {
         return true;
     },
     ""},
    {"name",
     [](NetworkDefinition &network) {
         network.name = u"another <one>"_s;
         return true;
     },
     "name"},
    {"isolated",
     [](NetworkDefinition &network) {
         network.device.clear();
         return std::exchange(network.mode, NetworkMode::Isolated) != NetworkMode::Isolated;
     },
     "forward! bridge!"},
    {"routed",
     [](NetworkDefinition &network) {
         return std::exchange(network.mode, NetworkMode::Routed) != NetworkMode::Routed;
     },
     "forward! bridge!"},
    {"to a bridge",
     [](NetworkDefinition &network) {
         network.device = u"br7"_s;
         return std::exchange(network.mode, NetworkMode::Bridge) != NetworkMode::Bridge;
     },
     "forward! bridge!"},
    {"card",
     [](NetworkDefinition &network) {
         network.device = u"eth7"_s;
         return network.mode == NetworkMode::Nat || network.mode == NetworkMode::Routed;
     },
     "forward/@dev forward/interface!"},
    {"domain",
     [](NetworkDefinition &network) {
         network.domain = u"new.test"_s;
         return true;
     },
     "domain/@name"},
    {"no domain",
     [](NetworkDefinition &network) {
         return !std::exchange(network.domain, QString()).isEmpty();
     },
     "domain!"},
    {"names",
     [](NetworkDefinition &network) {
         network.dns = !network.dns;
         return true;
     },
     "dns/@enable"},
    {"address",
     [](NetworkDefinition &network) {
         NetworkSubnet *subnet = ipv4Of(network);
         if (subnet) {
             subnet->address = u"10.99.0.1"_s;
         }
         return subnet != nullptr;
     },
     "ip/@address"},
    {"prefix",
     [](NetworkDefinition &network) {
         NetworkSubnet *subnet = ipv4Of(network);
         if (subnet) {
             subnet->prefix = 29;
         }
         return subnet != nullptr;
     },
     "ip/@netmask ip/@prefix"},
    {"range",
     [](NetworkDefinition &network) {
         NetworkSubnet *subnet = ipv4Of(network);
         if (subnet) {
             subnet->dhcpStart = u"10.99.0.2"_s;
             subnet->dhcpEnd = u"10.99.0.9"_s;
         }
         return subnet != nullptr;
     },
     "ip/dhcp/range/@start ip/dhcp/range/@end"},
    {"reservation",
     [](NetworkDefinition &network) {
         NetworkSubnet *subnet = ipv4Of(network);
         if (subnet) {
             subnet->reservations.append({.mac = u"52:54:00:99:99:99"_s, .name = u"new"_s, .address = u"10.99.0.99"_s});
         }
         return subnet != nullptr;
     },
     "ip/dhcp/host[mac=52:54:00:99:99:99]!"},
    {"another address for the first",
     [](NetworkDefinition &network) {
         NetworkSubnet *subnet = ipv4Of(network);
         const bool some = subnet && !subnet->reservations.isEmpty();
         if (some) {
             subnet->reservations.first().address = u"10.99.0.98"_s;
         }
         return some;
     },
     "ip/dhcp/host/@ip"},
    {"no reservations",
     [](NetworkDefinition &network) {
         NetworkSubnet *subnet = ipv4Of(network);
         return subnet && !subnet->dhcpStart.isEmpty() && !std::exchange(subnet->reservations, {}).isEmpty();
     },
     "ip/dhcp/host!"},
    {"another subnet",
     [](NetworkDefinition &network) {
         network.subnets.append({.address = u"fd99::1"_s, .prefix = 64});
         return true;
     },
     "ip[address=fd99::1]!"},
    {"no subnet",
     [](NetworkDefinition &network) {
         return !std::exchange(network.subnets, {}).isEmpty();
     },
     "ip!"},
};

std::string restOf(const QString &text, const NetworkEditor &editor)
{
    const auto document = parseXmlDocument(text, "network"_L1);
    XmlOutline outline(**document);
    for (const QString &place : QString::fromLatin1(editor.places).split(u' ', Qt::SkipEmptyParts)) {
        outline.leaveOut((*document)->child("network"), place);
    }
    return outline.text();
}

TEST(DocumentCorpus, EditorsOfNetworksChangeTheirPlacesOnly)
{
    for (const NetworkEditor &editor : networkEditors) {
        int cases = 0;
        for (const Sample &sample : samplesOf(allSamples(), "network"_L1)) {
            Result<NetworkXml> xml = NetworkXml::parse(sample.text);
            ASSERT_TRUE(xml) << sample.name.toStdString();
            NetworkDefinition wanted = xml->definition();
            if (!editor.edit(wanted)) {
                continue;
            }
            ++cases;
            const QString before = xml->toString();
            xml->apply(wanted);
            EXPECT_EQ(restOf(xml->toString(), editor), restOf(before, editor)) << editor.name << " in " << sample.name.toStdString();
            EXPECT_EQ(NetworkXml::parse(xml->toString())->definition(), wanted) << editor.name << " in " << sample.name.toStdString();
        }
        EXPECT_GE(cases, isFetched() && !isSlow ? 10 : 1) << editor.name;
    }
}

} // namespace
} // namespace vitrine::test

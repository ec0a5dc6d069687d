// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

/** All that a tool, a person or a later libvirt may have put there. */
const QString strange =
    uR"(<?xml version='1.0' encoding='ISO-8859-1'?>
<!-- made by hand -->
<?editor keep="this"?>
<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0' id='3'>
  <name>a &amp; b &lt;c&gt; é</name>
	<uuid>6f1d2c3b-0000-4000-8000-000000000001</uuid>
  <metadata>
    <x:note xmlns:x="urn:x" x:k='1'><![CDATA[ raw <b> & ]]></x:note>
  </metadata>
  <memory unit='GiB'>2</memory>
  <currentMemory>2097152</currentMemory>


  <vcpu placement='static' current='2'>4</vcpu>
  <cpu mode='custom' match='exact' check='partial'><model fallback='forbid'>EPYC</model><vendor>AMD</vendor><feature policy='require' name='aes'/><topology sockets='1' cores='4' threads='1'/><numa><cell id='0' cpus='0-3' memory='2' unit='GiB'/></numa></cpu>
  <future-element attr="tab&#9;newline&#10;return&#13;quote&quot;'">text&#13;end</future-element>
  <devices>
    <disk type='file' device='cdrom'><!-- the drive --><driver name='qemu' type='raw'/><source file='/a.iso' index='7'><seclabel model='dac' relabel='no'/></source><target dev='sda' bus='sata'/></disk>
    <disk type='block' device='cdrom'><source dev='/dev/sr0'/><target dev='sdb' bus='sata'/></disk>
    <disk type='file' device='disk'><source file='/d.qcow2'/><target dev='vda' bus='virtio'/></disk>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-foo'/>
  </qemu:commandline>
</domain>
<!-- the end -->
)"_s;

DomainXml parsed(const QString &xml)
{
    Result<DomainXml> result = DomainXml::parse(xml);
    EXPECT_TRUE(result.has_value()) << (result ? "" : qPrintable(result.error().detail));
    return result ? std::move(*result) : std::move(*DomainXml::parse(u"<domain/>"_s));
}

QString domain(const QString &inside)
{
    return u"<domain type='kvm'>%1</domain>"_s.arg(inside);
}

QString rejection(const QString &xml)
{
    const Result<DomainXml> result = DomainXml::parse(xml);
    EXPECT_FALSE(result.has_value());
    if (result) {
        return {};
    }
    EXPECT_EQ(result.error().code, ErrorCode::XmlInvalid);
    EXPECT_FALSE(result.error().detail.isEmpty());
    return result.error().detail;
}

TEST(DomainXml, keepsEverythingItDoesNotKnow)
{
    QString expected = strange;
    expected.replace("ISO-8859-1"_L1, "UTF-8"_L1);
    // Quotes of attributes become single ones, and what has to be escaped is escaped; nothing else moves.
    QString text = parsed(strange).toString();
    text.replace("xmlns:x='urn:x'"_L1, "xmlns:x=\"urn:x\""_L1);
    const qsizetype from = expected.indexOf("<domain"_L1);
    const qsizetype future = expected.indexOf("<future"_L1);
    const qsizetype after = expected.indexOf("</future-element>"_L1);
    EXPECT_TRUE(text.contains(expected.mid(from, future - from))) << qPrintable(text);
    EXPECT_TRUE(text.contains(expected.mid(after, expected.indexOf("</domain>"_L1) - after))) << qPrintable(text);
    EXPECT_TRUE(text.contains("<?editor keep=\"this\"?>"_L1));
    EXPECT_TRUE(text.contains("<!-- made by hand -->"_L1));
    EXPECT_TRUE(text.contains("<!-- the end -->"_L1));
    EXPECT_TRUE(text.contains("encoding='UTF-8'"_L1)) << qPrintable(text);
}

TEST(DomainXml, keepsBlanksInAttributesAndText)
{
    const QString text = parsed(strange).toString();
    const DomainXml again = parsed(text);
    EXPECT_EQ(again.toString().toStdString(), text.toStdString());
    EXPECT_TRUE(text.contains("tab&#09;newline&#10;return&#13;"_L1) || text.contains("tab&#9;newline&#10;return&#13;"_L1)) << qPrintable(text);
    EXPECT_TRUE(text.contains("text&#13;end"_L1)) << qPrintable(text);
}

TEST(DomainXml, reproducesWhatLibvirtWritesByteForByte)
{
    const QString libvirtStyle =
        u"<domain type='kvm' id='1'>\n  <name>a</name>\n  <description>l1\nl2 &lt;</description>\n  <devices>\n    <console type='pty'/>\n  </devices>\n</domain>"_s;
    EXPECT_EQ(parsed(libvirtStyle).toString(), libvirtStyle);
}

TEST(DomainXml, refusesWhatIsNotADomain)
{
    EXPECT_TRUE(rejection(u"<network/>"_s).contains("network"_L1));
    rejection(QString());
    rejection(u"hello"_s);
    rejection(u"<domain>"_s);
    rejection(u"<domain/><domain/>"_s);
    rejection(u"<domain a='1' a='2'/>"_s);
    rejection(u"<domain><x:y/></domain>"_s);
    rejection(u"<domain>&undefined;</domain>"_s);
    rejection(u"<domain>\u0001</domain>"_s);
    EXPECT_TRUE(rejection(u"<domain>\n<a>\n</b></domain>"_s).contains("line 3"_L1));
}

TEST(DomainXml, refusesDoctypes)
{
    rejection(u"<!DOCTYPE domain><domain/>"_s);
    rejection(u"<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><domain>&b;</domain>"_s);
    rejection(u"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><domain>&x;</domain>"_s);
}

TEST(DomainXml, refusesTooLargeAndTooDeep)
{
    rejection(u"<domain>"_s + QString(9 * 1024 * 1024, u'x') + u"</domain>"_s);
    rejection(u"<domain>"_s + u"<a>"_s.repeated(100000) + u"</a>"_s.repeated(100000) + u"</domain>"_s);
    EXPECT_TRUE(DomainXml::parse(u"<domain>"_s + u"<a>"_s.repeated(200) + u"</a>"_s.repeated(200) + u"</domain>"_s).has_value());
}

TEST(DomainXml, titleIsPutInPlaceAndTakenAway)
{
    DomainXml xml = parsed(u"<domain>\n  <name>a</name>\n  <memory>1</memory>\n</domain>"_s);
    xml.setTitle(u"T <&> ]]>"_s);
    EXPECT_EQ(xml.toString(), u"<domain>\n  <name>a</name>\n  <title>T &lt;&amp;&gt; ]]&gt;</title>\n  <memory>1</memory>\n</domain>"_s);
    xml.setTitle(u"T2"_s);
    EXPECT_EQ(machineDetails(xml).title, u"T2"_s);
    xml.setTitle(QString());
    EXPECT_EQ(xml.toString(), u"<domain>\n  <name>a</name>\n  <memory>1</memory>\n</domain>"_s);
}

TEST(DomainXml, descriptionReplacesCdataAndKeepsComments)
{
    DomainXml xml = parsed(domain(u"<name>n</name><description><!-- c --><![CDATA[old]]></description>"_s));
    xml.setDescription(u"a]]>b"_s);
    EXPECT_EQ(xml.toString(), domain(u"<name>n</name><description><!-- c -->a]]&gt;b</description>"_s));
}

TEST(DomainXml, memoryChangesEveryPlaceThatHasToAgree)
{
    DomainXml xml = parsed(strange);
    xml.setMemory(quint64(3) << 30);
    const QString text = xml.toString();
    EXPECT_TRUE(text.contains("<memory unit='KiB'>3145728</memory>"_L1));
    EXPECT_TRUE(text.contains("<currentMemory unit='KiB'>3145728</currentMemory>"_L1));
    EXPECT_TRUE(text.contains("<cell id='0' cpus='0-3' memory='3145728' unit='KiB'/>"_L1)) << qPrintable(text);
}

TEST(DomainXml, memoryIsSharedOutAmongNodesAndRaisesTheLimit)
{
    DomainXml xml = parsed(domain(
        uR"(<maxMemory slots='4' unit='KiB'>4096</maxMemory><memory>4096</memory><cpu><numa><cell memory='3' unit='MiB'/><cell memory='1' unit='MiB'/></numa></cpu>)"_s));
    xml.setMemory(8 * 1024 * 1024);
    EXPECT_EQ(
        xml.toString(),
        domain(
            uR"(<maxMemory slots='4' unit='KiB'>8192</maxMemory><memory unit='KiB'>8192</memory><cpu><numa><cell memory='6144' unit='KiB'/><cell memory='2048' unit='KiB'/></numa></cpu>)"_s));
}

TEST(DomainXml, processorsWithinTheLimitLeaveTheLimit)
{
    DomainXml xml = parsed(strange);
    xml.setProcessors(3);
    EXPECT_TRUE(xml.toString().contains("<vcpu placement='static' current='3'>4</vcpu>"_L1));
    EXPECT_TRUE(xml.toString().contains("cores='4'"_L1));
    xml.setProcessors(6);
    EXPECT_TRUE(xml.toString().contains("<vcpu placement='static'>6</vcpu>"_L1));
    EXPECT_TRUE(xml.toString().contains("<topology sockets='1' cores='6' threads='1'/>"_L1));
    EXPECT_TRUE(xml.toString().contains("cpus='0-5'"_L1));
}

TEST(DomainXml, topologyKeepsThreadsWherePossible)
{
    DomainXml xml = parsed(domain(u"<vcpu>4</vcpu><cpu><topology sockets='1' dies='1' cores='2' threads='2'/></cpu>"_s));
    xml.setProcessors(8);
    EXPECT_TRUE(xml.toString().contains("cores='4' threads='2'"_L1));
    xml.setProcessors(3);
    EXPECT_TRUE(xml.toString().contains("sockets='1' dies='1' cores='3' threads='1'"_L1));
}

TEST(DomainXml, mediumIsChangedAndEjected)
{
    DomainXml xml = parsed(strange);
    ASSERT_TRUE(xml.setMedium(u"sda"_s, u"/b & c.iso"_s));
    EXPECT_TRUE(xml.toString().contains("<source file='/b &amp; c.iso' index='7'><seclabel model='dac' relabel='no'/></source>"_L1));
    ASSERT_TRUE(xml.setMedium(u"sda"_s, QString()));
    EXPECT_TRUE(xml.toString().contains("<driver name='qemu' type='raw'/><target dev='sda' bus='sata'/>"_L1));
    ASSERT_TRUE(xml.setMedium(u"sda"_s, u"/c.iso"_s));
    EXPECT_TRUE(xml.toString().contains("<driver name='qemu' type='raw'/><source startupPolicy='optional' file='/c.iso'/>"_L1)) << qPrintable(xml.toString());
}

TEST(DomainXml, mediumReplacesAHostDrive)
{
    DomainXml xml = parsed(strange);
    ASSERT_TRUE(xml.setMedium(u"sdb"_s, u"/c.iso"_s));
    const DiskDetails drive = machineDetails(xml).disks.at(1);
    EXPECT_EQ(drive.sourceType, u"file"_s);
    EXPECT_EQ(drive.source, u"/c.iso"_s);
    EXPECT_FALSE(xml.toString().contains("/dev/sr0"_L1));
}

TEST(DomainXml, mediumOfNoDriveOrOfADiskIsNotFound)
{
    DomainXml xml = parsed(strange);
    EXPECT_EQ(xml.setMedium(u"sdz"_s, u"/c.iso"_s).error().code, ErrorCode::NotFound);
    EXPECT_EQ(xml.setMedium(u"vda"_s, u"/c.iso"_s).error().code, ErrorCode::NotFound);
}

TEST(DomainXml, accelerationSwitchesTypeAndCpu)
{
    DomainXml xml = parsed(strange);
    xml.setAcceleration(false);
    const QString text = xml.toString();
    EXPECT_TRUE(text.contains("<domain type='qemu'"_L1));
    EXPECT_TRUE(text.contains("<cpu mode='maximum'><feature policy='require' name='aes'/><topology"_L1)) << qPrintable(text);
    xml.setAcceleration(true);
    EXPECT_TRUE(xml.toString().contains("<domain type='kvm'"_L1));
    EXPECT_TRUE(xml.toString().contains("<cpu mode='host-passthrough'>"_L1));
}

TEST(DomainXml, accelerationAddsACpuWhereThereIsNone)
{
    DomainXml xml = parsed(domain(u"<name>a</name><os><type>hvm</type></os>"_s));
    xml.setAcceleration(true);
    EXPECT_EQ(xml.toString(), domain(u"<name>a</name><os><type>hvm</type></os><cpu mode='host-passthrough'/>"_s));
}

} // namespace

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/fastdisplay.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

/** As virt-manager makes them, with what a person has added. */
const QString foreign =
    uR"(<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <devices>
    <!-- the screen -->
    <graphics type='spice' autoport='yes'>
      <listen type='address'/>
      <image compression='off'/>
    </graphics>
    <graphics type='vnc' port='-1'/>
    <video>
      <model type='qxl'/>
    </video>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-foo'/>
  </qemu:commandline>
</domain>
)"_s;

TEST(FastDisplay, IsAddedBehindTheOthersAndChangesNothingElse)
{
    auto xml = DomainXml::parse(foreign);
    ASSERT_TRUE(xml);
    ASSERT_TRUE(addFastDisplay(*xml));
    QString expected = foreign;
    expected.replace(u"<graphics type='vnc' port='-1'/>"_s, u"<graphics type='vnc' port='-1'/>\n    <graphics type='dbus' p2p='yes'/>"_s);
    EXPECT_EQ(xml->toString().trimmed(), expected.trimmed());
    EXPECT_TRUE(hasFastDisplay(machineDetails(*xml)));
}

TEST(FastDisplay, IsNotAddedTwice)
{
    auto xml = DomainXml::parse(foreign);
    ASSERT_TRUE(xml && addFastDisplay(*xml));
    const QString once = xml->toString();
    const Result<> again = addFastDisplay(*xml);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::InvalidState);
    EXPECT_EQ(xml->toString(), once);
}

TEST(FastDisplay, LeavesAnotherProgramsBusDisplayAlone)
{
    auto xml = DomainXml::parse(u"<domain><devices><graphics type='dbus' address='unix:path=/run/bus'/></devices></domain>"_s);
    ASSERT_TRUE(xml);
    EXPECT_FALSE(hasFastDisplay(machineDetails(*xml)));
    EXPECT_FALSE(addFastDisplay(*xml));
    EXPECT_TRUE(xml->toString().contains("address="_L1));
}

TEST(FastDisplay, AScreenThatAGraphicsProcessorDrawsHasNoOtherWay)
{
    for (const QString &devices : {u"<graphics type='spice'><gl enable='yes'/></graphics>"_s,
                                   u"<graphics type='spice'/><graphics type='egl-headless'/>"_s,
                                   u"<graphics type='spice'/><video><model type='virtio'><acceleration accel3d='yes'/></model></video>"_s}) {
        auto xml = DomainXml::parse(u"<domain><devices>%1</devices></domain>"_s.arg(devices));
        ASSERT_TRUE(xml);
        const QString before = xml->toString();
        const Result<> added = addFastDisplay(*xml);
        ASSERT_FALSE(added) << devices.toStdString();
        EXPECT_EQ(added.error().code, ErrorCode::NotSupported);
        EXPECT_EQ(xml->toString(), before);
    }
}

TEST(FastDisplay, AMachineWithoutAScreenStaysWithoutOne)
{
    auto xml = DomainXml::parse(u"<domain><devices><disk/></devices></domain>"_s);
    ASSERT_TRUE(xml);
    const Result<> added = addFastDisplay(*xml);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, ErrorCode::NotSupported);
}

} // namespace
} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/propertytext.h"

#include <QSet>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

TEST(PropertyText, EveryPropertyHasAName)
{
    for (const Property &property : allProperties()) {
        EXPECT_NE(propertyName(property), QString(property.id())) << property.id().data();
    }
}

TEST(PropertyText, ValuesReadAsAPersonWouldSayThem)
{
    const auto text = [](QStringView id, const QString &value) {
        return valueText(*findProperty(id), value);
    };
    EXPECT_EQ(text(u"memory.size", u"2147483648"_s), u"2.0 GiB"_s);
    EXPECT_EQ(text(u"disk.cache", {}), u"Automatic"_s);
    EXPECT_EQ(text(u"disk.readOnly", {}), u"Off"_s);
    EXPECT_EQ(text(u"disk.readOnly", u"yes"_s), u"On"_s);
    EXPECT_EQ(text(u"interface.type", u"user"_s), u"Shared networking"_s);
    EXPECT_EQ(text(u"serial.type", u"pty"_s), u"A terminal of this computer"_s);
    EXPECT_EQ(text(u"video.model", u"qxl"_s), u"qxl"_s);
    EXPECT_EQ(text(u"cpu.features", u"require vmx\ndisable svm"_s), u"require vmx, disable svm"_s);
}

TEST(PropertyText, ChoicesOfAPropertyHaveDifferentNames)
{
    for (const Property &property : allProperties()) {
        QSet<QString> names;
        for (const QString &value : property.choices()) {
            names.insert(choiceName(property, value));
        }
        EXPECT_EQ(names.size(), property.choices().size()) << property.id().data();
    }
}

TEST(PropertyText, DevicesAreToldApart)
{
    const auto xml = DomainXml::parse(u"<domain type='kvm'><name>a</name><devices>"
                                      "<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>"
                                      "<disk type='file' device='disk'><target dev='vda' bus='virtio'/></disk>"
                                      "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
                                      "<channel type='unix'><target type='virtio' name='my.own'/></channel>"
                                      "<wonder type='x'/></devices></domain>"_s);
    ASSERT_TRUE(xml);
    EXPECT_EQ(deviceTitle(*xml, {u"disk"_s, 0}), u"CD drive (sda)"_s);
    EXPECT_EQ(deviceTitle(*xml, {u"disk"_s, 1}), u"Disk (vda)"_s);
    EXPECT_EQ(deviceTitle(*xml, {u"channel"_s, 0}), u"Channel (guest agent)"_s);
    EXPECT_EQ(deviceTitle(*xml, {u"channel"_s, 1}), u"Channel (my.own)"_s);
    EXPECT_EQ(deviceTitle(*xml, {u"wonder"_s, 0}), u"wonder"_s);
}

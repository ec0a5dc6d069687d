// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/changetext.h"
#include "models/definition/definitiondraft.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

const QString bios = u"<os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>"_s;
const QString named = u"<os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type>"
                      "<loader readonly='yes' type='pflash'>/ovmf/CODE.fd</loader>"
                      "<nvram template='/t/VARS.qcow2' templateFormat='qcow2' format='qcow2'>/vars/guest_VARS.qcow2</nvram></os>"_s;
const QString chosen = u"<os firmware='efi'><type arch='x86_64' machine='pc-q35-10.0'>hvm</type>"
                       "<firmware><feature enabled='no' name='enrolled-keys'/><feature enabled='no' name='secure-boot'/></firmware>"
                       "<nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram></os>"_s;

const FirmwareFacts host{.uefiLoader = u"/ovmf/CODE.fd"_s,
                         .uefiVariables = u"/t/VARS.qcow2"_s,
                         .secureLoader = u"/ovmf/CODE.ms.fd"_s,
                         .secureVariables = u"/t/VARS.ms.qcow2"_s,
                         .folder = u"/folder"_s};

DomainXml machine(const QString &os)
{
    return *DomainXml::parse(u"<domain type='qemu'><name>guest</name><memory>65536</memory><vcpu>1</vcpu>%1<features><acpi/></features><devices/></domain>"_s.arg(os));
}

class FirmwareChange : public testing::Test
{
protected:
    void open(const QString &os, const FirmwareFacts &facts = host)
    {
        draft = std::make_unique<DefinitionDraft>(machine(os), std::nullopt, DefinitionFacts{.firmware = facts});
    }
    void choose(const QString &firmware)
    {
        ASSERT_TRUE(draft->setValue(*findProperty(u"firmware.type"), {}, firmware));
    }
    QString value(const QString &property) const
    {
        return draft->value(*findProperty(property));
    }
    QString told() const
    {
        QStringList texts;
        for (const DefinitionChange &change : toldChanges(draft->changes())) {
            texts.append(changeText(change));
        }
        for (const DefinitionIssue &issue : draft->issues()) {
            texts.append(issueText(issue));
        }
        return texts.join(u'\n');
    }

    std::unique_ptr<DefinitionDraft> draft;
};

TEST_F(FirmwareChange, AnotherKindGetsVariablesOfItsOwn)
{
    open(named);
    choose(u"uefi-secure"_s);
    EXPECT_EQ(value(u"firmware.type"_s), u"uefi-secure"_s);
    EXPECT_EQ(value(u"firmware.loader"_s), u"/ovmf/CODE.ms.fd"_s);
    EXPECT_EQ(variablesFile(draft->xml()), u"/vars/guest-uefi-secure_VARS.qcow2"_s);
    EXPECT_TRUE(draft->text().contains(u"template='/t/VARS.ms.qcow2'"_s)) << draft->text().toStdString();
    EXPECT_EQ(value(u"features.smm"_s), u"yes"_s);
    EXPECT_TRUE(told().contains(u"/vars/guest_VARS.qcow2"_s)) << "what becomes of the old ones is said: " << told().toStdString();
    EXPECT_TRUE(draft->isApplicable());
}

TEST_F(FirmwareChange, BackAtTheOldOneNothingIsChanged)
{
    for (const QString &os : {bios, named, chosen}) {
        open(os);
        const QString old = value(u"firmware.type"_s);
        choose(u"uefi-secure"_s);
        choose(u"bios"_s);
        choose(u"uefi"_s);
        choose(old);
        EXPECT_FALSE(draft->isChanged()) << draft->text().toStdString();
        EXPECT_TRUE(sameDefinition(draft->xml(), machine(os))) << draft->text().toStdString();
    }
}

TEST_F(FirmwareChange, BiosLeavesTheVariablesWhereTheyAre)
{
    open(named);
    choose(u"bios"_s);
    EXPECT_EQ(variablesFile(draft->xml()), QString());
    EXPECT_EQ(value(u"firmware.loader"_s), QString());
    EXPECT_TRUE(told().contains(u"/vars/guest_VARS.qcow2"_s)) << told().toStdString();
    EXPECT_TRUE(told().contains(u"does not start"_s)) << told().toStdString();
}

TEST_F(FirmwareChange, FromBiosTheFolderIsTheHypervisors)
{
    open(bios);
    choose(u"uefi"_s);
    EXPECT_EQ(variablesFile(draft->xml()), u"/folder/guest-uefi_VARS.qcow2"_s);
    EXPECT_FALSE(told().contains(u"stay in"_s)) << "there were none: " << told().toStdString();
}

TEST_F(FirmwareChange, WithoutTemplatesTheHypervisorChoosesButNoStaleFile)
{
    open(chosen, {});
    choose(u"uefi-secure"_s);
    EXPECT_EQ(variablesFile(draft->xml()), u"/var/lib/libvirt/qemu/nvram/guest-uefi-secure_VARS.fd"_s);
    EXPECT_TRUE(draft->text().contains(u"firmware='efi'"_s));
    open(bios, {});
    choose(u"uefi"_s);
    EXPECT_EQ(variablesFile(draft->xml()), QString());
}

TEST_F(FirmwareChange, FollowersAreNotTold)
{
    open(named);
    choose(u"uefi-secure"_s);
    EXPECT_FALSE(told().contains(u"os: changed"_s)) << told().toStdString();
    EXPECT_FALSE(told().contains(u"CODE.ms.fd"_s)) << told().toStdString();
}

TEST_F(FirmwareChange, SecureBootNeedsItsChipset)
{
    open(QString(bios).replace(u"pc-q35-10.0"_s, u"pc-i440fx-10.0"_s));
    choose(u"uefi-secure"_s);
    EXPECT_FALSE(draft->isApplicable());
    EXPECT_TRUE(told().contains(u"Q35"_s));
}

TEST(VariablesFolder, IsKnownOfLocalConnectionsAndOfTheSystem)
{
    EXPECT_TRUE(variablesFolder(u"qemu:///session"_s).endsWith(u"/libvirt/qemu/nvram"_s));
    EXPECT_EQ(variablesFolder(u"qemu+ssh://host/system"_s), u"/var/lib/libvirt/qemu/nvram"_s);
    EXPECT_EQ(variablesFolder(u"qemu+ssh://host/session"_s), QString());
    EXPECT_EQ(variablesFolder(u"xen:///"_s), QString());
}

} // namespace

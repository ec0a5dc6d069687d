// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/machinespec.h"
#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"

#include "tests/support/specs.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

MachineDetails detailsOf(const QString &xml)
{
    const Result<DomainXml> parsed = DomainXml::parse(xml);
    EXPECT_TRUE(parsed.has_value());
    return parsed ? machineDetails(*parsed) : MachineDetails{};
}

class Golden : public testing::TestWithParam<NamedSpec>
{
};

// VITRINE_REGENERATE_GOLDEN=1 writes the files anew; look at the diff before keeping it.
TEST_P(Golden, xmlIsAsKept)
{
    const NamedSpec &named = GetParam();
    const QString xml = domainXmlFor(named.spec, named.host);
    QFile file(QStringLiteral(VITRINE_TEST_DATA "/golden/") + named.name + ".xml"_L1);
    if (qEnvironmentVariableIsSet("VITRINE_REGENERATE_GOLDEN")) {
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(xml.toUtf8());
        return;
    }
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(file.fileName());
    EXPECT_EQ(QString::fromUtf8(file.readAll()).toStdString(), xml.toStdString());
}

TEST_P(Golden, readsBackAsTheSpec)
{
    const MachineSpec &spec = GetParam().spec;
    const MachineDetails details = detailsOf(domainXmlFor(spec, GetParam().host));
    EXPECT_EQ(details.name, spec.name);
    EXPECT_EQ(details.title, spec.title);
    EXPECT_EQ(details.osId, spec.osId);
    EXPECT_EQ(details.memoryBytes, spec.memoryBytes);
    EXPECT_EQ(details.processors, spec.processors);
    EXPECT_EQ(details.secureBoot, spec.firmware == Firmware::UefiSecureBoot);
    EXPECT_EQ(details.bootOrder.value(0), u"cdrom"_s);
    EXPECT_FALSE(std::ranges::any_of(details.graphics, &GraphicsDetails::listensOnNetwork));
}

INSTANTIATE_TEST_SUITE_P(Specs, Golden, testing::ValuesIn(goldenSpecs()), [](const auto &info) {
    return info.param.name.toStdString();
});

TEST(DomainXmlFor, spiceComesFirstForOtherViewersAndDbusSecond)
{
    const MachineDetails details = detailsOf(domainXmlFor(exampleSpec(), exampleHost()));
    ASSERT_EQ(details.graphics.size(), 2);
    EXPECT_EQ(details.graphics.at(0).type, u"spice"_s);
    EXPECT_FALSE(details.graphics.at(0).listensOnNetwork);
    EXPECT_EQ(details.graphics.at(1).type, u"dbus"_s);
    EXPECT_TRUE(details.graphics.at(1).peerToPeer);
}

TEST(DomainXmlFor, fallsBackWhereTheHostLacksPieces)
{
    HostCapabilities host = exampleHost();
    host.spice = host.dbusDisplay = host.passt = host.uefi = host.tpm2 = host.virtioVideo = false;
    MachineSpec spec = exampleSpec();
    spec.tpm2 = true;
    const QString xml = domainXmlFor(spec, host);
    const MachineDetails details = detailsOf(xml);
    ASSERT_EQ(details.graphics.size(), 1);
    EXPECT_EQ(details.graphics.at(0).type, u"vnc"_s);
    EXPECT_TRUE(xml.contains(QRegularExpression(u"<graphics type=.vnc.>\\s*<listen type=.none. ?/>\\s*<audio id=.1. ?/>"_s))) << "sound over VNC";
    EXPECT_EQ(details.nics.at(0).backend, QString());
    EXPECT_FALSE(details.uefi);
    EXPECT_EQ(details.tpmModel, QString());
    EXPECT_EQ(details.videoModel, u"vga"_s);
    EXPECT_EQ(details.audioBackend, u"none"_s);
    EXPECT_EQ(details.usbRedirections, 0);
}

TEST(DomainXmlFor, asksForNoSecureBootWhereLibvirtChoosesTheFirmware)
{
    HostCapabilities host = exampleHost();
    host.uefiLoader.clear();
    const QString xml = domainXmlFor(exampleSpec(), host);
    EXPECT_TRUE(xml.contains("firmware='efi'"_L1));
    EXPECT_TRUE(xml.contains("<feature enabled='no' name='secure-boot'/>"_L1) || xml.contains("<feature enabled='no' name='secure-boot' />"_L1));
}

TEST(DomainXmlFor, givesRoomForMemoryOnlyWhereAsked)
{
    MachineSpec spec = exampleSpec();
    EXPECT_FALSE(domainXmlFor(spec, exampleHost()).contains("maxMemory"_L1));
    spec.maxMemoryBytes = spec.memoryBytes * 2;
    const QString xml = domainXmlFor(spec, exampleHost());
    EXPECT_TRUE(xml.contains("<maxMemory slots='8'"_L1));
    EXPECT_TRUE(xml.contains("<cell id='0' cpus='0-1'"_L1));
}

TEST(DomainXmlFor, writesHostileTextAsText)
{
    MachineSpec spec = exampleSpec();
    spec.title = u"a<b>&\"'\u0001]]>\U0001F600"_s;
    spec.isoPath = u"/tmp/it's <a> \"b\" & c.iso"_s;
    const MachineDetails details = detailsOf(domainXmlFor(spec, exampleHost()));
    EXPECT_EQ(details.title, u"a<b>&\"']]>\U0001F600"_s);
    EXPECT_EQ(details.disks.at(1).source, spec.isoPath);
}

TEST(DomainXmlFor, takesTheTypeOfAnotherHypervisor)
{
    EXPECT_EQ(detailsOf(domainXmlFor(exampleSpec(), HostCapabilities{.hypervisorType = u"test"_s})).hypervisorType, u"test"_s);
}

TEST(FirmwareFor, fallsBackStepByStep)
{
    HostCapabilities host = exampleHost();
    MachineSpec spec = exampleSpec();
    spec.firmware = Firmware::UefiSecureBoot;
    EXPECT_EQ(firmwareFor(spec, host), Firmware::UefiSecureBoot);
    host.secureBootLoader.clear();
    EXPECT_EQ(firmwareFor(spec, host), Firmware::Uefi);
    host.uefi = false;
    EXPECT_EQ(firmwareFor(spec, host), Firmware::Bios);
}

TEST(MissingPiecesFor, namesOnlyWhatTheSpecWouldUse)
{
    HostCapabilities host = exampleHost();
    host.missingPieces = {u"ovmf"_s, u"swtpm"_s, u"passt"_s, u"spice"_s, u"virtiofsd"_s};
    MachineSpec spec = exampleSpec();
    EXPECT_EQ(missingPiecesFor(spec, host), QStringList({u"ovmf"_s, u"passt"_s, u"spice"_s}));
    spec.firmware = Firmware::Bios;
    spec.network = false;
    spec.tpm2 = true;
    EXPECT_EQ(missingPiecesFor(spec, host), QStringList({u"swtpm"_s, u"spice"_s}));
}

TEST(CheckTitle, tellsWhatIsWrong)
{
    const QStringList taken{u"Debian 13"_s};
    EXPECT_EQ(checkTitle(u""_s, taken), NameProblem::Empty);
    EXPECT_EQ(checkTitle(u"  \u00a0 "_s, taken), NameProblem::Empty);
    EXPECT_EQ(checkTitle(u"Debian 13"_s, taken), NameProblem::Taken);
    EXPECT_EQ(checkTitle(u" Debian 13 "_s, taken), NameProblem::Taken);
    EXPECT_EQ(checkTitle(u"two\nlines"_s, taken), NameProblem::ControlCharacter);
    EXPECT_EQ(checkTitle(u"end\n"_s, taken), NameProblem::ControlCharacter);
    EXPECT_EQ(checkTitle(u"lone \xd83d surrogate"_s, taken), NameProblem::ControlCharacter);
    EXPECT_EQ(checkTitle(QString(300, u'x'), taken), NameProblem::TooLong);
    EXPECT_EQ(checkTitle(QString(200, u'x'), taken), NameProblem::None);
    for (const QString &fine : {u"-rf"_s, u"a/b"_s, u"\"'<&>"_s, u"\U0001F600"_s, u".hidden"_s}) {
        EXPECT_EQ(checkTitle(fine, taken), NameProblem::None) << qPrintable(fine);
    }
}

TEST(MachineNameFor, isSafeAsNameAndFileName)
{
    EXPECT_EQ(machineNameFor(u"Debian 13"_s, {}), u"Debian 13"_s);
    EXPECT_EQ(machineNameFor(u"a/b\nc"_s, {}), u"a-b-c"_s);
    EXPECT_EQ(machineNameFor(u"-rf"_s, {}), u"rf"_s);
    EXPECT_EQ(machineNameFor(u"../../etc"_s, {}), u"etc"_s);
    EXPECT_EQ(machineNameFor(u"--//.."_s, {}), u"machine"_s);
    EXPECT_EQ(machineNameFor(QString(), {}), u"machine"_s);
    EXPECT_EQ(machineNameFor(u"<&>\"'"_s, {}), u"<&>\"'"_s);
}

TEST(MachineNameFor, isUniqueAndShortInBytes)
{
    EXPECT_EQ(machineNameFor(u"a"_s, {u"a"_s, u"a-2"_s}), u"a-3"_s);
    const QString faces = u"\U0001F600"_s.repeated(100);
    const QString cut = machineNameFor(faces, {});
    EXPECT_EQ(cut, u"\U0001F600"_s.repeated(30));
    const QString second = machineNameFor(faces, {cut});
    EXPECT_LE(second.toUtf8().size(), 120);
    EXPECT_TRUE(second.endsWith("-2"_L1));
    EXPECT_TRUE(second.isValidUtf16());
}

} // namespace

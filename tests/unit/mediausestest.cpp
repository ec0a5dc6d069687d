// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/mediauses.h"
#include "backends/core/domainxml.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

DomainXml domain(const QString &inside)
{
    auto xml = DomainXml::parse(u"<domain type='kvm'><name>m</name>%1</domain>"_s.arg(inside));
    EXPECT_TRUE(xml);
    return std::move(*xml);
}

Medium medium(const QString &path, const QString &backing = {})
{
    return {.facts = {.path = path, .format = u"qcow2"_s, .virtualBytes = 1, .realBytes = 1, .backing = backing}};
}

/** A base, an overlay on it that a machine uses, and a disk of nobody's. */
MediaListing chain(bool running = false, const QString &snapshot = {})
{
    MediaListing listing;
    listing.media = {medium(u"/base"_s), medium(u"/middle"_s, u"/base"_s), medium(u"/top"_s, u"/middle"_s), medium(u"/free"_s)};
    listing.uses = {{.path = u"/top"_s, .machineName = u"Debian"_s, .target = u"vda"_s, .snapshot = snapshot, .running = running}};
    return listing;
}

TEST(MediaUses, FindsEveryFileADefinitionNames)
{
    const DomainXml xml = domain(
        u"<os><type>hvm</type><nvram>/n/vars.fd</nvram><kernel>/k/vmlinuz</kernel></os><devices>"
        "<disk type='file' device='disk'><source file='/a.qcow2'><dataStore type='file'><source file='/a.raw'/></dataStore></source>"
        "<backingStore type='file'><source file='/b.qcow2'/><backingStore type='file'><source file='/c.qcow2'/></backingStore></backingStore>"
        "<target dev='vda'/></disk>"
        "<disk type='volume' device='disk'><source pool='p' volume='v'/><target dev='vdb'/></disk>"
        "<disk type='block' device='disk'><source dev='/dev/sdz'/><target dev='vdc'/><readonly/></disk>"
        "<disk type='file' device='cdrom'><source file='/d.iso'/><target dev='sda'/></disk>"
        "<disk type='file' device='cdrom'><target dev='sdb'/></disk></devices>"_s);
    QStringList found;
    for (const MediumUse &use : mediumUses(xml)) {
        found.append(use.path + (use.readOnly ? u" r "_s : u" w "_s) + use.target);
    }
    EXPECT_EQ(found.join(u'\n').toStdString(),
              "/a.qcow2 w vda\n/b.qcow2 r vda\n/c.qcow2 r vda\n/a.raw w vda\np/v w vdb\n/dev/sdz r vdc\n/d.iso r sda\n/n/vars.fd w nvram\n/k/vmlinuz r kernel");
}

TEST(MediaUses, ReplacesAPathAndNothingElse)
{
    DomainXml xml =
        domain(u"<devices><disk type='file'><!-- mine --><source file='/a&amp;b' x='1'/><target dev='vda'/></disk><foreign file='/a&amp;b'/></devices>"_s);
    EXPECT_TRUE(replaceMedium(xml, u"/a&b"_s, u"/new <place>"_s));
    EXPECT_EQ(xml.toString().toStdString(),
              "<domain type='kvm'><name>m</name><devices><disk type='file'><!-- mine --><source file='/new &lt;place>' x='1'/><target dev='vda'/></disk>"
              "<foreign file='/a&amp;b'/></devices></domain>");
    EXPECT_FALSE(replaceMedium(xml, u"/a&b"_s, u"/x"_s));
}

TEST(MediaUses, WhatOthersBuildOnNamesThem)
{
    const auto refusal = mediaRefusal(MediaIndex(chain()), u"/base"_s, MediaAction::Remove);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, ErrorCode::DiskInUse);
    EXPECT_EQ(refusal->detail, u"Debian\n/middle\n/top"_s);
    for (const MediaAction action : {MediaAction::Resize, MediaAction::Move, MediaAction::Compact, MediaAction::Repair}) {
        EXPECT_TRUE(mediaRefusal(MediaIndex(chain()), u"/middle"_s, action));
    }
    EXPECT_FALSE(mediaRefusal(MediaIndex(chain(true)), u"/base"_s, MediaAction::Copy)) << "reading it harms nobody";
    EXPECT_FALSE(mediaRefusal(MediaIndex(chain()), u"/free"_s, MediaAction::Remove));
    EXPECT_EQ(MediaIndex(chain()).backingChain(u"/top"_s), (QStringList{u"/middle"_s, u"/base"_s}));
}

TEST(MediaUses, RunningMachinesKeepTheirDisksToThemselves)
{
    for (const MediaAction action :
         {MediaAction::Copy, MediaAction::Move, MediaAction::Compact, MediaAction::Check, MediaAction::Repair, MediaAction::Remove}) {
        EXPECT_TRUE(mediaRefusal(MediaIndex(chain(true)), u"/top"_s, action));
    }
    EXPECT_FALSE(mediaRefusal(MediaIndex(chain(true)), u"/top"_s, MediaAction::Resize)) << "a disk grows while it is in use";
    EXPECT_TRUE(mediaRefusal(MediaIndex(chain(true)), u"/middle"_s, MediaAction::Resize)) << "what it builds on does not";
    MediaListing shared = chain(true);
    for (MediumUse &use : shared.uses) {
        use.readOnly = true;
    }
    EXPECT_TRUE(mediaRefusal(MediaIndex(shared), u"/top"_s, MediaAction::Resize));
    for (const MediaAction action :
         {MediaAction::Copy, MediaAction::Resize, MediaAction::Move, MediaAction::Compact, MediaAction::Check, MediaAction::Repair}) {
        EXPECT_FALSE(mediaRefusal(MediaIndex(chain(false)), u"/top"_s, action)) << int(action);
    }
}

TEST(MediaUses, SnapshotsHoldTheirFilesInPlace)
{
    const MediaListing listing = chain(false, u"before"_s);
    EXPECT_EQ(mediaRefusal(MediaIndex(listing), u"/top"_s, MediaAction::Move)->detail, u"Debian (before)"_s);
    EXPECT_TRUE(mediaRefusal(MediaIndex(listing), u"/top"_s, MediaAction::Remove));
}

TEST(MediaUses, SomeImagesCanNotBeWorkedOn)
{
    MediaListing listing = chain();
    Medium &free = listing.media.last();
    free.facts.isDisc = true;
    EXPECT_TRUE(mediaRefusal(MediaIndex(listing), u"/free"_s, MediaAction::Resize));
    free.facts.isDisc = false;
    free.facts.snapshots = {{.name = u"s"_s}};
    EXPECT_TRUE(mediaRefusal(MediaIndex(listing), u"/free"_s, MediaAction::Compact));
    free.facts.problem = Error{.code = ErrorCode::ImageUnsafe};
    EXPECT_EQ(mediaRefusal(MediaIndex(listing), u"/free"_s, MediaAction::Copy)->code, ErrorCode::ImageUnsafe);
    EXPECT_FALSE(mediaRefusal(MediaIndex(listing), u"/free"_s, MediaAction::Remove));
    EXPECT_EQ(mediaRefusal(MediaIndex(listing), u"/unknown"_s, MediaAction::Remove)->code, ErrorCode::FileMissing);
}

TEST(MediaUses, FilesOfTheServiceAreWorkedOnAsFarAsItGoes)
{
    MediaListing listing = chain();
    listing.media.last().isOwn = false;
    listing.media.last().isReadable = false;
    listing.media.last().facts.format = u"qcow2"_s;
    const auto refusal = [&listing](MediaAction action) {
        return mediaRefusal(MediaIndex(listing), u"/free"_s, action).value_or(Error{}).detail;
    };
    EXPECT_EQ(refusal(MediaAction::Check), u"not readable"_s);
    EXPECT_EQ(refusal(MediaAction::Compact), u"not ours"_s);
    EXPECT_EQ(refusal(MediaAction::Repair), u"not ours"_s);
    for (const MediaAction action : {MediaAction::Copy, MediaAction::Move, MediaAction::Resize, MediaAction::Remove}) {
        EXPECT_EQ(refusal(action), QString()) << int(action);
    }
    listing.media.last().isReadable = true;
    EXPECT_EQ(refusal(MediaAction::Check), QString());
    listing.media.last().facts.format = u"vmdk"_s;
    EXPECT_EQ(refusal(MediaAction::Move), u"not by the service"_s);
}

TEST(MediaUses, CirclesEnd)
{
    MediaListing listing;
    listing.media = {medium(u"/a"_s, u"/b"_s), medium(u"/b"_s, u"/a"_s)};
    EXPECT_EQ(MediaIndex(listing).backingChain(u"/a"_s), QStringList{u"/b"_s});
    EXPECT_TRUE(mediaRefusal(MediaIndex(listing), u"/a"_s, MediaAction::Remove));
}

} // namespace
} // namespace vitrine

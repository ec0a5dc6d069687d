// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/foldermount.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

TEST(FolderMount, TheWindowsFolderIsOpenedByAnAddress)
{
    EXPECT_EQ(windowFolderMount({}).command, u"dav://localhost:9843/"_s);
    EXPECT_TRUE(windowFolderMount({}).text.contains("spice-webdavd"_L1));
    EXPECT_TRUE(windowFolderMount(u"http://microsoft.com/win/11"_s).command.startsWith("net use"_L1));
}

TEST(FolderMount, LinuxGetsALineForNowAndOneForEveryStart)
{
    const FolderMount mount = folderMount(u"http://debian.org/debian/13"_s, u"Pictures"_s, u"virtiofs"_s);
    EXPECT_TRUE(mount.text.contains("Debian 13"_L1)) << mount.text.toStdString();
    EXPECT_EQ(mount.command, u"sudo mkdir -p /mnt/Pictures && sudo mount -t virtiofs Pictures /mnt/Pictures"_s);
    EXPECT_EQ(mount.permanent, u"echo 'Pictures /mnt/Pictures virtiofs nofail 0 0' | sudo tee -a /etc/fstab"_s);
    EXPECT_TRUE(folderMount({}, u"Pictures"_s, u"virtiofs"_s).text.contains("Linux"_L1));
    EXPECT_TRUE(folderMount({}, u"Pictures"_s, u"path"_s).command.contains("-t 9p -o trans=virtio,version=9p2000.L,msize=262144 Pictures"_L1));
}

TEST(FolderMount, WhateverTheFolderIsCalledTheShellRunsNothingElse)
{
    const FolderMount mount = folderMount({}, u"it's; rm -rf /"_s, u"virtiofs"_s);
    EXPECT_EQ(mount.command, u"sudo mkdir -p /mnt/shared && sudo mount -t virtiofs 'it'\\''s; rm -rf /' /mnt/shared"_s);
    EXPECT_TRUE(mount.permanent.contains(uR"(it'\''s;\040rm\040-rf\040/ /mnt/shared)"_s)) << mount.permanent.toStdString();
}

TEST(FolderMount, OtherSystemsAreToldWhatTheyNeed)
{
    const FolderMount windows = folderMount(u"http://microsoft.com/win/11"_s, u"Pictures"_s, u"virtiofs"_s);
    EXPECT_TRUE(windows.text.contains("WinFsp"_L1));
    EXPECT_TRUE(windows.command.contains(uR"(virtiofs.exe" -t "Pictures" -m Z:)"_s));
    EXPECT_TRUE(windows.permanent.isEmpty());
    EXPECT_TRUE(folderMount(u"http://microsoft.com/win/11"_s, u"Pictures"_s, u"path"_s).command.isEmpty());
    const FolderMount bsd = folderMount(u"http://openbsd.org/openbsd/7.6"_s, u"Pictures"_s, u"virtiofs"_s);
    EXPECT_TRUE(bsd.text.contains("OpenBSD"_L1));
    EXPECT_TRUE(bsd.command.isEmpty());
}

} // namespace
} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/guesttools.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

TEST(GuestTools, EachSystemHasItsOwnCommand)
{
    const QList<GuestTool> agent{GuestTool::DisplayAgent};
    EXPECT_EQ(guestToolAdvice(u"http://debian.org/debian/13"_s, agent).command, u"sudo apt install spice-vdagent"_s);
    EXPECT_EQ(guestToolAdvice(u"http://ubuntu.com/ubuntu/24.04"_s, agent).command, u"sudo apt install spice-vdagent"_s);
    EXPECT_EQ(guestToolAdvice(u"http://fedoraproject.org/fedora/42"_s, agent).command, u"sudo dnf install spice-vdagent"_s);
    EXPECT_EQ(guestToolAdvice(u"http://archlinux.org/archlinux/rolling"_s, agent).command, u"sudo pacman -S spice-vdagent"_s);
    EXPECT_EQ(guestToolAdvice(u"http://opensuse.org/opensuse/tumbleweed"_s, agent).command, u"sudo zypper install spice-vdagent"_s);
}

TEST(GuestTools, SeveralComeByOneCommand)
{
    const GuestToolAdvice advice = guestToolAdvice(u"http://debian.org/debian/13"_s, {GuestTool::DisplayAgent, GuestTool::SystemAgent});
    EXPECT_EQ(advice.command, u"sudo apt install spice-vdagent qemu-guest-agent"_s);
    EXPECT_TRUE(advice.text.contains("Debian 13"_L1)) << qPrintable(advice.text);
    EXPECT_TRUE(advice.text.contains("packages spice-vdagent"_L1)) << qPrintable(advice.text);
}

TEST(GuestTools, WindowsNeedsTheDisc)
{
    const GuestToolAdvice advice = guestToolAdvice(u"http://microsoft.com/win/11"_s, {GuestTool::DisplayAgent});
    EXPECT_TRUE(advice.needsMedium);
    EXPECT_TRUE(advice.command.isEmpty());
    EXPECT_TRUE(advice.text.contains("virtio-win-guest-tools.exe"_L1));
}

TEST(GuestTools, AnUnknownSystemGetsThePackageAndNoCommand)
{
    for (const QString &id : {QString(), u"http://example.org/strange/1"_s}) {
        const GuestToolAdvice advice = guestToolAdvice(id, {GuestTool::SystemAgent});
        EXPECT_TRUE(advice.command.isEmpty());
        EXPECT_TRUE(advice.text.contains("qemu-guest-agent"_L1));
    }
}

TEST(GuestTools, TheNewestDiscIsFound)
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    EXPECT_TRUE(findToolsMedium({one.path(), two.path(), u"/nowhere"_s}).isEmpty());
    const QString older = one.filePath(u"virtio-win.iso"_s);
    const QString newer = two.filePath(u"virtio-win-0.1.285.iso"_s);
    for (const QString &path : {older, newer, one.filePath(u"other.iso"_s)}) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.setFileTime(path == older ? QDateTime::currentDateTime().addDays(-2) : QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
    }
    EXPECT_EQ(findToolsMedium({one.path(), two.path(), u"/nowhere"_s}), newer);
}

} // namespace
} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/keymap.h"
#include "tests/support/keyboard105.h"

#include <QByteArray>

#include <gtest/gtest.h>

#include <set>

namespace vitrine::test {
namespace {

/** What the PS/2 bytes of a key mean as QEMU key number. */
quint32 expectedQnum(const Key105 &key)
{
    if (key.evdev == KEY_SYSRQ) {
        return 0xb7; // E0 37, in front of which the keyboard puts a shift
    }
    if (key.evdev == KEY_PAUSE) {
        return 0xc6; // E0 46, as with Ctrl; the keyboard makes E1 1D 45 of it
    }
    const QByteArray bytes = QByteArray::fromHex(key.make);
    const auto last = static_cast<quint32>(static_cast<uchar>(bytes.back()));
    return bytes.size() == 1 ? last : last | 0x80;
}

TEST(ConsoleKeymap, Every105KeyHasItsNumbers)
{
    for (const Key105 &key : keyboard105) {
        const quint32 qnum = expectedQnum(key);
        const quint32 xtkbd = qnum & 0x80 ? 0x100 | (qnum & 0x7f) : qnum;
        EXPECT_EQ(qnumFromEvdev(key.evdev), qnum) << "evdev " << key.evdev;
        EXPECT_EQ(xtkbdFromEvdev(key.evdev), xtkbd) << "evdev " << key.evdev;
    }
}

TEST(ConsoleKeymap, KeysOfOtherBoardsHaveTheirNumbers)
{
    for (const ExtraKey &key : extraKeys) {
        EXPECT_EQ(qnumFromEvdev(key.evdev), key.code | (key.prefixed ? 0x80 : 0)) << "evdev " << key.evdev;
        EXPECT_EQ(xtkbdFromEvdev(key.evdev), key.code | (key.prefixed ? 0x100 : 0)) << "evdev " << key.evdev;
    }
}

TEST(ConsoleKeymap, NoTwoKeysShareANumber)
{
    std::set<quint32> qnums;
    std::set<quint32> xtkbds;
    for (const quint32 code : mappedEvdevCodes()) {
        EXPECT_TRUE(qnums.insert(qnumFromEvdev(code).value()).second) << "evdev " << code;
        EXPECT_TRUE(xtkbds.insert(xtkbdFromEvdev(code).value()).second) << "evdev " << code;
    }
    EXPECT_GT(qnums.size(), 140U);
}

TEST(ConsoleKeymap, WhatIsNoKeyHasNoNumber)
{
    EXPECT_FALSE(qnumFromEvdev(KEY_RESERVED));
    EXPECT_FALSE(qnumFromEvdev(84));
    EXPECT_FALSE(qnumFromEvdev(BTN_LEFT));
    EXPECT_FALSE(xtkbdFromEvdev(0xffffffff));
}

} // namespace
} // namespace vitrine::test

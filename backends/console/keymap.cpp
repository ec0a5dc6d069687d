// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/keymap.h"

#include <algorithm>
#include <array>
#include <vector>

#include <linux/input-event-codes.h>

namespace vitrine {
namespace {

struct Key {
    quint32 evdev;
    quint32 xtkbd;
};

constexpr quint32 prefixed = 0x100; ///< an E0 byte comes first

/** From Esc to the keypad's dot, evdev codes are the XT codes themselves. */
constexpr quint32 lastEqualCode = KEY_KPDOT;

// Ascending by evdev code.
constexpr std::array keys = {
    Key{KEY_ZENKAKUHANKAKU, 0x76},
    Key{KEY_102ND, 0x56},
    Key{KEY_F11, 0x57},
    Key{KEY_F12, 0x58},
    Key{KEY_RO, 0x73},
    Key{KEY_KATAKANA, 0x78},
    Key{KEY_HIRAGANA, 0x77},
    Key{KEY_HENKAN, 0x79},
    Key{KEY_KATAKANAHIRAGANA, 0x70},
    Key{KEY_MUHENKAN, 0x7b},
    Key{KEY_KPJPCOMMA, 0x5c},
    Key{KEY_KPENTER, prefixed | 0x1c},
    Key{KEY_RIGHTCTRL, prefixed | 0x1d},
    Key{KEY_KPSLASH, prefixed | 0x35},
    // keycodemapdb has 0x54, which is what the key sends while Alt is held. With 0x137 QEMU's PS/2
    // keyboard sends the key's own E0 2A E0 37, and 54 by itself when Alt is down.
    Key{KEY_SYSRQ, prefixed | 0x37},
    Key{KEY_RIGHTALT, prefixed | 0x38},
    Key{KEY_HOME, prefixed | 0x47},
    Key{KEY_UP, prefixed | 0x48},
    Key{KEY_PAGEUP, prefixed | 0x49},
    Key{KEY_LEFT, prefixed | 0x4b},
    Key{KEY_RIGHT, prefixed | 0x4d},
    Key{KEY_END, prefixed | 0x4f},
    Key{KEY_DOWN, prefixed | 0x50},
    Key{KEY_PAGEDOWN, prefixed | 0x51},
    Key{KEY_INSERT, prefixed | 0x52},
    Key{KEY_DELETE, prefixed | 0x53},
    Key{KEY_MUTE, prefixed | 0x20},
    Key{KEY_VOLUMEDOWN, prefixed | 0x2e},
    Key{KEY_VOLUMEUP, prefixed | 0x30},
    Key{KEY_POWER, prefixed | 0x5e},
    Key{KEY_KPEQUAL, 0x59},
    Key{KEY_PAUSE, prefixed | 0x46},
    Key{KEY_KPCOMMA, 0x7e},
    Key{KEY_HANGEUL, 0x72},
    Key{KEY_HANJA, 0x71},
    Key{KEY_YEN, 0x7d},
    Key{KEY_LEFTMETA, prefixed | 0x5b},
    Key{KEY_RIGHTMETA, prefixed | 0x5c},
    Key{KEY_COMPOSE, prefixed | 0x5d},
    Key{KEY_STOP, prefixed | 0x68},
    Key{KEY_CALC, prefixed | 0x21},
    Key{KEY_SLEEP, prefixed | 0x5f},
    Key{KEY_WAKEUP, prefixed | 0x63},
    Key{KEY_MAIL, prefixed | 0x6c},
    Key{KEY_BOOKMARKS, prefixed | 0x66},
    Key{KEY_COMPUTER, prefixed | 0x6b},
    Key{KEY_BACK, prefixed | 0x6a},
    Key{KEY_FORWARD, prefixed | 0x69},
    Key{KEY_NEXTSONG, prefixed | 0x19},
    Key{KEY_PLAYPAUSE, prefixed | 0x22},
    Key{KEY_PREVIOUSSONG, prefixed | 0x10},
    Key{KEY_STOPCD, prefixed | 0x24},
    Key{KEY_HOMEPAGE, prefixed | 0x32},
    Key{KEY_REFRESH, prefixed | 0x67},
    Key{KEY_F13, 0x5d},
    Key{KEY_F14, 0x5e},
    Key{KEY_F15, 0x5f},
    Key{KEY_F16, 0x55},
    Key{KEY_F17, prefixed | 0x03},
    Key{KEY_F18, prefixed | 0x77},
    Key{KEY_F19, prefixed | 0x04},
    Key{KEY_F20, 0x5a},
    Key{KEY_F21, 0x74},
    Key{KEY_F22, prefixed | 0x79},
    Key{KEY_F23, 0x6d},
    Key{KEY_F24, 0x6f},
    Key{KEY_SEARCH, prefixed | 0x65},
    Key{KEY_MEDIA, prefixed | 0x6d},
};
static_assert(std::ranges::is_sorted(keys, {}, &Key::evdev));

} // namespace

std::optional<quint32> xtkbdFromEvdev(quint32 evdevCode)
{
    if (evdevCode >= KEY_ESC && evdevCode <= lastEqualCode) {
        return evdevCode;
    }
    const auto found = std::ranges::lower_bound(keys, evdevCode, {}, &Key::evdev);
    if (found == keys.end() || found->evdev != evdevCode) {
        return std::nullopt;
    }
    return found->xtkbd;
}

std::optional<quint32> qnumFromEvdev(quint32 evdevCode)
{
    const auto xtkbd = xtkbdFromEvdev(evdevCode);
    if (!xtkbd) {
        return std::nullopt;
    }
    return *xtkbd & prefixed ? 0x80 | (*xtkbd & 0x7f) : *xtkbd;
}

std::span<const quint32> mappedEvdevCodes()
{
    static const std::vector<quint32> codes = [] {
        std::vector<quint32> all;
        for (quint32 code = KEY_ESC; code <= lastEqualCode; ++code) {
            all.push_back(code);
        }
        for (const Key &key : keys) {
            all.push_back(key.evdev);
        }
        return all;
    }();
    return codes;
}

} // namespace vitrine

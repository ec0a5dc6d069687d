// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>

#include <linux/input-event-codes.h>

namespace vitrine::test {

/**
 * A key of a 105-key (ISO) board and what a PS/2 keyboard sends for it in scan code set 1, written
 * down from the IBM/Microsoft tables and not from anything in Vitrine: the independent side of the
 * keyboard tests.
 */
struct Key105 {
    unsigned evdev;
    const char *make; ///< bytes in hex
    const char *brk; ///< bytes in hex; empty: sends none
};

inline constexpr std::array<Key105, 105> keyboard105 = {{
    {KEY_ESC, "01", "81"},
    {KEY_F1, "3b", "bb"},
    {KEY_F2, "3c", "bc"},
    {KEY_F3, "3d", "bd"},
    {KEY_F4, "3e", "be"},
    {KEY_F5, "3f", "bf"},
    {KEY_F6, "40", "c0"},
    {KEY_F7, "41", "c1"},
    {KEY_F8, "42", "c2"},
    {KEY_F9, "43", "c3"},
    {KEY_F10, "44", "c4"},
    {KEY_F11, "57", "d7"},
    {KEY_F12, "58", "d8"},
    {KEY_SYSRQ, "e02ae037", "e0b7e0aa"},
    {KEY_SCROLLLOCK, "46", "c6"},
    {KEY_PAUSE, "e11d45e19dc5", ""},
    {KEY_GRAVE, "29", "a9"},
    {KEY_1, "02", "82"},
    {KEY_2, "03", "83"},
    {KEY_3, "04", "84"},
    {KEY_4, "05", "85"},
    {KEY_5, "06", "86"},
    {KEY_6, "07", "87"},
    {KEY_7, "08", "88"},
    {KEY_8, "09", "89"},
    {KEY_9, "0a", "8a"},
    {KEY_0, "0b", "8b"},
    {KEY_MINUS, "0c", "8c"},
    {KEY_EQUAL, "0d", "8d"},
    {KEY_BACKSPACE, "0e", "8e"},
    {KEY_TAB, "0f", "8f"},
    {KEY_Q, "10", "90"},
    {KEY_W, "11", "91"},
    {KEY_E, "12", "92"},
    {KEY_R, "13", "93"},
    {KEY_T, "14", "94"},
    {KEY_Y, "15", "95"},
    {KEY_U, "16", "96"},
    {KEY_I, "17", "97"},
    {KEY_O, "18", "98"},
    {KEY_P, "19", "99"},
    {KEY_LEFTBRACE, "1a", "9a"},
    {KEY_RIGHTBRACE, "1b", "9b"},
    {KEY_ENTER, "1c", "9c"},
    {KEY_CAPSLOCK, "3a", "ba"},
    {KEY_A, "1e", "9e"},
    {KEY_S, "1f", "9f"},
    {KEY_D, "20", "a0"},
    {KEY_F, "21", "a1"},
    {KEY_G, "22", "a2"},
    {KEY_H, "23", "a3"},
    {KEY_J, "24", "a4"},
    {KEY_K, "25", "a5"},
    {KEY_L, "26", "a6"},
    {KEY_SEMICOLON, "27", "a7"},
    {KEY_APOSTROPHE, "28", "a8"},
    {KEY_BACKSLASH, "2b", "ab"},
    {KEY_LEFTSHIFT, "2a", "aa"},
    {KEY_102ND, "56", "d6"},
    {KEY_Z, "2c", "ac"},
    {KEY_X, "2d", "ad"},
    {KEY_C, "2e", "ae"},
    {KEY_V, "2f", "af"},
    {KEY_B, "30", "b0"},
    {KEY_N, "31", "b1"},
    {KEY_M, "32", "b2"},
    {KEY_COMMA, "33", "b3"},
    {KEY_DOT, "34", "b4"},
    {KEY_SLASH, "35", "b5"},
    {KEY_RIGHTSHIFT, "36", "b6"},
    {KEY_LEFTCTRL, "1d", "9d"},
    {KEY_LEFTMETA, "e05b", "e0db"},
    {KEY_LEFTALT, "38", "b8"},
    {KEY_SPACE, "39", "b9"},
    {KEY_RIGHTALT, "e038", "e0b8"},
    {KEY_RIGHTMETA, "e05c", "e0dc"},
    {KEY_COMPOSE, "e05d", "e0dd"},
    {KEY_RIGHTCTRL, "e01d", "e09d"},
    {KEY_INSERT, "e052", "e0d2"},
    {KEY_HOME, "e047", "e0c7"},
    {KEY_PAGEUP, "e049", "e0c9"},
    {KEY_DELETE, "e053", "e0d3"},
    {KEY_END, "e04f", "e0cf"},
    {KEY_PAGEDOWN, "e051", "e0d1"},
    {KEY_UP, "e048", "e0c8"},
    {KEY_LEFT, "e04b", "e0cb"},
    {KEY_DOWN, "e050", "e0d0"},
    {KEY_RIGHT, "e04d", "e0cd"},
    {KEY_NUMLOCK, "45", "c5"},
    {KEY_KPSLASH, "e035", "e0b5"},
    {KEY_KPASTERISK, "37", "b7"},
    {KEY_KPMINUS, "4a", "ca"},
    {KEY_KP7, "47", "c7"},
    {KEY_KP8, "48", "c8"},
    {KEY_KP9, "49", "c9"},
    {KEY_KPPLUS, "4e", "ce"},
    {KEY_KP4, "4b", "cb"},
    {KEY_KP5, "4c", "cc"},
    {KEY_KP6, "4d", "cd"},
    {KEY_KP1, "4f", "cf"},
    {KEY_KP2, "50", "d0"},
    {KEY_KP3, "51", "d1"},
    {KEY_KPENTER, "e01c", "e09c"},
    {KEY_KP0, "52", "d2"},
    {KEY_KPDOT, "53", "d3"},
}};

/** A key that only some boards have, and its set 1 code; E0 in front where `prefixed`. */
struct ExtraKey {
    unsigned evdev;
    unsigned code;
    bool prefixed;
};

/** From Microsoft's "Keyboard Scan Code Specification", as the 105 above. */
inline constexpr std::array<ExtraKey, 28> extraKeys = {{
    // JIS, ABNT2 and Korean boards
    {KEY_RO, 0x73, false},
    {KEY_YEN, 0x7d, false},
    {KEY_HENKAN, 0x79, false},
    {KEY_MUHENKAN, 0x7b, false},
    {KEY_KATAKANAHIRAGANA, 0x70, false},
    {KEY_KPCOMMA, 0x7e, false},
    {KEY_HANGEUL, 0x72, false},
    {KEY_HANJA, 0x71, false},
    // media, browser and power keys
    {KEY_MUTE, 0x20, true},
    {KEY_VOLUMEDOWN, 0x2e, true},
    {KEY_VOLUMEUP, 0x30, true},
    {KEY_NEXTSONG, 0x19, true},
    {KEY_PREVIOUSSONG, 0x10, true},
    {KEY_STOPCD, 0x24, true},
    {KEY_PLAYPAUSE, 0x22, true},
    {KEY_MAIL, 0x6c, true},
    {KEY_CALC, 0x21, true},
    {KEY_COMPUTER, 0x6b, true},
    {KEY_SEARCH, 0x65, true},
    {KEY_HOMEPAGE, 0x32, true},
    {KEY_BACK, 0x6a, true},
    {KEY_FORWARD, 0x69, true},
    {KEY_STOP, 0x68, true},
    {KEY_REFRESH, 0x67, true},
    {KEY_BOOKMARKS, 0x66, true},
    {KEY_POWER, 0x5e, true},
    {KEY_SLEEP, 0x5f, true},
    {KEY_WAKEUP, 0x63, true},
}};

} // namespace vitrine::test

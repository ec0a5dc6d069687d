// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

#include <optional>
#include <span>

namespace vitrine {

/**
 * @file
 * Physical keys: Linux evdev codes (linux/input-event-codes.h) to the numbers that displays take.
 *
 * The pairs are those of keycodemapdb (data/keymaps.csv, columns "Linux Keycode" and "XT KBD"), the
 * table that QEMU's, libvirt's and spice-gtk's own maps are generated from, with one exception told
 * in keymap.cpp.
 */

/**
 * The "xtkbd" form, for SPICE: the XT set 1 code, plus 0x100 when an E0 byte precedes it. None: no
 * such key on the wire.
 */
[[nodiscard]] std::optional<quint32> xtkbdFromEvdev(quint32 evdevCode);

/** The "qnum" form, for QEMU's D-Bus display and VNC's extended keys: an E0 prefix is bit 7. */
[[nodiscard]] std::optional<quint32> qnumFromEvdev(quint32 evdevCode);

/** Every evdev code that has a number, ascending. */
[[nodiscard]] std::span<const quint32> mappedEvdevCodes();

} // namespace vitrine

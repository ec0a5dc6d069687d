/* SPDX-FileCopyrightText: 2026 Vitrine developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A boot sector that resets the machine through its keyboard controller as soon as it runs.
 */
    .intel_syntax noprefix
    .code16
    .global _start

    .text
_start:
    mov al, 0xfe
    out 0x64, al
1:  hlt
    jmp 1b

    .org 510
    .word 0xaa55

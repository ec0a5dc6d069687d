/* SPDX-FileCopyrightText: 2026 Vitrine developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A boot sector that writes to its own disk from sector 2048 on, 64 KiB at a time, for ever round the
 * first 64 MiB: an image on a full host file system stops it.
 */
    .intel_syntax noprefix
    .code16
    .global _start

    .equ FIRST, 2048
    .equ END, 0x20000

    .text
_start:
    cli
    xor ax, ax
    mov ds, ax
    mov ss, ax
    mov sp, 0x7c00
    sti
write:
    mov si, offset packet
    mov ax, 0x4300
    mov dl, 0x80
    int 0x13
    add dword ptr [lba], 127
    cmp dword ptr [lba], END
    jb write
    mov dword ptr [lba], FIRST
    jmp write

packet:
    .byte 0x10, 0
    .word 127                               /* sectors */
    .word 0x0000, 0x1000                    /* from 1000:0000 */
lba:
    .long FIRST, 0

    .org 510
    .word 0xaa55

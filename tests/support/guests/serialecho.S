/* SPDX-FileCopyrightText: 2026 Vitrine developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A boot sector that greets on the first serial port, and sends every byte that comes back in angle
 * brackets.
 */
    .intel_syntax noprefix
    .code16
    .global _start

    .equ DATA, 0x3f8
    .equ STATUS, 0x3fd

    .text
_start:
    cli
    xor ax, ax
    mov ds, ax
    mov ss, ax
    mov sp, 0x7c00
    cld
    sti
    mov si, offset greeting
1:  lodsb
    test al, al
    jz wait
    call send
    jmp 1b

wait:
    mov dx, STATUS
    in al, dx
    test al, 1
    jnz 2f
    hlt                                     /* until the BIOS's timer ticks */
    jmp wait
2:  mov dx, DATA
    in al, dx
    mov bl, al
    mov al, '<'
    call send
    mov al, bl
    call send
    mov al, '>'
    call send
    jmp wait

send:                                       /* al */
    mov ah, al
3:  mov dx, STATUS
    in al, dx
    test al, 0x20
    jz 3b
    mov al, ah
    mov dx, DATA
    out dx, al
    ret

greeting:
    .asciz "serial guest\r\n"

    .org 510
    .word 0xaa55

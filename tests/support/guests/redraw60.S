/* SPDX-FileCopyrightText: 2026 Vitrine developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A boot sector that redraws all of 1280 x 800 x 32 sixty times a second, for benchmarks on VGA-like
 * devices. Every pixel of frame n is n * 0x010305 & 0xffffff, so that two samples of one picture that
 * agree are one whole frame. The keyboard's last byte is the block of 16 x 12 pixels at the top left:
 * R = byte, G = number of bytes so far, B = 0x3c.
 */
    .intel_syntax noprefix
    .code16
    .global _start

    .equ BANKS, 63                          /* 1280 * 800 * 4 / 65536, and the last half */
    .equ PIT, 19886                         /* 1193182 / 60 */

    .text
_start:
    cli
    xor ax, ax
    mov ds, ax
    mov ss, ax
    mov sp, 0x7c00
    cld
    jmp 0:start
start:
    mov word ptr [0x20], offset tick        /* IRQ 0 */
    mov word ptr [0x22], ax
    mov word ptr [0x24], offset keyboard    /* IRQ 1 */
    mov word ptr [0x26], ax
    mov al, 0x34
    out 0x43, al
    mov ax, PIT
    out 0x40, al
    mov al, ah
    out 0x40, al
    mov al, 0xfc
    out 0x21, al
    mov si, offset mode
1:  lodsw
    cmp ax, -1
    je 2f
    mov bx, ax
    lodsw
    xchg ax, bx
    call display
    jmp 1b
2:  sti
3:  hlt
    cmp byte ptr [due], 0
    je 3b
    mov byte ptr [due], 0
    call frame
    jmp 3b

tick:
    push ax
    mov byte ptr [due], 1
    mov al, 0x20
    out 0x20, al
    pop ax
    iret

keyboard:
    push ax
    in al, 0x60
    mov byte ptr [key + 2], al
    inc byte ptr [key + 1]
    mov byte ptr [due], 1
    mov al, 0x20
    out 0x20, al
    pop ax
    iret

display:                                    /* register ax = bx */
    mov dx, 0x1ce
    out dx, ax
    inc dx
    mov ax, bx
    out dx, ax
    ret

frame:
    add dword ptr [colour], 0x010305
    and dword ptr [colour], 0xffffff
    mov ax, 0xa000
    mov es, ax
    xor si, si
1:  mov ax, 5
    mov bx, si
    call display
    mov eax, [colour]
    xor di, di
    mov cx, 16384
    rep stosd
    test si, si
    jnz 3f
    mov eax, [key]
    xor di, di
    mov bp, 12                              /* lines of the first bank: 12 of 5120 bytes */
2:  mov cx, 16
    rep stosd
    add di, 5120 - 64
    dec bp
    jnz 2b
3:  inc si
    cmp si, BANKS
    jb 1b
    ret

mode:
    .word 4, 0, 1, 1280, 2, 800, 3, 32, 4, 1, -1
    .balign 4
colour:
    .long 0
key:
    .long 0x3c
due:
    .byte 0

    .org 510
    .word 0xaa55

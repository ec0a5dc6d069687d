/* SPDX-FileCopyrightText: 2026 Vitrine developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A boot sector that paints the bytes its keyboard and mouse send.
 *
 * It starts in text mode. The first byte switches to 640 x 480 x 32. From then on byte number n of the
 * keyboard (counted from 0, modulo 240) is a 16 x 8 block at column n % 40 of the first row of blocks,
 * with the colour R = the byte, G = n, B = 0x3c; the second row (y = 8..15) shows the PS/2 mouse's bytes
 * in the same way, with B = 0xc3.
 */
    .intel_syntax noprefix
    .code16
    .global _start

    .equ BLOCKS, 240

    .text
_start:
    cli
    xor ax, ax
    mov ds, ax
    mov es, ax
    mov ss, ax
    mov sp, 0x7c00
    cld
    jmp 0:start
start:
    mov word ptr [0x24], offset keyboard    /* IRQ 1 */
    mov word ptr [0x26], ax
    mov word ptr [0x1d0], offset mouse      /* IRQ 12 */
    mov word ptr [0x1d2], ax

    /* The second port of the i8042 on, with its interrupt, and the mouse reporting. */
    mov al, 0xa8
    call command
    mov al, 0x20
    call command
    call answer
    or al, 3
    and al, 0xcf
    mov bl, al
    mov al, 0x60
    call command
    mov al, bl
    call data
    mov al, 0xd4
    call command
    mov al, 0xf4
    call data
    call answer

    mov al, 0xf9                            /* IRQ 1, 2 */
    out 0x21, al
    mov al, 0xef                            /* IRQ 12 */
    out 0xa1, al

    mov ax, 0xb800
    mov es, ax
    mov si, offset text
    mov di, 160 * 12 + 64
    mov ah, 0x1e
1:  lodsb
    test al, al
    jz 2f
    stosw
    jmp 1b
2:  sti
3:  hlt
    jmp 3b

keyboard:
    pushad
    push es
    in al, 0x64                             /* set-up leaves an interrupt behind without a byte */
    test al, 1
    jz 1f
    in al, 0x60
    mov si, offset keyboard_count
    mov ebp, 0x3c
    xor di, di
    call paint
1:  mov al, 0x20
    out 0x20, al
    pop es
    popad
    iret

mouse:
    pushad
    push es
    in al, 0x64
    test al, 1
    jz 1f
    in al, 0x60
    mov si, offset mouse_count
    mov ebp, 0xc3
    mov di, 8 * 2560
    call paint
1:  mov al, 0x20
    out 0xa0, al
    out 0x20, al
    pop es
    popad
    iret

/* al: the byte, [si]: its number, ebp: the colour's blue, di: the row's offset */
paint:
    movzx eax, al
    shl eax, 16
    or eax, ebp
    mov ebp, eax
    cmp byte ptr [graphics], 0
    jne 1f
    inc byte ptr [graphics]
    call set_mode
1:  mov ax, 0xa000
    mov es, ax
    mov ax, [si]
    mov bh, al
    mov bl, 40
    div bl                                  /* ah: column */
    movzx dx, ah
    shl dx, 6
    add di, dx
    movzx eax, bh
    shl eax, 8
    or eax, ebp
    mov dx, 8
2:  mov cx, 16
    rep stosd
    add di, 2560 - 64
    dec dx
    jnz 2b
    inc word ptr [si]
    cmp word ptr [si], BLOCKS
    jb 3f
    mov word ptr [si], 0
3:  ret

/* 640 x 480 x 32 through the Bochs display registers, banked. */
set_mode:
    push si
    mov si, offset mode
1:  lodsw
    cmp ax, -1
    je 2f
    mov dx, 0x1ce
    out dx, ax
    lodsw
    inc dx
    out dx, ax
    jmp 1b
2:  pop si
    ret

command:                                    /* al to the controller */
    mov ah, al
1:  in al, 0x64
    test al, 2
    jnz 1b
    mov al, ah
    out 0x64, al
    ret
data:
    mov ah, al
1:  in al, 0x64
    test al, 2
    jnz 1b
    mov al, ah
    out 0x60, al
    ret
answer:
1:  in al, 0x64
    test al, 1
    jz 1b
    in al, 0x60
    ret

mode:
    .word 4, 0, 1, 640, 2, 480, 3, 32, 4, 1, 5, 0, -1
text:
    .asciz "keypaint"
graphics:
    .byte 0
keyboard_count:
    .word 0
mouse_count:
    .word 0

    .org 510
    .word 0xaa55

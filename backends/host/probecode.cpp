// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/probecode.h"

// clang-format off
asm(R"(
    .pushsection .rodata
    .globl vitrine_probe_begin, vitrine_probe_end
    .hidden vitrine_probe_begin, vitrine_probe_end
vitrine_probe_begin:
    movabsq $0x1122334455667788, %rax
    movq    $0x5000, %rbx
    movq    %rax, (%rbx)
    movq    (%rbx), %rcx
    cmpq    %rax, %rcx
    jne     1f
    movq    %cr3, %rax
    movq    %rax, %cr3
    movq    %cr4, %rax
    orq     $0x600, %rax            # OSFXSR, OSXMMEXCPT
    movq    %rax, %cr4
    xorps   %xmm0, %xmm0
    movl    $0x1f80, 8(%rbx)
    ldmxcsr 8(%rbx)
    fwait
    fninit
    movb    $0x5a, %al
    outb    %al, $0xf4

    movq    %cr4, %rax
    orq     $0x40000, %rax          # OSXSAVE
    movq    %rax, %cr4
    xorl    %ecx, %ecx
    xorl    %edx, %edx
    movl    $7, %eax                # x87, SSE, AVX
    xsetbv
    vpcmpeqd %ymm1, %ymm1, %ymm1
    vpsrld  $31, %ymm1, %ymm1       # eight times 1
    vpaddd  %ymm1, %ymm1, %ymm2     # eight times 2
    vmovdqu %ymm2, 32(%rbx)
    vzeroupper
    movl    60(%rbx), %edx          # 2
    movl    $3, %ecx
    shlxl   %ecx, %edx, %eax        # 16
    rorxl   $1, %eax, %eax          # 8
    movl    $0xf0, %ecx
    pdepl   %ecx, %eax, %eax        # 0x80
    outb    %al, $0xf5
    hlt
1:  xorl    %eax, %eax
    outb    %al, $0xf4
    hlt
vitrine_probe_end:
    .popsection
)");
// clang-format on

extern "C" {
extern const std::byte vitrine_probe_begin[];
extern const std::byte vitrine_probe_end[];
}

namespace vitrine {

std::span<const std::byte> probeCode()
{
    return {vitrine_probe_begin, vitrine_probe_end};
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"
#include "backends/host/kvmaccess.h"
#include "backends/host/probecode.h"

#include <mutex>
#include <sys/types.h>
#include <vector>

struct kvm_run;

namespace vitrine {

/**
 * Stops guest code that does not end, from another thread. Works without a signal handler: the
 * signal is blocked in the running thread but for the time that it is in the kernel running guest
 * code, which a pending signal ends.
 */
class KvmInterrupter
{
public:
    void interrupt();

private:
    friend class KvmDevice;
    void setTarget(pid_t thread, kvm_run *run);
    [[nodiscard]] bool wasInterrupted();

    std::mutex m_mutex;
    pid_t m_thread = 0;
    kvm_run *m_run = nullptr;
    bool m_interrupted = false;
};

/** The real /dev/kvm. To be made, used and destroyed on one thread that does nothing else (its signals are blocked). */
class KvmDevice : public KvmAccess
{
public:
    /** `interrupter` and `code`, the guest's program, outlive it. */
    explicit KvmDevice(KvmInterrupter *interrupter, std::span<const std::byte> code = probeCode());
    ~KvmDevice() override;
    KvmDevice(const KvmDevice &) = delete;
    KvmDevice &operator=(const KvmDevice &) = delete;

    int open() override;
    int apiVersion() override;
    int prepare() override;
    bool takesFeatureMsr() override;
    bool claimsAvx2() override;
    bool hasSmm() override;
    GuestExit run() override;

private:
    int makeMemory();
    int makeProcessor();
    int setFeatures();
    int enterLongMode();
    int allowInterrupt();
    /** Bits of a register (0-3: eax, ebx, ecx, edx) of a CPUID leaf that KVM offers. */
    [[nodiscard]] std::uint32_t feature(std::uint32_t leaf, int reg) const;

    KvmInterrupter *m_interrupter;
    std::span<const std::byte> m_code;
    FileDescriptor m_kvm;
    FileDescriptor m_vm;
    FileDescriptor m_vcpu;
    void *m_memory = nullptr;
    kvm_run *m_run = nullptr;
    std::size_t m_runBytes = 0;
    std::vector<std::byte> m_cpuid; ///< struct kvm_cpuid2
};

} // namespace vitrine

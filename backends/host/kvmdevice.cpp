// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/kvmdevice.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/kvm.h>

namespace vitrine {

namespace {

constexpr std::size_t memoryBytes = 64 * 1024;
constexpr std::uint64_t pageMap = 0x1000;
constexpr std::uint64_t codeAddress = 0x8000;
constexpr std::uint32_t featureMsr = 0x10a; // IA32_ARCH_CAPABILITIES
constexpr int maxCpuidEntries = 256;
constexpr std::size_t kernelSignalSetBytes = 8;

int kickSignal()
{
    return SIGRTMIN + 7;
}

/** A struct that ends in an array, as KVM's ioctls want. */
template<typename Header, typename Entry>
std::vector<std::byte> withEntries(std::size_t count)
{
    return std::vector<std::byte>(sizeof(Header) + count * sizeof(Entry));
}

int callResult(int result)
{
    return result < 0 ? errno : 0;
}

kvm_segment segment(std::uint16_t selector, std::uint8_t type, bool code)
{
    kvm_segment result = {};
    result.limit = 0xffffffff;
    result.selector = selector;
    result.type = type;
    result.present = 1;
    result.db = code ? 0 : 1;
    result.s = 1;
    result.l = code ? 1 : 0;
    result.g = 1;
    return result;
}

} // namespace

void KvmInterrupter::setTarget(pid_t thread, kvm_run *run)
{
    const std::scoped_lock lock(m_mutex);
    m_thread = thread;
    m_run = run;
}

bool KvmInterrupter::wasInterrupted()
{
    const std::scoped_lock lock(m_mutex);
    return m_interrupted;
}

void KvmInterrupter::interrupt()
{
    const std::scoped_lock lock(m_mutex);
    m_interrupted = true;
    if (m_run) {
        m_run->immediate_exit = 1;
        ::syscall(SYS_tgkill, ::getpid(), m_thread, kickSignal());
    }
}

KvmDevice::KvmDevice(KvmInterrupter *interrupter, std::span<const std::byte> code)
    : m_interrupter(interrupter)
    , m_code(code)
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

KvmDevice::~KvmDevice()
{
    m_interrupter->setTarget(0, nullptr);
    if (m_run) {
        ::munmap(m_run, m_runBytes);
    }
    m_vcpu.reset();
    m_vm.reset();
    if (m_memory) {
        ::munmap(m_memory, memoryBytes);
    }
}

int KvmDevice::open()
{
    m_kvm.reset(::open("/dev/kvm", O_RDWR | O_CLOEXEC));
    return m_kvm.isValid() ? 0 : errno;
}

int KvmDevice::apiVersion()
{
    return ::ioctl(m_kvm.get(), KVM_GET_API_VERSION, 0);
}

int KvmDevice::prepare()
{
    m_vm.reset(::ioctl(m_kvm.get(), KVM_CREATE_VM, 0));
    if (!m_vm.isValid()) {
        return errno;
    }
    for (const auto step :
         {&KvmDevice::makeMemory, &KvmDevice::makeProcessor, &KvmDevice::setFeatures, &KvmDevice::enterLongMode, &KvmDevice::allowInterrupt}) {
        if (const int error = (this->*step)()) {
            return error;
        }
    }
    return 0;
}

int KvmDevice::makeMemory()
{
    void *memory = ::mmap(nullptr, memoryBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return errno;
    }
    m_memory = memory;
    auto *bytes = static_cast<std::byte *>(memory);
    const auto put64 = [bytes](std::uint64_t address, std::uint64_t value) {
        std::memcpy(bytes + address, &value, sizeof value);
    };
    put64(pageMap, 0x2003); // one 2 MiB page, mapped to itself
    put64(0x2000, 0x3003);
    put64(0x3000, 0x83);
    std::memcpy(bytes + codeAddress, m_code.data(), std::min(m_code.size(), memoryBytes - codeAddress));
    kvm_userspace_memory_region region = {};
    region.memory_size = memoryBytes;
    region.userspace_addr = reinterpret_cast<std::uintptr_t>(memory);
    return callResult(::ioctl(m_vm.get(), KVM_SET_USER_MEMORY_REGION, &region));
}

int KvmDevice::makeProcessor()
{
    m_vcpu.reset(::ioctl(m_vm.get(), KVM_CREATE_VCPU, 0));
    if (!m_vcpu.isValid()) {
        return errno;
    }
    const int bytes = ::ioctl(m_kvm.get(), KVM_GET_VCPU_MMAP_SIZE, 0);
    if (bytes < int(sizeof(kvm_run))) {
        return bytes < 0 ? errno : EINVAL;
    }
    void *run = ::mmap(nullptr, std::size_t(bytes), PROT_READ | PROT_WRITE, MAP_SHARED, m_vcpu.get(), 0);
    if (run == MAP_FAILED) {
        return errno;
    }
    m_run = static_cast<kvm_run *>(run);
    m_runBytes = std::size_t(bytes);
    return 0;
}

int KvmDevice::setFeatures()
{
    m_cpuid = withEntries<kvm_cpuid2, kvm_cpuid_entry2>(maxCpuidEntries);
    auto *cpuid = reinterpret_cast<kvm_cpuid2 *>(m_cpuid.data());
    cpuid->nent = maxCpuidEntries;
    if (::ioctl(m_kvm.get(), KVM_GET_SUPPORTED_CPUID, cpuid) < 0) {
        return errno;
    }
    return callResult(::ioctl(m_vcpu.get(), KVM_SET_CPUID2, cpuid));
}

int KvmDevice::enterLongMode()
{
    kvm_sregs sregs = {};
    if (::ioctl(m_vcpu.get(), KVM_GET_SREGS, &sregs) < 0) {
        return errno;
    }
    sregs.cs = segment(0x8, 11, true);
    sregs.ds = sregs.es = sregs.fs = sregs.gs = sregs.ss = segment(0x10, 3, false);
    sregs.cr0 = 0x80050033; // paging, alignment mask, write protect, numeric error, x87, protection
    sregs.cr3 = pageMap;
    sregs.cr4 = 0x20; // physical address extension
    sregs.efer = 0x500; // long mode enabled and active
    if (::ioctl(m_vcpu.get(), KVM_SET_SREGS, &sregs) < 0) {
        return errno;
    }
    kvm_regs regs = {};
    regs.rip = codeAddress;
    regs.rsp = 0x7000;
    regs.rflags = 2;
    return callResult(::ioctl(m_vcpu.get(), KVM_SET_REGS, &regs));
}

int KvmDevice::allowInterrupt()
{
    sigset_t blocked;
    ::sigfillset(&blocked);
    ::sigdelset(&blocked, kickSignal());
    std::array<std::byte, sizeof(kvm_signal_mask) + kernelSignalSetBytes> buffer = {};
    const std::uint32_t length = kernelSignalSetBytes;
    std::memcpy(buffer.data(), &length, sizeof length);
    std::memcpy(buffer.data() + sizeof(kvm_signal_mask), &blocked, kernelSignalSetBytes);
    if (::ioctl(m_vcpu.get(), KVM_SET_SIGNAL_MASK, buffer.data()) < 0) {
        return errno;
    }
    m_interrupter->setTarget(pid_t(::syscall(SYS_gettid)), m_run);
    return 0;
}

bool KvmDevice::takesFeatureMsr()
{
    constexpr std::uint32_t archCapabilities = 1U << 29;
    if (!(feature(7, 3) & archCapabilities)) {
        return true; // then QEMU leaves it alone
    }
    alignas(kvm_msrs) std::array<std::byte, sizeof(kvm_msrs) + sizeof(kvm_msr_entry)> buffer = {};
    constexpr std::uint32_t count = 1;
    kvm_msr_entry entry = {};
    entry.index = featureMsr;
    std::memcpy(buffer.data() + offsetof(kvm_msrs, nmsrs), &count, sizeof count);
    std::memcpy(buffer.data() + sizeof(kvm_msrs), &entry, sizeof entry); // GCC takes entries[] for an array of none
    if (::ioctl(m_kvm.get(), KVM_GET_MSRS, buffer.data()) != 1) {
        return true;
    }
    return ::ioctl(m_vcpu.get(), KVM_SET_MSRS, buffer.data()) == 1;
}

std::uint32_t KvmDevice::feature(std::uint32_t leaf, int reg) const
{
    const auto *cpuid = reinterpret_cast<const kvm_cpuid2 *>(m_cpuid.data());
    for (std::uint32_t i = 0; i < cpuid->nent; ++i) {
        const kvm_cpuid_entry2 &entry = cpuid->entries[i];
        if (entry.function == leaf && entry.index == 0) {
            return std::array{entry.eax, entry.ebx, entry.ecx, entry.edx}.at(std::size_t(reg));
        }
    }
    return 0;
}

bool KvmDevice::claimsAvx2()
{
    constexpr std::uint32_t xsaveAndAvx = 1U << 26 | 1U << 28;
    constexpr std::uint32_t avx2AndBmi2 = 1U << 5 | 1U << 8;
    constexpr std::uint32_t avxState = 7;
    return (feature(1, 2) & xsaveAndAvx) == xsaveAndAvx && (feature(7, 1) & avx2AndBmi2) == avx2AndBmi2 && (feature(0xd, 0) & avxState) == avxState;
}

bool KvmDevice::hasSmm()
{
    return ::ioctl(m_kvm.get(), KVM_CHECK_EXTENSION, KVM_CAP_X86_SMM) > 0;
}

GuestExit KvmDevice::run()
{
    GuestExit result;
    int status = 0;
    do {
        status = ::ioctl(m_vcpu.get(), KVM_RUN, 0);
    } while (status < 0 && (errno == EINTR || errno == EAGAIN) && !m_interrupter->wasInterrupted());
    if (status < 0) {
        result.error = errno;
        return result;
    }
    result.reason = m_run->exit_reason;
    if (result.reason == KVM_EXIT_INTERNAL_ERROR) {
        result.suberror = m_run->internal.suberror;
    } else if (result.reason == KVM_EXIT_IO) {
        const std::uint64_t offset = m_run->io.data_offset;
        result.port = m_run->io.port;
        result.value = offset < m_runBytes ? reinterpret_cast<const std::uint8_t *>(m_run)[offset] : 0;
    }
    return result;
}

} // namespace vitrine

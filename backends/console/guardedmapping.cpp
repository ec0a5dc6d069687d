// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guardedmapping.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>

#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace vitrine {
namespace {

/** Read by a signal handler, hence fixed in size and lock-free. */
struct Slot {
    std::atomic<bool> taken = false;
    std::atomic<uintptr_t> begin = 0;
    std::atomic<uintptr_t> end = 0;
};
std::array<Slot, 256> slots;
struct sigaction previousAction;

void onBusError(int signal, siginfo_t *info, void * /*context*/)
{
    const int savedErrno = errno;
    const auto address = reinterpret_cast<uintptr_t>(info->si_addr);
    for (Slot &slot : slots) {
        const uintptr_t begin = slot.begin.load(std::memory_order_acquire);
        const uintptr_t end = slot.end.load(std::memory_order_acquire);
        if (info->si_code > 0 && address >= begin && address < end) {
            void *zeros = mmap(reinterpret_cast<void *>(begin), end - begin, PROT_READ, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
            if (zeros != MAP_FAILED) {
                errno = savedErrno;
                return;
            }
        }
    }
    // Not ours: the faulting instruction runs again under the handler that was there before.
    sigaction(signal, &previousAction, nullptr);
    if (info->si_code <= 0) {
        raise(signal);
    }
    errno = savedErrno;
}

void installHandler()
{
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction action = {};
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        sigaction(SIGBUS, &action, &previousAction);
    });
}

int takeSlot(uintptr_t begin, uintptr_t end)
{
    for (size_t i = 0; i < slots.size(); ++i) {
        bool expected = false;
        if (slots[i].taken.compare_exchange_strong(expected, true)) {
            slots[i].end.store(end, std::memory_order_release);
            slots[i].begin.store(begin, std::memory_order_release);
            return static_cast<int>(i);
        }
    }
    return -1;
}

void freeSlot(int index)
{
    Slot &slot = slots[static_cast<size_t>(index)];
    slot.end.store(0, std::memory_order_release);
    slot.begin.store(0, std::memory_order_release);
    slot.taken.store(false, std::memory_order_release);
}

Result<> checkFile(int fd, size_t offset, size_t length)
{
    struct stat status = {};
    struct statfs fileSystem = {};
    if (fstat(fd, &status) != 0 || fstatfs(fd, &fileSystem) != 0) {
        return fail(ErrorCode::Protocol, {}, qt_error_string(errno), QStringLiteral("scanout-map"));
    }
    if (!S_ISREG(status.st_mode) || fileSystem.f_type != TMPFS_MAGIC) {
        return fail(ErrorCode::Protocol, {}, QStringLiteral("not a shared-memory file"), QStringLiteral("scanout-map"));
    }
    const auto size = static_cast<uint64_t>(status.st_size);
    if (offset > size || length > size - offset) {
        return fail(ErrorCode::Protocol, {}, QStringLiteral("picture ends past the file"), QStringLiteral("scanout-map"));
    }
    return {};
}

} // namespace

Result<std::unique_ptr<GuardedMapping>> GuardedMapping::open(int fd, size_t offset, size_t length)
{
    if (auto checked = checkFile(fd, offset, length); !checked) {
        return fail(checked.error());
    }
    installHandler();
    const size_t skip = offset % static_cast<size_t>(sysconf(_SC_PAGESIZE));
    void *base = mmap(nullptr, length + skip, PROT_READ, MAP_SHARED, fd, static_cast<off_t>(offset - skip));
    if (base == MAP_FAILED) {
        return fail(ErrorCode::Protocol, {}, qt_error_string(errno), QStringLiteral("scanout-map"));
    }
    const auto begin = reinterpret_cast<uintptr_t>(base);
    const int slot = takeSlot(begin, begin + length + skip);
    if (slot < 0) {
        munmap(base, length + skip);
        return fail(ErrorCode::Protocol, {}, QStringLiteral("too many pictures are mapped"), QStringLiteral("scanout-map"));
    }
    return std::unique_ptr<GuardedMapping>(new GuardedMapping(static_cast<unsigned char *>(base), length + skip, skip, slot));
}

GuardedMapping::GuardedMapping(unsigned char *base, size_t length, size_t skip, int slot)
    : m_base(base)
    , m_length(length)
    , m_skip(skip)
    , m_slot(slot)
{
}

GuardedMapping::~GuardedMapping()
{
    freeSlot(m_slot);
    munmap(m_base, m_length);
}

} // namespace vitrine

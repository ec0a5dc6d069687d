// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <cstddef>
#include <memory>

namespace vitrine {

/**
 * A read-only view of a shared-memory file that another process owns and may shrink at any time.
 *
 * QEMU's frame buffers are memfds without seals, and a seal can't be added from here. So every mapping
 * is known to a SIGBUS handler of this process: when a read hits a page that is gone, the handler puts
 * zero pages in place of the whole view and the read goes on (libwayland guards wl_shm buffers in the
 * same way). Other SIGBUS causes go on to the handler that was there before. Reading costs nothing.
 *
 * Only tmpfs files (memfd, /dev/shm) are taken: on a FUSE file a page fault could hang the reader.
 * Readable from any thread; must outlive all readers.
 */
class GuardedMapping
{
public:
    /** Views `length` bytes from `offset`. Protocol: not such a file, or not long enough. */
    [[nodiscard]] static Result<std::unique_ptr<GuardedMapping>> open(int fd, size_t offset, size_t length);
    ~GuardedMapping();
    GuardedMapping(const GuardedMapping &) = delete;
    GuardedMapping &operator=(const GuardedMapping &) = delete;

    [[nodiscard]] const unsigned char *data() const
    {
        return m_base + m_skip;
    }

private:
    GuardedMapping(unsigned char *base, size_t length, size_t skip, int slot);

    unsigned char *m_base;
    size_t m_length;
    size_t m_skip;
    int m_slot;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <libvirt/libvirt.h>

#include <utility>

namespace vitrine {

/** Owns one reference to a libvirt object; gives it back at the end of its life. Move-only. */
template<typename Pointer, int (*release)(Pointer)>
class NativeHandle
{
public:
    NativeHandle() = default;
    explicit NativeHandle(Pointer pointer)
        : m_pointer(pointer)
    {
    }
    NativeHandle(NativeHandle &&other) noexcept
        : m_pointer(std::exchange(other.m_pointer, nullptr))
    {
    }
    NativeHandle &operator=(NativeHandle &&other) noexcept
    {
        if (this != &other) {
            reset(std::exchange(other.m_pointer, nullptr));
        }
        return *this;
    }
    NativeHandle(const NativeHandle &) = delete;
    NativeHandle &operator=(const NativeHandle &) = delete;
    ~NativeHandle()
    {
        reset();
    }

    [[nodiscard]] Pointer get() const
    {
        return m_pointer;
    }
    [[nodiscard]] explicit operator bool() const
    {
        return m_pointer != nullptr;
    }
    void reset(Pointer pointer = nullptr)
    {
        if (m_pointer) {
            release(m_pointer);
        }
        m_pointer = pointer;
    }

private:
    Pointer m_pointer = nullptr;
};

using ConnectHandle = NativeHandle<virConnectPtr, virConnectClose>;
using DomainHandle = NativeHandle<virDomainPtr, virDomainFree>;
using PoolHandle = NativeHandle<virStoragePoolPtr, virStoragePoolFree>;
using VolumeHandle = NativeHandle<virStorageVolPtr, virStorageVolFree>;
using SnapshotHandle = NativeHandle<virDomainSnapshotPtr, virDomainSnapshotFree>;
using NetworkHandle = NativeHandle<virNetworkPtr, virNetworkFree>;
using NodeDeviceHandle = NativeHandle<virNodeDevicePtr, virNodeDeviceFree>;
using StreamHandle = NativeHandle<virStreamPtr, virStreamFree>;

} // namespace vitrine

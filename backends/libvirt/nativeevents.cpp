// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/nativeevents.h"

#include "backends/libvirt/handles.h"

#include <libvirt/virterror.h>

#include <array>

namespace vitrine {
namespace {

using SinkPointer = std::shared_ptr<EventSink>;

void freeSink(void *opaque)
{
    delete static_cast<SinkPointer *>(opaque);
}

QUuid uuidOf(virDomainPtr domain)
{
    std::array<unsigned char, VIR_UUID_BUFLEN> raw = {};
    virDomainGetUUID(domain, raw.data());
    return QUuid::fromRfc4122(QByteArrayView(raw.data(), raw.size()));
}

void post(virDomainPtr domain, void *opaque, NativeEvent::Kind kind)
{
    (*static_cast<SinkPointer *>(opaque))->post({.kind = kind, .uuid = uuidOf(domain)});
}

// One callback for each signature of libvirt's. They run on the event loop's thread, where a
// blocking call would wait for itself: they only post.

void onLifecycle(virConnectPtr, virDomainPtr domain, int event, int, void *opaque)
{
    const bool definition = event == VIR_DOMAIN_EVENT_DEFINED || event == VIR_DOMAIN_EVENT_UNDEFINED;
    post(domain, opaque, definition ? NativeEvent::Kind::DefinitionChanged : NativeEvent::Kind::StateChanged);
}

void onReboot(virConnectPtr, virDomainPtr domain, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::Rebooted);
    post(domain, opaque, NativeEvent::Kind::StateChanged);
}

void onIoError(virConnectPtr, virDomainPtr domain, const char *, const char *, int, const char *, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::StateChanged);
}

void onTrayChange(virConnectPtr, virDomainPtr domain, const char *, int, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::MediaChanged);
}

void onDiskChange(virConnectPtr, virDomainPtr domain, const char *, const char *, const char *, int, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::MediaChanged);
}

void onDeviceChange(virConnectPtr, virDomainPtr domain, const char *, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::DevicesChanged);
    post(domain, opaque, NativeEvent::Kind::DefinitionChanged);
}

void onMemorySize(virConnectPtr, virDomainPtr domain, const char *, unsigned long long, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::DevicesChanged);
}

void onAgent(virConnectPtr, virDomainPtr domain, int state, int, void *opaque)
{
    const bool connected = state == VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED;
    post(domain, opaque, connected ? NativeEvent::Kind::AgentConnected : NativeEvent::Kind::AgentDisconnected);
}

void onMetadata(virConnectPtr, virDomainPtr domain, int, const char *, void *opaque)
{
    post(domain, opaque, NativeEvent::Kind::DefinitionChanged);
}

void onNetwork(virConnectPtr, virNetworkPtr, int, int, void *opaque)
{
    (*static_cast<SinkPointer *>(opaque))->post({.kind = NativeEvent::Kind::NetworksChanged, .uuid = {}});
}

void onPool(virConnectPtr, virStoragePoolPtr, int, int, void *opaque)
{
    (*static_cast<SinkPointer *>(opaque))->post({.kind = NativeEvent::Kind::StorageChanged, .uuid = {}});
}

void onClose(virConnectPtr, int reason, void *opaque)
{
    const bool silent = reason == VIR_CONNECT_CLOSE_REASON_KEEPALIVE;
    (*static_cast<SinkPointer *>(opaque))->post({.kind = silent ? NativeEvent::Kind::ServiceSilent : NativeEvent::Kind::ConnectionLost, .uuid = {}});
}

template<typename Generic = virConnectDomainEventGenericCallback, typename Callback>
Generic generic(Callback callback)
{
    return reinterpret_cast<Generic>(reinterpret_cast<void (*)()>(callback));
}

/** -1 when the driver has no such event; else libvirt frees the sink with the registration. */
template<typename Register>
int registerWith(const std::shared_ptr<EventSink> &sink, Register registration)
{
    auto *opaque = new SinkPointer(sink);
    const int id = registration(opaque);
    if (id < 0) {
        freeSink(opaque);
    }
    return id;
}

} // namespace

QList<int> registerDomainEvents(virConnectPtr connection, const std::shared_ptr<EventSink> &sink)
{
    struct Registration {
        int id;
        virConnectDomainEventGenericCallback callback;
    };
    const Registration registrations[] = {
        {VIR_DOMAIN_EVENT_ID_LIFECYCLE, generic(onLifecycle)},
        {VIR_DOMAIN_EVENT_ID_REBOOT, generic(onReboot)},
        {VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON, generic(onIoError)},
        {VIR_DOMAIN_EVENT_ID_TRAY_CHANGE, generic(onTrayChange)},
        {VIR_DOMAIN_EVENT_ID_DISK_CHANGE, generic(onDiskChange)},
        {VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, generic(onDeviceChange)},
        {VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, generic(onDeviceChange)},
        {VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE, generic(onMemorySize)},
        {VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, generic(onAgent)},
        {VIR_DOMAIN_EVENT_ID_METADATA_CHANGE, generic(onMetadata)},
    };
    QList<int> ids;
    for (const Registration &registration : registrations) {
        const int id = registerWith(sink, [&](SinkPointer *opaque) {
            return virConnectDomainEventRegisterAny(connection, nullptr, registration.id, registration.callback, opaque, freeSink);
        });
        if (id >= 0) {
            ids.append(id);
        }
    }
    return ids;
}

void unregisterDomainEvents(virConnectPtr connection, const QList<int> &ids)
{
    for (const int id : ids) {
        virConnectDomainEventDeregisterAny(connection, id);
    }
}

HostEventIds registerHostEvents(virConnectPtr connection, const std::shared_ptr<EventSink> &sink)
{
    const auto networks = generic<virConnectNetworkEventGenericCallback>(onNetwork);
    const auto pools = generic<virConnectStoragePoolEventGenericCallback>(onPool);
    HostEventIds ids;
    ids.network = registerWith(sink, [&](SinkPointer *opaque) {
        return virConnectNetworkEventRegisterAny(connection, nullptr, VIR_NETWORK_EVENT_ID_LIFECYCLE, networks, opaque, freeSink);
    });
    ids.pool = registerWith(sink, [&](SinkPointer *opaque) {
        return virConnectStoragePoolEventRegisterAny(connection, nullptr, VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE, pools, opaque, freeSink);
    });
    virResetLastError();
    return ids;
}

void unregisterHostEvents(virConnectPtr connection, const HostEventIds &ids)
{
    if (ids.network >= 0) {
        virConnectNetworkEventDeregisterAny(connection, ids.network);
    }
    if (ids.pool >= 0) {
        virConnectStoragePoolEventDeregisterAny(connection, ids.pool);
    }
}

void registerCloseEvent(virConnectPtr connection, const std::shared_ptr<EventSink> &sink)
{
    registerWith(sink, [connection](SinkPointer *opaque) {
        return virConnectRegisterCloseCallback(connection, onClose, opaque, freeSink);
    });
}

void unregisterCloseEvent(virConnectPtr connection)
{
    virConnectUnregisterCloseCallback(connection, onClose);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceusb.h"

#include "backends/core/worker.h"
#include "backends/host/usbserials.h"
#include "consolelogging.h"

#include <QCoroFuture>
#include <QFile>
#include <QPointer>
#include <QPromise>
#include <QStringList>

#include <algorithm>
#include <memory>

#include <unistd.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

struct PtrArrayUnref {
    void operator()(GPtrArray *array) const
    {
        g_ptr_array_unref(array);
    }
};
using PtrArray = std::unique_ptr<GPtrArray, PtrArrayUnref>;

struct DeviceFree {
    void operator()(SpiceUsbDevice *device) const
    {
        g_boxed_free(SPICE_TYPE_USB_DEVICE, device);
    }
};
using Device = std::unique_ptr<SpiceUsbDevice, DeviceFree>;

PtrArray listDevices(SpiceUsbDeviceManager *manager)
{
    return PtrArray(spice_usb_device_manager_get_devices(manager));
}

/** What the library tells of a device only as a text: maker, name, " [vendor:product]", bus, address. */
QStringList describe(SpiceUsbDevice *device)
{
    const std::unique_ptr<char, decltype(&g_free)> text(spice_usb_device_get_description(device, "%s\x1f%s\x1f%s\x1f%d\x1f%d"), g_free);
    const QStringList parts = QString::fromUtf8(text.get()).split(u'\x1f');
    return parts.size() == 5 ? parts : QStringList(5, QString());
}

QString idOf(const QStringList &parts)
{
    return parts[3] + u'-' + parts[4];
}

/** The library opens a device only after this program of its own has got the right to it from polkit. */
bool helperExists()
{
    static const bool exists = [] {
        if (qEnvironmentVariableIsSet("SPICE_USB_ACL_BINARY")) {
            return true;
        }
        const QStringList folders{u"/usr/libexec"_s, u"/usr/lib/spice-gtk"_s, u"/usr/local/libexec"_s};
        return std::ranges::any_of(folders, [](const QString &folder) {
            return ::access(QFile::encodeName(folder + "/spice-client-glib-usb-acl-helper"_L1).constData(), X_OK) == 0;
        });
    }();
    return exists;
}

int freeChannels(SpiceUsbDeviceManager *manager)
{
    int free = 0;
    g_object_get(manager, "free-channels", &free, nullptr);
    return free;
}

HostUsbDevice hostDevice(SpiceUsbDeviceManager *manager, SpiceUsbDevice *device)
{
    const QStringList parts = describe(device);
    const QStringList ids = QString(parts[2]).remove(u'[').remove(u']').trimmed().split(u':');
    HostUsbDevice found{.id = idOf(parts),
                        .vendor = ids.first().toUShort(nullptr, 16),
                        .product = ids.last().toUShort(nullptr, 16),
                        .description = QString(parts[0] + u' ' + parts[1]).simplified()};
    found.connected = spice_usb_device_manager_is_device_connected(manager, device) == TRUE;
    GError *error = nullptr;
    found.canConnect = spice_usb_device_manager_can_redirect_device(manager, device, &error) == TRUE;
    if (error) {
        const GErrorPtr owned(error);
        const ErrorCode code = freeChannels(manager) == 0 ? ErrorCode::NoFreePort : ErrorCode::PermissionDenied;
        found.whyNot = {.code = code, .subject = found.id, .detail = QString::fromUtf8(error->message), .doing = u"usb"_s};
    } else if (!helperExists() && spice_usb_device_manager_is_device_shared_cd(manager, device) == FALSE) {
        found.whyNot = {.code = ErrorCode::ComponentMissing, .subject = u"spice-client-glib-usb-acl-helper"_s, .detail = {}, .doing = u"usb"_s};
        found.canConnect = false;
    }
    return found;
}

Device findDevice(SpiceUsbDeviceManager *manager, const QString &id)
{
    const PtrArray list = listDevices(manager);
    for (guint i = 0; list && i < list->len; ++i) {
        auto *device = static_cast<SpiceUsbDevice *>(g_ptr_array_index(list.get(), i));
        if (idOf(describe(device)) == id) {
            return Device(static_cast<SpiceUsbDevice *>(g_boxed_copy(SPICE_TYPE_USB_DEVICE, device)));
        }
    }
    return nullptr;
}

Error usbError(const QString &id, const GError *error)
{
    const QString text = QString::fromUtf8(error->message);
    const bool denied = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) || text.contains("ERROR_ACCESS"_L1)
        || text.contains("Not authorized"_L1, Qt::CaseInsensitive) || text.contains("setting USB device node ACL"_L1, Qt::CaseInsensitive);
    const bool cancelled = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    return {.code = cancelled ? ErrorCode::Cancelled
                : denied      ? ErrorCode::PermissionDenied
                              : ErrorCode::Internal,
            .subject = id,
            .detail = text,
            .doing = u"usb"_s};
}

using Finish = gboolean (*)(SpiceUsbDeviceManager *, GAsyncResult *, GError **);
using Start = void (*)(SpiceUsbDeviceManager *, SpiceUsbDevice *, GCancellable *, GAsyncReadyCallback, gpointer);

/** Keeps the device for as long as the library works on it, which holds no reference of its own. */
struct Change {
    QString id;
    Device device;
    Finish finish;
    QPromise<Result<>> promise;
};

QFuture<Result<>> change(SpiceUsbDeviceManager *manager, const QString &id, Device device, Start start, Finish finish)
{
    auto *job = new Change{.id = id, .device = std::move(device), .finish = finish, .promise = {}};
    job->promise.start();
    const QFuture<Result<>> future = job->promise.future();
    const auto done = [](GObject *source, GAsyncResult *result, gpointer data) {
        const std::unique_ptr<Change> ended(static_cast<Change *>(data));
        GError *error = nullptr;
        ended->finish(SPICE_USB_DEVICE_MANAGER(source), result, &error);
        const GErrorPtr owned(error);
        ended->promise.addResult(error ? Result<>(fail(usbError(ended->id, error))) : Result<>());
        ended->promise.finish();
    };
    start(manager, job->device.get(), nullptr, done, job);
    return future;
}

} // namespace

SpiceUsb::SpiceUsb()
{
    m_read.setSingleShot(true);
    m_read.setInterval(0);
    connect(&m_read, &QTimer::timeout, this, &SpiceUsb::read);
}

SpiceUsb::~SpiceUsb() = default;

void SpiceUsb::channelAppeared(SpiceSession *session)
{
    if (!m_manager) {
        GError *error = nullptr;
        SpiceUsbDeviceManager *manager = spice_usb_device_manager_get(session, &error);
        if (!manager) {
            const GErrorPtr owned(error);
            qCInfo(VITRINE_CONSOLE) << "no USB redirection:" << (error ? error->message : "");
            return;
        }
        m_manager = shareGObject(manager);
        watch();
    }
    m_read.start();
}

void SpiceUsb::watch()
{
    for (const char *signal : {"device-added", "device-removed"}) {
        m_signals.add(m_manager.get(),
                      signal,
                      G_CALLBACK(+[](SpiceUsbDeviceManager *, SpiceUsbDevice *, SpiceUsb *self) {
                          self->m_read.start();
                      }),
                      this);
    }
    m_signals.add(m_manager.get(),
                  "device-error",
                  G_CALLBACK(+[](SpiceUsbDeviceManager *, SpiceUsbDevice *, GError *error, SpiceUsb *self) {
                      qCInfo(VITRINE_CONSOLE) << "a USB device was lost:" << error->message;
                      self->m_read.start();
                  }),
                  this);
}

void SpiceUsb::channelsChanged()
{
    m_read.start(); // the library hears of it after us
}

void SpiceUsb::stop()
{
    m_signals.clear();
    m_manager.reset();
    m_read.start();
}

void SpiceUsb::read()
{
    QList<HostUsbDevice> devices;
    int freePorts = 0;
    if (m_manager) {
        const PtrArray list = listDevices(m_manager.get());
        for (guint i = 0; list && i < list->len; ++i) {
            HostUsbDevice device = hostDevice(m_manager.get(), static_cast<SpiceUsbDevice *>(g_ptr_array_index(list.get(), i)));
            if (!m_serials.contains(device.id)) {
                learnSerials(); // what is always connected is told by it: the device is not told of before
                return;
            }
            device.serial = m_serials.value(device.id);
            devices.append(device);
        }
        freePorts = freeChannels(m_manager.get());
    }
    m_serials.removeIf([&devices](const std::pair<const QString &, QString &> &known) { // its number may be another's next time
        return std::ranges::find(devices, known.first, &HostUsbDevice::id) == devices.cend();
    });
    if (m_devices != devices || m_freePorts != freePorts) {
        m_devices = devices;
        m_freePorts = freePorts;
        Q_EMIT devicesChanged();
    }
}

/** Of all that are plugged in now. */
void SpiceUsb::learnSerials()
{
    if (m_learning) {
        return;
    }
    m_learning = true;
    const auto learned = [this](const QHash<QString, QString> &known) {
        m_learning = false;
        m_serials.clear();
        const PtrArray list = m_manager ? listDevices(m_manager.get()) : PtrArray();
        for (guint i = 0; list && i < list->len; ++i) {
            const QString id = idOf(describe(static_cast<SpiceUsbDevice *>(g_ptr_array_index(list.get(), i))));
            m_serials.insert(id, known.value(id));
        }
        read();
    };
    runOnWorker([] {
        return usbSerials();
    }).then(this, learned);
}

bool SpiceUsb::isAvailable() const
{
    return m_manager != nullptr;
}

int SpiceUsb::freePorts() const
{
    return m_freePorts;
}

QList<HostUsbDevice> SpiceUsb::devices() const
{
    return m_devices;
}

Task<> SpiceUsb::connectDevice(QString id)
{
    if (!m_manager) {
        co_return fail(ErrorCode::ConnectionLost, id, {}, u"usb"_s);
    }
    Device device = findDevice(m_manager.get(), id);
    if (!device) {
        co_return fail(ErrorCode::NotFound, id, {}, u"usb"_s);
    }
    const HostUsbDevice now = hostDevice(m_manager.get(), device.get());
    if (now.connected) {
        co_return Result<>();
    }
    if (freeChannels(m_manager.get()) == 0) {
        co_return fail(ErrorCode::NoFreePort, id, now.whyNot.detail, u"usb"_s);
    }
    if (!now.canConnect) {
        co_return fail(now.whyNot);
    }
    const QPointer<SpiceUsb> guard(this);
    const Result<> result =
        co_await change(m_manager.get(), id, std::move(device), spice_usb_device_manager_connect_device_async, spice_usb_device_manager_connect_device_finish);
    if (guard) {
        read();
    }
    co_return result;
}

Task<> SpiceUsb::disconnectDevice(QString id)
{
    if (!m_manager) {
        co_return fail(ErrorCode::ConnectionLost, id, {}, u"usb"_s);
    }
    Device device = findDevice(m_manager.get(), id);
    if (!device) {
        co_return fail(ErrorCode::NotFound, id, {}, u"usb"_s);
    }
    if (spice_usb_device_manager_is_device_connected(m_manager.get(), device.get()) == FALSE) {
        co_return Result<>();
    }
    const QPointer<SpiceUsb> guard(this);
    const Result<> result = co_await change(m_manager.get(),
                                            id,
                                            std::move(device),
                                            spice_usb_device_manager_disconnect_device_async,
                                            spice_usb_device_manager_disconnect_device_finish);
    if (guard) {
        read();
    }
    co_return result;
}

} // namespace vitrine

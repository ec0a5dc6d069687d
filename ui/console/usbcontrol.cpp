// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/usbcontrol.h"

#include "models/usbfilters.h"

#include <KLocalizedString>

#include <algorithm>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString usbNumbers(const HostUsbDevice &device)
{
    return u"%1:%2"_s.arg(device.vendor, 4, 16, QLatin1Char('0')).arg(device.product, 4, 16, QLatin1Char('0'));
}

namespace {

QString nameOf(const HostUsbDevice &device)
{
    return device.description.isEmpty() ? usbNumbers(device) : device.description;
}

bool fits(const UsbFilter &filter, const HostUsbDevice &device)
{
    return filter.fits(device.vendor, device.product, device.serial);
}

} // namespace

UsbControl::UsbControl(const MachineId &machine, QObject *parent)
    : QObject(parent)
    , m_machine(machine)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(10s);
    connect(&m_patience, &QTimer::timeout, this, &UsbControl::tellMissing);
}

void UsbControl::setUsb(UsbRedirection *usb)
{
    if (m_usb == usb) {
        return;
    }
    if (m_usb) {
        m_usb->disconnect(this);
    }
    m_usb = usb;
    m_lost += std::exchange(m_held, {});
    m_seen.clear();
    m_connecting.clear();
    if (usb) {
        connect(usb, &UsbRedirection::devicesChanged, this, &UsbControl::onDevices);
    }
    onDevices();
}

bool UsbControl::isAvailable() const
{
    return m_usb && m_usb->isAvailable();
}

int UsbControl::freePorts() const
{
    return isAvailable() ? m_usb->freePorts() : 0;
}

QList<HostUsbDevice> UsbControl::devices() const
{
    return isAvailable() ? m_usb->devices() : QList<HostUsbDevice>();
}

int UsbControl::connectedCount() const
{
    return int(std::ranges::count(devices(), true, &HostUsbDevice::connected));
}

void UsbControl::setConnected(const QString &id, bool connected)
{
    change(id, connected);
}

bool UsbControl::isAlways(const HostUsbDevice &device) const
{
    const QList<UsbFilter> filters = usbFilters(m_machine);
    return std::ranges::any_of(filters, [&device](const UsbFilter &filter) {
        return fits(filter, device);
    });
}

void UsbControl::setAlways(const HostUsbDevice &device, bool always)
{
    QList<UsbFilter> filters = usbFilters(m_machine);
    filters.removeIf([&device](const UsbFilter &filter) {
        return fits(filter, device);
    });
    if (always) {
        filters.append({.vendor = device.vendor, .product = device.product, .serial = device.serial, .name = device.description});
    }
    setUsbFilters(m_machine, filters);
    if (always && !device.connected) {
        change(device.id, true);
    }
    Q_EMIT changed();
}

void UsbControl::onDevices()
{
    QSet<QString> present;
    QStringList wanted;
    const QList<HostUsbDevice> all = devices();
    for (const HostUsbDevice &device : all) {
        present.insert(device.id);
        // One that the user took back stays back until it is plugged in anew.
        if (!m_seen.contains(device.id) && !device.connected && device.canConnect && isAlways(device)) {
            wanted.append(device.id);
        }
    }
    m_seen = present;
    for (const QString &id : std::as_const(wanted)) {
        if (portsLeft() > 0) {
            change(id, true);
        }
    }
    connectAgain();
    Q_EMIT changed();
}

void UsbControl::connectAgain()
{
    if (!isAvailable()) {
        m_lost += std::exchange(m_held, {});
        return;
    }
    // Ports and devices come one by one.
    QStringList ready;
    m_lost.removeIf([this, &ready](const HostUsbDevice &device) {
        const auto now = find(device);
        const bool there = now && (now->connected || (now->canConnect && portsLeft() > ready.size()));
        if (there && !now->connected) {
            ready.append(now->id);
        }
        return there;
    });
    if (m_lost.isEmpty()) {
        m_patience.stop();
    }
    for (const QString &id : std::as_const(ready)) {
        change(id, true);
    }
    m_held = devices();
    m_held.removeIf([this](const HostUsbDevice &device) {
        return !device.connected || isAlways(device);
    });
}

std::optional<HostUsbDevice> UsbControl::find(const HostUsbDevice &device) const
{
    std::optional<HostUsbDevice> found;
    for (const HostUsbDevice &other : devices()) {
        const bool same = other.vendor == device.vendor && other.product == device.product && other.serial == device.serial;
        if (same && (!found || other.id == device.id)) {
            found = other;
        }
    }
    return found;
}

void UsbControl::expectAgain()
{
    if (!m_lost.isEmpty()) {
        m_patience.start();
    }
}

void UsbControl::setPatience(std::chrono::milliseconds patience)
{
    m_patience.setInterval(patience);
}

void UsbControl::tellMissing()
{
    QStringList names;
    for (const HostUsbDevice &device : std::exchange(m_lost, {})) {
        names.append(nameOf(device));
    }
    Q_EMIT notConnectedAgain(names);
}

void UsbControl::forgetHeld()
{
    m_held.clear();
    m_lost.clear();
    m_patience.stop();
}

QStringList UsbControl::heldNames() const
{
    QStringList names;
    for (const HostUsbDevice &device : m_held) {
        names.append(nameOf(device));
    }
    return names;
}

QCoro::Task<> UsbControl::change(QString id, bool connect)
{
    if (!m_usb) {
        co_return;
    }
    const QPointer self(this);
    const QString description = descriptionOf(id);
    if (connect) {
        m_connecting.insert(id);
    }
    const Result<> result = co_await (connect ? m_usb->connectDevice(id) : m_usb->disconnectDevice(id));
    if (!self) {
        co_return;
    }
    m_connecting.remove(id);
    if (!result && !result.error().isCancelled()) {
        Error error = result.error();
        if (error.subject == id) {
            error.subject = description;
        }
        Q_EMIT failed(description, error);
    }
    Q_EMIT changed(); // A tick that did not come true goes.
}

QString UsbControl::descriptionOf(const QString &id) const
{
    const QList<HostUsbDevice> all = devices();
    const auto device = std::ranges::find(all, id, &HostUsbDevice::id);
    if (device == all.end()) {
        return i18nc("@info a device that has gone meanwhile", "The USB device");
    }
    return nameOf(*device);
}

int UsbControl::portsLeft() const
{
    const QList<HostUsbDevice> all = devices();
    return freePorts() - int(std::ranges::count_if(all, [this](const HostUsbDevice &device) {
               return !device.connected && m_connecting.contains(device.id);
           }));
}

} // namespace vitrine

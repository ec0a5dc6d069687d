// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QList>
#include <QObject>
#include <QString>

namespace vitrine {

/** A USB device plugged into the host. */
struct HostUsbDevice {
    QString id = {}; ///< Tells devices apart while they are plugged in ("1-4": bus and address).
    quint16 vendor = 0;
    quint16 product = 0;
    QString description = {}; ///< "Kingston DataTraveler"; untrusted text of the device
    QString serial = {}; ///< tells it from others of its model; empty when it has none; untrusted text
    bool connected = false; ///< to this guest
    bool canConnect = false;
    Error whyNot = {}; ///< when it can't: ComponentMissing, NoFreePort, Busy, PermissionDenied
    bool operator==(const HostUsbDevice &) const = default;
};

/** Hands USB devices of the host to a guest while it runs. Lives on the GUI thread as long as its ConsoleSession. */
class UsbRedirection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** The machine has redirection ports, and the host lets its devices be listed. */
    [[nodiscard]] virtual bool isAvailable() const = 0;
    /** How many more devices can be connected. */
    [[nodiscard]] virtual int freePorts() const = 0;
    [[nodiscard]] virtual QList<HostUsbDevice> devices() const = 0;
    /** NotFound, PermissionDenied, ComponentMissing, NoFreePort, ConnectionLost. The subject may be the id. */
    virtual Task<> connectDevice(QString id) = 0;
    virtual Task<> disconnectDevice(QString id) = 0;

Q_SIGNALS:
    void devicesChanged();
};

} // namespace vitrine

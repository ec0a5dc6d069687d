// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/usbredirection.h"
#include "backends/core/ids.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace vitrine {

/** Vendor and product as lsusb writes them: "0951:1666". */
[[nodiscard]] QString usbNumbers(const HostUsbDevice &device);

/**
 * The USB devices of the host as one guest can have them, and which of them it always gets: those
 * are connected when they are plugged in or when the machine's window opens, as long as there is a
 * free port. The machine's settings show the same list (models/usbfilters.h).
 */
class UsbControl : public QObject
{
    Q_OBJECT

public:
    explicit UsbControl(const MachineId &machine, QObject *parent = nullptr);

    /** Null: no redirection now. */
    void setUsb(UsbRedirection *usb);
    [[nodiscard]] bool isAvailable() const;
    [[nodiscard]] int freePorts() const;
    [[nodiscard]] QList<HostUsbDevice> devices() const;
    /** How many the guest has. */
    [[nodiscard]] int connectedCount() const;

    void setConnected(const QString &id, bool connected);
    [[nodiscard]] bool isAlways(const HostUsbDevice &device) const;
    /** Connects it now, too. */
    void setAlways(const HostUsbDevice &device, bool always);

Q_SIGNALS:
    void changed();
    /** `description` is the device's own text; the error speaks of it, too. */
    void failed(const QString &description, const vitrine::Error &error);

private:
    void onDevices();
    QCoro::Task<> change(QString id, bool connect);
    [[nodiscard]] int portsLeft() const;
    [[nodiscard]] QString descriptionOf(const QString &id) const;

    MachineId m_machine;
    QPointer<UsbRedirection> m_usb;
    QSet<QString> m_connecting; ///< ids; each takes a port that counts as free until it has come in
    QSet<QString> m_seen; ///< ids that are plugged in; each is connected by itself once
};

} // namespace vitrine

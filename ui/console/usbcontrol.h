// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/usbredirection.h"
#include "backends/core/ids.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <optional>

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
    /** What the guest has because the user connected it by hand, as text. */
    [[nodiscard]] QStringList heldNames() const;
    /**
     * A connection has begun: what was held when the last one ended is connected again. What does not
     * come within some seconds is told by notConnectedAgain().
     */
    void expectAgain();
    /** How long that may take: 10 s, shorter in tests. */
    void setPatience(std::chrono::milliseconds patience);
    /** The machine went off: nothing of it comes back by itself. */
    void forgetHeld();
    [[nodiscard]] bool isAlways(const HostUsbDevice &device) const;
    /** Connects it now, too. */
    void setAlways(const HostUsbDevice &device, bool always);

Q_SIGNALS:
    void changed();
    /** `description` is the device's own text; the error speaks of it, too. */
    void failed(const QString &description, const vitrine::Error &error);
    /** These were connected by hand before another connection to the guest began, and are not any more. */
    void notConnectedAgain(const QStringList &descriptions);

private:
    void onDevices();
    void connectAgain();
    void tellMissing();
    QCoro::Task<> change(QString id, bool connect);
    [[nodiscard]] int portsLeft() const;
    [[nodiscard]] QString descriptionOf(const QString &id) const;
    /** Plugged in as it was, or in another place. */
    [[nodiscard]] std::optional<HostUsbDevice> find(const HostUsbDevice &device) const;

    MachineId m_machine;
    QPointer<UsbRedirection> m_usb;
    QSet<QString> m_connecting; ///< ids; each takes a port that counts as free until it has come in
    QList<HostUsbDevice> m_held; ///< connected by hand
    QList<HostUsbDevice> m_lost; ///< were held when the connection ended, and are to come back
    QTimer m_patience; ///< for those
    QSet<QString> m_seen; ///< ids that are plugged in; each is connected by itself once
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/gsignals.h"
#include "backends/console/usbredirection.h"

#include <QHash>
#include <QTimer>

#include <spice-client.h>

namespace vitrine {

/**
 * USB devices of the host over SPICE's redirection channels. Nothing is listed, and libusb is not even
 * loaded, for a machine without such channels. Devices never connect by themselves.
 */
class SpiceUsb : public UsbRedirection
{
    Q_OBJECT

public:
    SpiceUsb();
    ~SpiceUsb() override;

    /** The session has a redirection channel: it is connected, and the host's devices are watched. */
    void channelAppeared(SpiceSession *session);
    /** One of the channels has ended. */
    void channelsChanged();
    /** The connection has gone, and with it the devices' places in the guest. */
    void stop();
    /** The library's, null without channels; tests add made-up devices to it. */
    [[nodiscard]] SpiceUsbDeviceManager *manager() const
    {
        return m_manager.get();
    }

    [[nodiscard]] bool isAvailable() const override;
    [[nodiscard]] int freePorts() const override;
    [[nodiscard]] QList<HostUsbDevice> devices() const override;
    Task<> connectDevice(QString id) override;
    Task<> disconnectDevice(QString id) override;

private:
    void watch();
    void read();
    void learnSerials();

    GObjectPtr<SpiceUsbDeviceManager> m_manager;
    QList<HostUsbDevice> m_devices;
    QHash<QString, QString> m_serials; ///< by id, of all that are known; empty for those without
    bool m_learning = false;
    int m_freePorts = 0;
    QTimer m_read; ///< many devices at once are read once
    GSignals m_signals;
};

} // namespace vitrine

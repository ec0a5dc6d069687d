// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>
#include <QTimer>

namespace vitrine {

class MachineDevices;
class UsbControl;
struct HostUsbDevice;

/** The host's USB devices, ticked where the guest has them; follows what is plugged in. */
class UsbMenu : public QMenu
{
    Q_OBJECT

public:
    UsbMenu(UsbControl *usb, MachineDevices *devices, QWidget *parent);

private:
    void rebuild();
    void addDevice(const HostUsbDevice &device);
    void addAlways(const QList<HostUsbDevice> &devices);

    UsbControl *m_usb;
    MachineDevices *m_devices;
    QMenu *m_always;
    QTimer m_soon; ///< an action of the menu may be what led here
};

} // namespace vitrine

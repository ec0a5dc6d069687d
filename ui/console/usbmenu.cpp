// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/usbmenu.h"

#include "models/machinedevices.h"
#include "ui/console/menuwords.h"
#include "ui/console/usbcontrol.h"

#include <KLocalizedString>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const HostUsbDevice &device)
{
    const QString name = menuText(device.description);
    return name.isEmpty() ? i18nc("@action:inmenu USB device without a name", "Unnamed Device") : name;
}

/** Of two of one model the serial number tells which. */
QString nameAmong(const HostUsbDevice &device, const QList<HostUsbDevice> &all)
{
    const auto same = std::ranges::count_if(all, [&device](const HostUsbDevice &other) {
        return other.vendor == device.vendor && other.product == device.product;
    });
    return same > 1 && !device.serial.isEmpty()
        ? i18nc("@action:inmenu %1: a device, %2: its serial number", "%1 (%2)", nameOf(device), menuText(device.serial))
        : nameOf(device);
}

QString whyNotText(const Error &why)
{
    switch (why.code) {
    case ErrorCode::ComponentMissing:
        return i18nc("@info:tooltip a package", "%1 is not installed on this computer.", why.subject);
    case ErrorCode::NoFreePort:
        return i18nc("@info:tooltip", "All USB ports of the machine are taken. Disconnect another device first.");
    case ErrorCode::Busy:
        return i18nc("@info:tooltip", "This computer is using it.");
    default:
        return i18nc("@info:tooltip", "This computer does not give it away.");
    }
}

QString tipOf(const HostUsbDevice &device)
{
    const QString numbers = usbNumbers(device);
    if (device.canConnect || device.connected) {
        return i18nc("@info:tooltip USB vendor:product", "Device %1", numbers);
    }
    return i18nc("@info:tooltip USB vendor:product, reason as a sentence", "Device %1 can’t be used here. %2", numbers, whyNotText(device.whyNot));
}

} // namespace

UsbMenu::UsbMenu(UsbControl *usb, MachineDevices *devices, QWidget *parent)
    : QMenu(i18nc("@title:menu", "&USB"), parent)
    , m_usb(usb)
    , m_devices(devices)
    , m_always(new QMenu(i18nc("@title:menu", "&Always Connect"), this))
{
    setObjectName(u"usbMenu"_s);
    setIcon(QIcon::fromTheme(u"drive-removable-media-usb"_s));
    setToolTipsVisible(true);
    m_always->setObjectName(u"usbAlwaysMenu"_s);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &UsbMenu::rebuild);
    connect(usb, &UsbControl::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(devices, &MachineDevices::changed, &m_soon, qOverload<>(&QTimer::start));
    rebuild();
}

void UsbMenu::rebuild()
{
    clear();
    const QList<HostUsbDevice> all = m_usb->devices();
    if (!m_usb->isAvailable() && m_devices->isKnown() && m_devices->details().usbRedirections == 0) {
        addNote(this, u"usbNoPorts"_s, i18nc("@info:inmenu", "This machine has no ports for USB devices of this computer."));
        addNote(this, u"usbAddPorts"_s, i18nc("@info:inmenu", "Add them in its settings, page USB, while it is off."));
    } else if (!m_usb->isAvailable()) {
        addNote(this, u"usbUnavailable"_s, i18nc("@info:inmenu", "USB devices can be connected while the machine runs."));
    } else if (all.isEmpty()) {
        addNote(this, u"usbNone"_s, i18nc("@info:inmenu", "No USB device is plugged into this computer."));
    }
    for (const HostUsbDevice &device : all) {
        addDevice(device);
    }
    if (!all.isEmpty()) {
        addAlways(all);
    }
}

void UsbMenu::addDevice(const HostUsbDevice &device)
{
    QAction *action = addAction(nameAmong(device, m_usb->devices()));
    action->setObjectName("usbDevice_"_L1 + device.id);
    action->setCheckable(true);
    action->setChecked(device.connected);
    action->setToolTip(tipOf(device));
    action->setStatusTip(action->toolTip());
    const bool hasPort = device.connected || m_usb->freePorts() > 0;
    if (!hasPort) {
        action->setToolTip(whyNotText({.code = ErrorCode::NoFreePort}));
    }
    action->setEnabled(device.connected || (device.canConnect && hasPort));
    connect(action, &QAction::toggled, this, [this, id = device.id](bool on) {
        m_usb->setConnected(id, on);
    });
}

void UsbMenu::addAlways(const QList<HostUsbDevice> &devices)
{
    m_always->clear();
    for (const HostUsbDevice &device : devices) {
        QAction *action = m_always->addAction(nameAmong(device, devices));
        action->setObjectName("usbAlways_"_L1 + device.id);
        action->setCheckable(true);
        action->setChecked(m_usb->isAlways(device));
        connect(action, &QAction::toggled, this, [this, device](bool on) {
            m_usb->setAlways(device, on);
        });
    }
    addSeparator();
    addMenu(m_always);
}

} // namespace vitrine

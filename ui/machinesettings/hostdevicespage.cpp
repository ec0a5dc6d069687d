// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/hostdevicespage.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"
#include "models/definition/hostdevicetext.h"
#include "models/usbfilters.h"
#include "ui/machinesettings/devicesection.h"
#include "ui/machinesettings/hostdevicepicker.h"
#include "ui/machinesettings/usbfilterlist.h"

#include <KLocalizedString>

#include <QLabel>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QString stateOf(const DefinitionDraft *draft, const DeviceRef &device)
{
    const HostDevice *known = findHostDevice(draft->xml(), device, draft->facts().hardware);
    if (!known) {
        return draft->facts().hardware.isEmpty() ? QString() : i18nc("@info a device", "Not there now.");
    }
    QStringList parts{hostDeviceAddress(*known)};
    if (known->iommuGroup) {
        parts.append(i18nc("@info %1: a number", "IOMMU group %1", *known->iommuGroup));
    }
    if (!known->driver.isEmpty()) {
        parts.append(i18nc("@info %1: a driver", "driver %1", known->driver));
    }
    parts.append(hostDeviceUsesText(*known));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

void addState(DeviceSection *section, const DefinitionDraft *draft)
{
    if (section->device().element != "hostdev"_L1) {
        return;
    }
    auto *state = new QLabel(section);
    state->setObjectName(section->objectName() + u"_state"_s);
    state->setTextFormat(Qt::PlainText);
    state->setWordWrap(true);
    const auto follow = [section, draft, state] {
        state->setText(stateOf(draft, section->device()));
    };
    section->addInfo(i18nc("@label of a device", "On this computer"), state);
    QObject::connect(section, &DeviceSection::refreshed, state, follow);
    follow();
}

} // namespace

HostDevicesPage::HostDevicesPage(DefinitionDraft *draft, SettingsPage page, MachineStore *store, MachineId id, QWidget *parent)
    : SettingsPageView(draft, page, parent, [draft](DeviceSection *section) {
        addState(section, draft);
    })
    , m_page(page)
    , m_store(store)
    , m_id(std::move(id))
{
    if (page == SettingsPage::Usb) {
        addFilters();
    }
}

void HostDevicesPage::addFilters()
{
    auto *filters = new UsbFilterList(m_id, widget());
    setFooter(filters);
    connect(filters, &UsbFilterList::addRequested, this, [this, filters] {
        auto *picker = new HostDevicePicker(HostDevicePicker::Kind::UsbFilter, draft(), m_store, m_id, this);
        connect(picker, &HostDevicePicker::chosen, filters, [filters](const HostDevice &device) {
            HostDevice unnumbered = device;
            unnumbered.serial.clear(); // stands beside the name
            filters->add({.vendor = device.vendorId, .product = device.productId, .serial = device.serial, .name = hostDeviceName(unnumbered)});
        });
        picker->open();
    });
}

void HostDevicesPage::addDevice(QLatin1StringView id)
{
    if (id != hostDeviceTemplate) {
        SettingsPageView::addDevice(id);
        return;
    }
    const auto kind = m_page == SettingsPage::Usb ? HostDevicePicker::Kind::Usb : HostDevicePicker::Kind::Pci;
    auto *picker = new HostDevicePicker(kind, draft(), m_store, m_id, this);
    connect(picker, &HostDevicePicker::added, this, &HostDevicesPage::goTo);
    picker->open();
}

} // namespace vitrine

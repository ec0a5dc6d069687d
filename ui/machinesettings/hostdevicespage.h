// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "ui/machinesettings/settingspageview.h"

namespace vitrine {

class MachineStore;

/** A page with devices of the host: USB, with those that are always connected, or PCI and mediated ones. They are chosen from what is there. GUI thread. */
class HostDevicesPage : public SettingsPageView
{
    Q_OBJECT

public:
    /** `draft` and `store` outlive it; `page` is Usb or HostDevices. */
    HostDevicesPage(DefinitionDraft *draft, SettingsPage page, MachineStore *store, MachineId id, QWidget *parent = nullptr);

protected:
    void addDevice(QLatin1StringView id) override;

private:
    void addFilters();

    SettingsPage m_page;
    MachineStore *m_store;
    MachineId m_id;
};

} // namespace vitrine

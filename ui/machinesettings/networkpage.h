// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/machinesettings/settingspageview.h"

namespace vitrine {

class GuestAddresses;

/** The adapters of a machine, each with the addresses that its guest is reached by. GUI thread. */
class NetworkPage : public SettingsPageView
{
    Q_OBJECT

public:
    /** `draft` outlives it; takes `addresses`, which are read while the page shows. */
    NetworkPage(DefinitionDraft *draft, GuestAddresses *addresses, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    GuestAddresses *m_addresses;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/networkpage.h"

#include "models/definition/definitiondraft.h"
#include "models/networks/guestaddresses.h"
#include "ui/machinesettings/adapteraddresses.h"
#include "ui/machinesettings/devicesection.h"

#include <KLocalizedString>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

void addAddresses(DeviceSection *section, const DefinitionDraft *draft, GuestAddresses *addresses)
{
    auto *info = new AdapterAddresses(addresses, section);
    const auto follow = [section, draft, info] {
        const auto value = [&](QStringView property) {
            return draft->value(*findProperty(property), section->device());
        };
        info->setAdapter(value(u"interface.mac"), value(u"interface.type") == "user"_L1);
    };
    section->addInfo(i18nc("@label", "Addresses of the guest"), info);
    QObject::connect(section, &DeviceSection::refreshed, info, follow);
    follow();
}

} // namespace

NetworkPage::NetworkPage(DefinitionDraft *draft, GuestAddresses *addresses, QWidget *parent)
    : SettingsPageView(draft, SettingsPage::Network, parent, [draft, addresses](DeviceSection *section) {
        addAddresses(section, draft, addresses);
    })
    , m_addresses(addresses)
{
    addresses->setParent(this);
}

void NetworkPage::showEvent(QShowEvent *event)
{
    SettingsPageView::showEvent(event);
    m_addresses->setActive(true);
}

void NetworkPage::hideEvent(QHideEvent *event)
{
    SettingsPageView::hideEvent(event);
    m_addresses->setActive(false);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/subnetbox.h"

#include <KLocalizedString>

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QLineEdit *edit(const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *made = new QLineEdit(parent);
    made->setObjectName(name);
    made->setAccessibleName(accessibleName);
    return made;
}

} // namespace

SubnetBox::SubnetBox(const QString &title, const QString &name, QWidget *parent)
    : QGroupBox(title, parent)
    , m_address(edit(name + u"Address"_s, i18nc("@label:textbox", "Address of this computer"), this))
    , m_prefix(new QSpinBox(this))
    , m_dhcp(new QCheckBox(i18nc("@option:check", "Give out addresses by itself (DHCP)"), this))
    , m_start(edit(name + u"Start"_s, i18nc("@label:textbox", "First address given out"), this))
    , m_end(edit(name + u"End"_s, i18nc("@label:textbox", "Last address given out"), this))
{
    setObjectName(name + u"Box"_s);
    setCheckable(true);
    m_prefix->setObjectName(name + u"Prefix"_s);
    m_prefix->setAccessibleName(i18nc("@label:spinbox", "Length of the network part in bits"));
    m_prefix->setRange(1, 128);
    m_dhcp->setObjectName(name + u"Dhcp"_s);
    auto *form = new QFormLayout(this);
    auto *addressRow = new QHBoxLayout;
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(new QLabel(u"/"_s, this));
    addressRow->addWidget(m_prefix);
    form->addRow(i18nc("@label:textbox", "Address here:"), addressRow);
    form->addRow(QString(), m_dhcp);
    auto *rangeRow = new QHBoxLayout;
    rangeRow->addWidget(m_start, 1);
    rangeRow->addWidget(new QLabel(i18nc("@label between two addresses", "to"), this));
    rangeRow->addWidget(m_end, 1);
    form->addRow(i18nc("@label:textbox", "Range:"), rangeRow);
    connect(m_dhcp, &QCheckBox::toggled, this, &SubnetBox::updateRange);
    connect(this, &QGroupBox::toggled, this, &SubnetBox::updateRange);
    for (QLineEdit *field : {m_address, m_start, m_end}) {
        connect(field, &QLineEdit::textChanged, this, &SubnetBox::changed);
    }
    connect(m_prefix, &QSpinBox::valueChanged, this, &SubnetBox::changed);
}

void SubnetBox::updateRange()
{
    // The box itself would give the whole range back to the keyboard when it is checked.
    const bool on = isChecked() && m_dhcp->isChecked();
    m_start->setEnabled(on);
    m_end->setEnabled(on);
    Q_EMIT changed();
}

void SubnetBox::setSubnet(const std::optional<NetworkSubnet> &subnet, const NetworkSubnet &suggestion)
{
    setChecked(subnet.has_value());
    const NetworkSubnet shown = subnet.value_or(suggestion);
    m_address->setText(shown.address);
    m_prefix->setValue(shown.prefix);
    m_dhcp->setChecked(!shown.dhcpStart.isEmpty());
    m_start->setText(shown.dhcpStart);
    m_end->setText(shown.dhcpEnd);
    m_reservations = shown.reservations;
    updateRange();
}

std::optional<NetworkSubnet> SubnetBox::subnet() const
{
    if (!isChecked()) {
        return std::nullopt;
    }
    const bool dhcp = m_dhcp->isChecked();
    return NetworkSubnet{.address = m_address->text().trimmed(),
                         .prefix = m_prefix->value(),
                         .dhcpStart = dhcp ? m_start->text().trimmed() : QString(),
                         .dhcpEnd = dhcp ? m_end->text().trimmed() : QString(),
                         .reservations = m_reservations};
}

} // namespace vitrine

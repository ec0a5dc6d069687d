// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/networkdialog.h"

#include "models/networks/networkissues.h"
#include "models/networks/networkstore.h"
#include "models/networks/networktext.h"
#include "ui/networks/reservationtable.h"
#include "ui/networks/subnetbox.h"

#include <KLocalizedString>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

std::optional<NetworkSubnet> subnetOf(const NetworkDefinition &definition, bool ipv6)
{
    for (const NetworkSubnet &subnet : definition.subnets) {
        if (subnet.isIpv6() == ipv6) {
            return subnet;
        }
    }
    return std::nullopt;
}

} // namespace

NetworkDialog::NetworkDialog(const std::optional<NetworkInfo> &edited, const NetworkStore &store, QWidget *parent)
    : QDialog(parent)
    , m_isNew(!edited)
    , m_devices(store.hostDevices())
    , m_others(store.networks())
{
    setObjectName(u"networkDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_isNew ? i18nc("@title:window", "New Network") : i18nc("@title:window", "Edit Network"));
    auto *layout = new QVBoxLayout(this);
    addGeneral(layout);
    addAddresses(layout);
    addNames(layout);
    addButtons(layout);
    if (edited) {
        m_others.removeIf([&edited](const NetworkInfo &other) {
            return other.id == edited->id;
        });
        fill(edited->definition);
        m_autostart->hide();
    } else {
        fill({.name = i18nc("@item default name of a new network", "network"),
              .mode = NetworkMode::Nat,
              .device = {},
              .domain = {},
              .dns = true,
              .subnets = {freeSubnet(m_others)}});
    }
    connect(m_mode, &QComboBox::currentIndexChanged, this, &NetworkDialog::onModeChanged);
    connect(m_name, &QLineEdit::textChanged, this, &NetworkDialog::update);
    connect(m_device, &QComboBox::currentTextChanged, this, &NetworkDialog::update);
    connect(m_domain, &QLineEdit::textChanged, this, &NetworkDialog::update);
    connect(m_ipv4, &SubnetBox::changed, this, &NetworkDialog::update);
    connect(m_ipv6, &SubnetBox::changed, this, &NetworkDialog::update);
    connect(m_reservations, &ReservationTable::changed, this, &NetworkDialog::update);
    onModeChanged();
    m_name->setFocus();
    m_name->selectAll();
    resize(fontMetrics().averageCharWidth() * 80, sizeHint().height());
}

void NetworkDialog::addGeneral(QVBoxLayout *layout)
{
    auto *form = new QFormLayout;
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"networkName"_s);
    form->addRow(i18nc("@label:textbox", "&Name:"), m_name);
    m_mode = new QComboBox(this);
    m_mode->setObjectName(u"networkMode"_s);
    for (const NetworkMode mode : {NetworkMode::Nat, NetworkMode::Isolated, NetworkMode::Routed, NetworkMode::Bridge}) {
        m_mode->addItem(networkModeText(mode), int(mode));
    }
    form->addRow(i18nc("@label:listbox", "&Kind:"), m_mode);
    m_explanation = new QLabel(this);
    m_explanation->setObjectName(u"networkExplanation"_s);
    m_explanation->setWordWrap(true);
    form->addRow(QString(), m_explanation);
    m_deviceLabel = new QLabel(this);
    m_device = new QComboBox(this);
    m_device->setObjectName(u"networkDevice"_s);
    m_device->setEditable(true);
    m_device->addItems(m_devices);
    m_deviceLabel->setBuddy(m_device);
    form->addRow(m_deviceLabel, m_device);
    layout->addLayout(form);
}

void NetworkDialog::addAddresses(QVBoxLayout *layout)
{
    m_ipv4 = new SubnetBox(i18nc("@title:group", "Addresses (IPv4)"), u"ipv4"_s, this);
    m_ipv6 = new SubnetBox(i18nc("@title:group", "Addresses (IPv6)"), u"ipv6"_s, this);
    layout->addWidget(m_ipv4);
    layout->addWidget(m_ipv6);
}

void NetworkDialog::addNames(QVBoxLayout *layout)
{
    m_names = new QWidget(this);
    auto *form = new QFormLayout(m_names);
    form->setContentsMargins({});
    m_domain = new QLineEdit(m_names);
    m_domain->setObjectName(u"networkDomain"_s);
    m_domain->setPlaceholderText(i18nc("@info:placeholder", "None"));
    form->addRow(i18nc("@label:textbox", "&Domain name:"), m_domain);
    m_dns = new QCheckBox(i18nc("@option:check", "Answer name queries of the machines (DNS)"), m_names);
    m_dns->setObjectName(u"networkDns"_s);
    form->addRow(QString(), m_dns);
    m_reservations = new ReservationTable(m_names);
    form->addRow(i18nc("@label", "Always the same address:"), m_reservations);
    layout->addWidget(m_names);
}

void NetworkDialog::addButtons(QVBoxLayout *layout)
{
    m_autostart = new QCheckBox(i18nc("@option:check", "Start by itself from now on"), this);
    m_autostart->setObjectName(u"networkAutostart"_s);
    m_autostart->setChecked(true);
    layout->addWidget(m_autostart);
    m_issue = new QLabel(this);
    m_issue->setObjectName(u"networkIssue"_s);
    m_issue->setWordWrap(true);
    layout->addWidget(m_issue);
    layout->addStretch();
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = m_buttons->addButton(m_isNew ? i18nc("@action:button", "Make Network") : i18nc("@action:button", "Save"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"networkAccept"_s);
    m_accept->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(m_buttons);
}

void NetworkDialog::fill(const NetworkDefinition &definition)
{
    m_name->setText(definition.name);
    if (m_mode->findData(int(definition.mode)) < 0) {
        m_mode->addItem(networkModeText(definition.mode), int(definition.mode));
        m_mode->setEnabled(false);
    }
    m_mode->setCurrentIndex(m_mode->findData(int(definition.mode)));
    m_device->setEditText(definition.device);
    m_ipv4->setSubnet(subnetOf(definition, false), freeSubnet(m_others));
    m_ipv6->setSubnet(subnetOf(definition, true), freeSubnet6(m_others));
    m_domain->setText(definition.domain);
    m_dns->setChecked(definition.dns);
    const auto ipv4 = subnetOf(definition, false);
    m_reservations->setReservations(ipv4 ? ipv4->reservations : QList<DhcpReservation>());
}

NetworkMode NetworkDialog::mode() const
{
    return NetworkMode(m_mode->currentData().toInt());
}

void NetworkDialog::onModeChanged()
{
    const bool bridged = mode() == NetworkMode::Bridge;
    const bool hasDevice = mode() != NetworkMode::Isolated && mode() != NetworkMode::Other;
    m_explanation->setText(networkModeExplanation(mode()));
    m_deviceLabel->setText(bridged ? i18nc("@label:listbox", "&Bridge of this computer:") : i18nc("@label:listbox", "&Only by way of:"));
    m_device->setAccessibleName(KLocalizedString::removeAcceleratorMarker(m_deviceLabel->text()));
    m_device->lineEdit()->setPlaceholderText(bridged ? QString() : i18nc("@info:placeholder which network card", "Any card of this computer"));
    m_deviceLabel->setVisible(hasDevice);
    m_device->setVisible(hasDevice);
    m_ipv4->setVisible(!bridged);
    m_ipv6->setVisible(!bridged);
    m_names->setVisible(!bridged);
    update();
}

void NetworkDialog::update()
{
    const auto issue = networkIssue(definition(), m_others);
    m_issue->setText(issue ? issue->text : QString());
    m_issue->setVisible(issue.has_value());
    m_accept->setEnabled(!issue);
    m_accept->setToolTip(issue ? issue->text : QString());
}

NetworkDefinition NetworkDialog::definition() const
{
    const bool hasDevice = mode() != NetworkMode::Isolated;
    NetworkDefinition result{.name = m_name->text().trimmed(), .mode = mode(), .device = hasDevice ? m_device->currentText().trimmed() : QString()};
    if (mode() == NetworkMode::Bridge) {
        return result;
    }
    result.domain = m_domain->text().trimmed();
    result.dns = m_dns->isChecked();
    if (auto ipv4 = m_ipv4->subnet()) {
        ipv4->reservations = m_reservations->reservations();
        result.subnets.append(*ipv4);
    }
    if (const auto ipv6 = m_ipv6->subnet()) {
        result.subnets.append(*ipv6);
    }
    return result;
}

bool NetworkDialog::autostart() const
{
    return m_autostart->isChecked();
}

} // namespace vitrine

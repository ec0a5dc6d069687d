// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/adapteraddresses.h"

#include "models/networks/guestaddresses.h"

#include <KLocalizedString>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

AdapterAddresses::AdapterAddresses(GuestAddresses *addresses, QWidget *parent)
    : QWidget(parent)
    , m_addresses(addresses)
    , m_column(new QVBoxLayout(this))
    , m_note(new QLabel(this))
{
    setObjectName(u"adapterAddresses"_s);
    m_column->setContentsMargins({});
    m_note->setObjectName(u"adapterAddressNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_column->addWidget(m_note);
    connect(addresses, &GuestAddresses::changed, this, &AdapterAddresses::update);
}

void AdapterAddresses::setAdapter(const QString &mac, bool shared)
{
    m_mac = mac;
    m_shared = shared;
    update();
}

void AdapterAddresses::update()
{
    const QList<GuestAddress> known = m_addresses->of(m_mac);
    QStringList shown;
    for (const GuestAddress &address : known) {
        shown.append(address.address);
    }
    if (shown != m_shown) { // else a button would vanish below the pointer
        m_shown = shown;
        delete std::exchange(m_rows, nullptr);
        for (const GuestAddress &address : known) {
            addRow(address);
        }
    }
    m_note->setText(QStringList{known.isEmpty() ? whyUnknown() : QString(), reachText(!known.isEmpty())}.join(u' ').trimmed());
    m_note->setVisible(!m_note->text().isEmpty());
}

QString AdapterAddresses::whyUnknown() const
{
    const QString reason = m_addresses->reason(m_mac);
    return reason.isEmpty() ? i18nc("@info looking for the guest's address", "Asking…") : reason;
}

/** Where port forwards come in. */
QString AdapterAddresses::reachText(bool known) const
{
    if (m_shared) {
        return known ? i18nc("@info", "From outside the guest is reached by its port forwards only.") : QString();
    }
    return i18nc("@info", "The guest is reached by its address; port forwards belong to “Shared networking”.");
}

void AdapterAddresses::addRow(const GuestAddress &address)
{
    if (!m_rows) {
        m_rows = new QWidget(this);
        auto *rows = new QVBoxLayout(m_rows);
        rows->setContentsMargins({});
        m_column->insertWidget(0, m_rows);
    }
    auto *line = new QHBoxLayout;
    auto *text = new QLabel(i18nc("@info %1: an address, %2: who says so", "%1 (%2)", address.address, addressSourceText(address.source)), m_rows);
    text->setObjectName(u"adapterAddress"_s);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = new QToolButton(m_rows);
    copy->setObjectName(u"adapterAddressCopy"_s);
    copy->setIcon(QIcon::fromTheme(u"edit-copy"_s));
    copy->setAutoRaise(true);
    copy->setToolTip(i18nc("@info:tooltip", "Copy the address"));
    copy->setAccessibleName(i18nc("@action:button %1: an address", "Copy %1", address.address));
    connect(copy, &QToolButton::clicked, this, [value = address.address] {
        QGuiApplication::clipboard()->setText(value);
    });
    line->addWidget(text);
    line->addWidget(copy);
    line->addStretch(1);
    static_cast<QVBoxLayout *>(m_rows->layout())->addLayout(line);
}

} // namespace vitrine

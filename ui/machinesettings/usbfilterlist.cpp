// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/usbfilterlist.h"

#include "models/usbfilters.h"

#include <KLocalizedString>

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QString textOf(const UsbFilter &filter)
{
    const QString ids = u"%1:%2"_s.arg(filter.vendor, 4, 16, QChar(u'0')).arg(filter.product, 4, 16, QChar(u'0'));
    const QString name = filter.name.isEmpty() ? i18nc("@item:inlistbox", "USB device") : filter.name;
    return filter.serial.isEmpty() ? i18nc("@item:inlistbox %1: a device, %2: its number", "%1 (%2)", name, ids)
                                   : i18nc("@item:inlistbox %1: a device, %2: its number, %3: its serial number", "%1 (%2, serial number %3)", name, ids, filter.serial);
}

} // namespace

UsbFilterList::UsbFilterList(MachineId id, QWidget *parent)
    : CollapsibleSection(i18nc("@title:group", "Always connected"), QIcon::fromTheme(u"drive-removable-media-usb"_s), parent)
    , m_id(std::move(id))
    , m_list(new QListWidget)
    , m_remove(new QPushButton(QIcon::fromTheme(u"list-remove"_s), i18nc("@action:button", "Remove")))
{
    setObjectName(u"usbFilters"_s);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    auto *what = new QLabel(i18nc("@info", "While a window shows the machine, it gets these devices whenever they are plugged in. Changes here count at once."), content);
    what->setWordWrap(true);
    m_list->setObjectName(u"usbFilterList"_s);
    m_list->setAccessibleName(i18nc("@label", "Devices that are always connected"));
    m_list->setFixedHeight(fontMetrics().lineSpacing() * 5);
    m_remove->setObjectName(u"usbFilterRemove"_s);
    auto *add = new QPushButton(QIcon::fromTheme(u"list-add"_s), i18nc("@action:button", "Add…"), content);
    add->setObjectName(u"usbFilterAdd"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(add);
    row->addWidget(m_remove);
    row->addStretch(1);
    column->addWidget(what);
    column->addWidget(m_list);
    column->addLayout(row);
    setBody(content);
    connect(add, &QPushButton::clicked, this, &UsbFilterList::addRequested);
    connect(m_remove, &QPushButton::clicked, this, &UsbFilterList::removeCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int current) {
        m_remove->setEnabled(current >= 0);
    });
    fill();
}

void UsbFilterList::fill()
{
    const QList<UsbFilter> filters = usbFilters(m_id);
    m_list->clear();
    for (const UsbFilter &filter : filters) {
        m_list->addItem(textOf(filter));
    }
    m_list->setFocusPolicy(filters.isEmpty() ? Qt::NoFocus : Qt::StrongFocus); // an empty list does not show the keyboard
    m_remove->setEnabled(m_list->currentRow() >= 0);
    setSummary(filters.isEmpty() ? i18nc("@info no devices", "none") : i18ncp("@info", "one device", "%1 devices", filters.size()));
}

void UsbFilterList::add(const UsbFilter &filter)
{
    QList<UsbFilter> filters = usbFilters(m_id);
    if (!filters.contains(filter)) {
        filters.append(filter);
        setUsbFilters(m_id, filters);
        fill();
    }
}

void UsbFilterList::removeCurrent()
{
    QList<UsbFilter> filters = usbFilters(m_id);
    const int row = m_list->currentRow();
    if (row >= 0 && row < filters.size()) {
        filters.removeAt(row);
        setUsbFilters(m_id, filters);
        fill();
        m_list->setFocus();
    }
}

} // namespace vitrine

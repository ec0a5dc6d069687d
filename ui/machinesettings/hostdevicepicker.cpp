// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/hostdevicepicker.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/definitionloading.h"
#include "models/definition/hostdevicetext.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>
#include <KMessageDialog>
#include <KMessageWidget>

#include <QCoroTask>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

enum Column {
    NameColumn,
    UseColumn,
    AddressColumn,
};
constexpr int deviceRole = Qt::UserRole; ///< place in m_all
constexpr int hintRole = Qt::UserRole + 1; ///< what a line that is no device has to say

/** What people hand over most comes first. */
int rank(const HostDevice &device)
{
    constexpr std::array<quint32, 6> wanted{0x03, 0x0c, 0x02, 0x04, 0x01, 0x12};
    return int(std::ranges::find(wanted, device.pciClass >> 16) - wanted.begin());
}

QString useOf(const HostDevice &device)
{
    const QString uses = hostDeviceUsesText(device);
    return uses.isEmpty() && !device.driver.isEmpty() ? i18nc("@info %1: a driver", "driver %1", device.driver) : uses;
}

} // namespace

HostDevicePicker::HostDevicePicker(Kind kind, DefinitionDraft *draft, MachineStore *store, MachineId id, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_draft(draft)
    , m_store(store)
    , m_id(std::move(id))
{
    setObjectName(u"hostDevicePicker"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(kind == Kind::Pci ? i18nc("@title:window", "Add a Device of This Computer") : i18nc("@title:window", "Add a USB Device of This Computer"));
    setUp();
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 26);
    load();
}

void HostDevicePicker::setUp()
{
    auto *column = new QVBoxLayout(this);
    m_errors = new ErrorPresenter(this, column);
    m_advice = new KMessageWidget(this);
    m_advice->setObjectName(u"iommuAdvice"_s);
    m_advice->setMessageType(KMessageWidget::Warning);
    m_advice->setWordWrap(true);
    m_advice->setCloseButtonVisible(false);
    m_advice->hide();
    column->addWidget(m_advice);
    m_tree = new QTreeWidget(this);
    m_tree->setObjectName(u"hostDevices"_s);
    m_tree->setAccessibleName(i18nc("@label", "Devices of this computer"));
    m_tree->setHeaderLabels({i18nc("@title:column", "Device"), i18nc("@title:column", "What This Computer Does with It"), i18nc("@title:column", "Address")});
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setUniformRowHeights(true);
    column->addWidget(m_tree, 1);
    m_note = new QLabel(i18nc("@info", "Looking for devices…"), this);
    m_note->setObjectName(u"hostDeviceNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_note->setMinimumHeight(fontMetrics().lineSpacing() * 4);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(m_note);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(i18nc("@action:button", "Add"));
    m_buttons->button(QDialogButtonBox::Ok)->setIcon(QIcon::fromTheme(u"list-add"_s));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &HostDevicePicker::choose);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &HostDevicePicker::showOffer);
    connect(m_tree, &QTreeWidget::itemActivated, this, &HostDevicePicker::choose);
}

void HostDevicePicker::load()
{
    QCoro::connect(readHostDevices(m_store, m_id), this, [this](const Result<QList<HostDevice>> &all) {
        if (all) {
            m_errors->clear();
            fill(*all);
            return;
        }
        m_note->clear();
        m_errors->show(all.error(), {{Remedy::Retry, [this] {
                                          load();
                                      }}});
    });
}

void HostDevicePicker::fill(const QList<HostDevice> &all)
{
    m_all = all;
    std::ranges::stable_sort(m_all, {}, rank);
    m_tree->clear();
    if (m_kind != Kind::Pci) {
        fillUsb();
    } else {
        fillPci();
        addMediated();
        const QString advice = iommuAdvice(m_all);
        m_advice->setText(advice.toHtmlEscaped());
        m_advice->setVisible(!advice.isEmpty());
    }
    m_tree->expandAll();
    for (int column = 0; column < m_tree->columnCount(); ++column) {
        m_tree->resizeColumnToContents(column);
    }
    m_tree->setFocus();
    if (m_tree->topLevelItemCount() == 0) {
        m_note->setText(m_kind == Kind::Pci ? i18nc("@info", "This computer has no device that could be handed over.") : i18nc("@info", "No USB device is plugged in."));
        return;
    }
    QTreeWidgetItem *first = m_tree->topLevelItem(0);
    m_tree->setCurrentItem(first->data(NameColumn, deviceRole).isValid() || first->childCount() == 0 ? first : first->child(0));
    showOffer();
}

/** Devices that move together stand below a line of their own. */
void HostDevicePicker::fillPci()
{
    QHash<int, int> sizes;
    const auto isOffered = [](const HostDevice &device) {
        return device.kind == HostDeviceKind::Pci && !isPciBridge(device);
    };
    for (const HostDevice &device : std::as_const(m_all)) {
        sizes[device.iommuGroup.value_or(-1)] += isOffered(device) ? 1 : 0;
    }
    QHash<int, QTreeWidgetItem *> groups;
    for (const HostDevice &device : std::as_const(m_all)) {
        if (!isOffered(device)) {
            continue;
        }
        QTreeWidgetItem *group = nullptr;
        if (device.iommuGroup && sizes.value(*device.iommuGroup) > 1) {
            QTreeWidgetItem *&known = groups[*device.iommuGroup];
            if (!known) {
                known = new QTreeWidgetItem(m_tree, {i18nc("@item:inlistbox %1: a number", "Only together (IOMMU group %1)", *device.iommuGroup)});
                known->setFlags(Qt::ItemIsEnabled);
            }
            group = known;
        }
        addItem(group, device);
    }
}

void HostDevicePicker::fillUsb()
{
    for (const HostDevice &device : std::as_const(m_all)) {
        if (device.kind == HostDeviceKind::Usb) {
            addItem(nullptr, device);
        }
    }
}

/** Parts that were made of a card, and how to make more: nothing that a machine's settings should do. */
void HostDevicePicker::addMediated()
{
    for (const HostDevice &device : std::as_const(m_all)) {
        if (device.kind == HostDeviceKind::Mediated) {
            addItem(nullptr, device);
        }
        for (const MediatedType &type : device.mediatedTypes) {
            const QString name = type.name.isEmpty() ? type.id : type.name;
            const QString command = u"sudo mdevctl start -u $(uuidgen) -p %1 -t %2"_s.arg(device.pci.toString(), type.id);
            if (type.available > 0) {
                addHint(nullptr,
                        i18nc("@item:inlistbox %1: a type, %2: a device", "“%1” can be made of %2", name, hostDeviceName(device)),
                        i18ncp("@info %2: a command", "One part of this type can be made, for this machine alone: %2", "%1 parts of this type can be made, each for a machine: %2", type.available, command));
            }
        }
    }
}

void HostDevicePicker::addHint(QTreeWidgetItem *parent, const QString &text, const QString &note)
{
    auto *item = parent ? new QTreeWidgetItem(parent, {text}) : new QTreeWidgetItem(m_tree, {text});
    item->setIcon(NameColumn, QIcon::fromTheme(u"dialog-information"_s));
    item->setData(NameColumn, hintRole, note);
}

QTreeWidgetItem *HostDevicePicker::addItem(QTreeWidgetItem *parent, const HostDevice &device)
{
    const QStringList texts{hostDeviceName(device), useOf(device), hostDeviceAddress(device)};
    auto *item = parent ? new QTreeWidgetItem(parent, texts) : new QTreeWidgetItem(m_tree, texts);
    item->setIcon(NameColumn, QIcon::fromTheme(hostDeviceIconName(device)));
    item->setToolTip(NameColumn, hostDeviceKindName(device));
    item->setData(NameColumn, deviceRole, int(&device - m_all.constData()));
    const HostDeviceOffer offer = offered(device);
    if (!offer.refusal.isEmpty()) { // can be chosen all the same, to read why
        const QBrush grey = palette().brush(QPalette::Disabled, QPalette::Text);
        for (int column = 0; column < m_tree->columnCount(); ++column) {
            item->setForeground(column, grey);
        }
    } else if (!offer.warnings.isEmpty()) {
        item->setIcon(UseColumn, QIcon::fromTheme(u"dialog-warning"_s));
    }
    return item;
}

const HostDevice *HostDevicePicker::current() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    const QVariant place = item ? item->data(NameColumn, deviceRole) : QVariant();
    return place.isValid() ? &m_all[place.toInt()] : nullptr;
}

HostDeviceOffer HostDevicePicker::offered(const HostDevice &device) const
{
    if (m_kind != Kind::UsbFilter) {
        return offerOf(device, m_all, m_draft->xml());
    }
    return {.together = {device}, .note = i18nc("@info", "The machine gets it whenever it is plugged in while a window shows the machine. You may be asked for permission.")};
}

void HostDevicePicker::showOffer()
{
    const HostDevice *device = current();
    const HostDeviceOffer offer = device ? offered(*device) : HostDeviceOffer();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(device && offer.refusal.isEmpty());
    if (!device) {
        m_note->setText(m_tree->currentItem() ? m_tree->currentItem()->data(NameColumn, hintRole).toString() : QString());
        return;
    }
    QStringList lines{offer.note};
    lines += offer.refusal.isEmpty() ? offer.warnings : QStringList{offer.refusal};
    if (m_kind != Kind::UsbFilter && offer.refusal.isEmpty() && offer.warnings.isEmpty()) {
        lines.append(i18nc("@info", "While the machine runs, this computer can't use it."));
    }
    lines.removeAll(QString());
    m_note->setText(lines.join(u'\n'));
    m_tree->setAccessibleDescription(m_note->text());
}

void HostDevicePicker::choose()
{
    const HostDevice *device = current();
    if (!device) {
        return;
    }
    const HostDeviceOffer offer = offered(*device);
    if (!offer.refusal.isEmpty()) {
        return;
    }
    if (m_kind == Kind::UsbFilter) {
        Q_EMIT chosen(*device);
        accept();
        return;
    }
    if (offer.warnings.isEmpty()) {
        take(offer);
    } else {
        confirm(offer);
    }
}

void HostDevicePicker::confirm(const HostDeviceOffer &offer)
{
    QStringList names;
    for (const HostDevice &device : offer.together) {
        names.append(hostDeviceName(device));
    }
    auto *question = new KMessageDialog(
        KMessageDialog::WarningTwoActions,
        i18nc("@info %1: devices, %2: sentences", "The machine gets: %1.\n\n%2", names.join(u", "_s), offer.warnings.join(u'\n')).toHtmlEscaped().replace(u'\n', "<br>"_L1),
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName(u"confirmHostDevice"_s);
    question->setCaption(i18nc("@title:window", "Take It Away from This Computer?"));
    question->setButtons(KGuiItem(i18nc("@action:button", "Add All the Same"), u"list-add"_s), KGuiItem(i18nc("@action:button", "Cancel"), u"dialog-cancel"_s));
    connect(question, &KMessageDialog::finished, this, [this, offer](int answer) {
        if (answer == KMessageDialog::PrimaryAction) {
            take(offer);
        }
    });
    question->open();
}

void HostDevicePicker::take(const HostDeviceOffer &offer)
{
    DefinitionFacts facts = m_draft->facts();
    facts.hardware = m_all; // by which the new ones get their names
    m_draft->setFacts(facts);
    std::optional<DeviceRef> first;
    for (const HostDevice &device : offer.together) {
        const Result<DeviceRef> taken = m_draft->addDevice(hostDeviceXml(device, offer.match));
        if (taken && !first) {
            first = *taken;
        }
    }
    if (first) {
        Q_EMIT added(*first);
    }
    accept();
}

} // namespace vitrine

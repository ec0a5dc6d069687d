// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/settingspageview.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"
#include "models/definition/propertygroups.h"
#include "models/definition/propertytext.h"
#include "ui/machinesettings/devicesection.h"
#include "ui/machinesettings/propertyeditor.h"

#include <KLocalizedString>

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** Kinds of devices that the page has properties for. */
QSet<QString> elementsOf(SettingsPage page)
{
    QSet<QString> elements;
    for (const Property &property : allProperties()) {
        if (property.page() == page) {
            elements.insert(property.element());
        }
    }
    return elements;
}

/** Devices without any are shown as they are, so that nothing is hidden. */
bool hasProperties(const QString &element)
{
    return std::ranges::any_of(allProperties(), [&element](const Property &property) {
        return property.element() == element;
    });
}

/** What it means that the machine has nothing that belongs there. */
QString emptyPageText(SettingsPage page)
{
    switch (page) {
    case SettingsPage::Display:
        return i18nc("@info", "This machine has no screen. It can be reached by its ports or its network only.");
    case SettingsPage::Sound:
        return i18nc("@info", "This machine has no sound card.");
    case SettingsPage::Network:
        return i18nc("@info", "This machine is not connected to any network.");
    case SettingsPage::Ports:
        return i18nc("@info", "This machine has no ports. A serial port shows a text console; channels are for tools inside the guest.");
    case SettingsPage::Usb:
        return i18nc("@info", "This machine has no USB devices of its own.");
    case SettingsPage::HostDevices:
        return i18nc("@info", "No graphics card or other device of this computer is given to this machine.");
    case SettingsPage::SharedFolders:
        return i18nc("@info", "No folder of this computer is shared with this machine.");
    default:
        return {};
    }
}

} // namespace

SettingsPageView::SettingsPageView(DefinitionDraft *draft, SettingsPage page, QWidget *parent, Complete complete)
    : SettingsPane(parent)
    , m_draft(draft)
    , m_page(page)
    , m_complete(std::move(complete))
{
    setObjectName(u"settingsPage_%1"_s.arg(int(page)));
    setAccessibleName(pageName(page));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its fields have it; one could not see that the page has it
    setWidgetResizable(true);
    auto *body = new QWidget;
    m_column = new QVBoxLayout(body);
    setWidget(body);
    addGroups();
    addPlaceholder();
    rebuild();
    connect(draft, &DefinitionDraft::devicesChanged, this, &SettingsPageView::rebuild);
    connect(draft, &DefinitionDraft::changed, this, &SettingsPageView::refresh);
}

void SettingsPageView::addGroups()
{
    for (const QLatin1StringView group : propertyGroups(m_page)) {
        m_groups.append(new DeviceSection(m_draft, m_page, group, widget()));
    }
}

/** What stays keeps its section, and with it focus, folding and what is being typed. */
void SettingsPageView::rebuild()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item;
    }
    for (DeviceSection *group : std::as_const(m_groups)) {
        m_column->addWidget(group);
    }
    QList<DeviceSection *> old = std::exchange(m_sections, {});
    const bool first = old.isEmpty();
    bool made = false;
    for (const DeviceRef &device : shownDevices()) {
        const auto same = std::ranges::find_if(old, [&device](const DeviceSection *section) {
            return section->device().element == device.element;
        });
        DeviceSection *section = same == old.end() ? makeSection(device) : *same;
        if (same != old.end()) {
            old.erase(same);
            section->setDevice(device);
        } else {
            made = true;
        }
        m_column->addWidget(section);
        m_sections.append(section);
    }
    for (DeviceSection *section : std::as_const(old)) {
        takeOut(section);
    }
    if (m_placeholder) {
        m_column->addWidget(m_placeholder);
    }
    addButton();
    if (m_footer) {
        m_column->addWidget(m_footer);
    }
    m_column->addStretch(1);
    filter(m_advanced, m_filter);
    if (made && !first) {
        orderFocus();
    }
}

QList<DeviceRef> SettingsPageView::shownDevices() const
{
    const QSet<QString> elements = elementsOf(m_page);
    QList<DeviceRef> shown;
    for (const DeviceRef &device : devicesOf(m_draft->xml())) {
        const bool homeless = m_page == SettingsPage::Other && !hasProperties(device.element);
        if (homeless || elements.contains(device.element)) {
            shown.append(device);
        }
    }
    return shown;
}

QList<DeviceSection *> SettingsPageView::sections() const
{
    return m_groups + m_sections;
}

DeviceSection *SettingsPageView::makeSection(const DeviceRef &device)
{
    auto *section = new DeviceSection(m_draft, m_page, device, widget());
    connect(section, &DeviceSection::removeRequested, this, &SettingsPageView::removeDevice);
    if (m_complete) {
        m_complete(section);
    }
    return section;
}

void SettingsPageView::takeOut(DeviceSection *section)
{
    section->hide();
    section->deleteLater(); // it may be what asked for this
}

/** Tab goes down the page; by itself it would go by age. */
void SettingsPageView::orderFocus()
{
    QList<QWidget *> order;
    for (const DeviceSection *section : sections()) {
        for (QWidget *field : section->findChildren<QWidget *>()) {
            if (field->focusPolicy() & Qt::TabFocus && !field->focusProxy() && field->window() == window()) {
                order.append(field);
            }
        }
    }
    if (m_add) {
        order.append(m_add);
    }
    for (qsizetype i = 1; i < order.size(); ++i) {
        setTabOrder(order[i - 1], order[i]);
    }
}

void SettingsPageView::addButton()
{
    const QList<DeviceTemplate> templates = deviceTemplates(m_page);
    if (templates.isEmpty()) {
        return;
    }
    if (!m_add) {
        m_add = new QPushButton(QIcon::fromTheme(u"list-add"_s), i18nc("@action:button", "Add"), widget());
        m_add->setObjectName(objectName() + u"_add"_s);
        auto *menu = new QMenu(m_add);
        for (const DeviceTemplate &device : templates) {
            menu->addAction(QIcon::fromTheme(deviceIconName(device.element)), device.name, this, [this, id = device.id] {
                addDevice(id);
            });
        }
        m_add->setMenu(menu);
    }
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
}

void SettingsPageView::addPlaceholder()
{
    const QString text = emptyPageText(m_page);
    if (text.isEmpty()) {
        return;
    }
    m_placeholder = new QLabel(text, widget());
    m_placeholder->setObjectName(objectName() + u"_placeholder"_s);
    m_placeholder->setTextFormat(Qt::PlainText);
    m_placeholder->setWordWrap(true);
}

void SettingsPageView::addDevice(QLatin1StringView id)
{
    const Result<DeviceRef> added = m_draft->addDevice(deviceTemplateXml(m_page, id, m_draft->xml()));
    if (added) {
        goTo(*added);
    }
}

DefinitionDraft *SettingsPageView::draft() const
{
    return m_draft;
}

void SettingsPageView::setFooter(QWidget *footer)
{
    m_footer = footer;
    rebuild();
}

void SettingsPageView::goTo(const DeviceRef &device)
{
    const auto section = std::ranges::find_if(m_sections, [&device](const DeviceSection *candidate) {
        return candidate->device() == device;
    });
    if (section != m_sections.end()) {
        (*section)->setExpanded(true);
        widget()->layout()->activate();
        (*section)->focusFirst();
        ensureWidgetVisible(*section);
    }
}

void SettingsPageView::refresh()
{
    for (DeviceSection *section : sections()) {
        section->refresh();
    }
}

/** The keyboard goes on above: what moves up must not be removed by the same key. */
void SettingsPageView::removeDevice(const DeviceRef &device)
{
    const auto gone = std::ranges::find_if(m_sections, [&device](const DeviceSection *section) {
        return section->device() == device;
    });
    if (gone != m_sections.end()) {
        DeviceSection *section = *gone;
        const qsizetype place = m_sections.indexOf(section);
        m_sections.removeAt(place);
        m_column->removeWidget(section);
        if (place > 0) {
            m_sections[place - 1]->header()->setFocus();
        } else if (!m_groups.isEmpty()) {
            m_groups.last()->header()->setFocus();
        } else if (m_add) {
            m_add->setFocus();
        }
        takeOut(section);
    }
    m_draft->removeDevice(device);
}

bool SettingsPageView::filter(bool advanced, const QString &text)
{
    m_advanced = advanced;
    m_filter = text;
    bool any = false;
    for (DeviceSection *section : sections()) {
        any |= section->filter(advanced, text);
    }
    if (m_placeholder) {
        m_placeholder->setVisible(text.isEmpty() && m_groups.isEmpty() && m_sections.isEmpty());
    }
    if (m_add) {
        m_add->setVisible(text.isEmpty());
    }
    if (m_footer) {
        m_footer->setVisible(text.isEmpty());
    }
    return any || (m_add && text.isEmpty());
}

void SettingsPageView::show(const Property &property, const DeviceRef &device)
{
    for (DeviceSection *section : sections()) {
        if (section->device() == device) {
            if (PropertyEditor *editor = section->editor(property)) {
                section->setExpanded(true);
                ensureWidgetVisible(editor);
                editor->field()->setFocus();
            }
        }
    }
}

} // namespace vitrine

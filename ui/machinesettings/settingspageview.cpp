// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/settingspageview.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"
#include "models/definition/propertytext.h"
#include "ui/machinesettings/devicesection.h"
#include "ui/machinesettings/propertyeditor.h"

#include <KLocalizedString>

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

} // namespace

SettingsPageView::SettingsPageView(DefinitionDraft *draft, SettingsPage page, QWidget *parent)
    : QScrollArea(parent)
    , m_draft(draft)
    , m_page(page)
{
    setObjectName(u"settingsPage_%1"_s.arg(int(page)));
    setAccessibleName(pageName(page));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *body = new QWidget;
    m_column = new QVBoxLayout(body);
    setWidget(body);
    rebuild();
    connect(draft, &DefinitionDraft::devicesChanged, this, &SettingsPageView::rebuild);
    connect(draft, &DefinitionDraft::changed, this, &SettingsPageView::refresh);
}

void SettingsPageView::rebuild()
{
    for (DeviceSection *section : std::as_const(m_sections)) {
        section->hide();
        section->deleteLater(); // it may be what asked for this
    }
    m_sections.clear();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item;
    }
    const QSet<QString> elements = elementsOf(m_page);
    QList<DeviceRef> shown;
    if (elements.contains(QString())) {
        shown.append(DeviceRef());
    }
    for (const DeviceRef &device : devicesOf(m_draft->xml())) {
        const bool homeless = m_page == SettingsPage::Other && !hasProperties(device.element);
        if (homeless || elements.contains(device.element)) {
            shown.append(device);
        }
    }
    for (const DeviceRef &device : std::as_const(shown)) {
        auto *section = new DeviceSection(m_draft, m_page, device, widget());
        connect(section, &DeviceSection::removeRequested, this, &SettingsPageView::removeDevice);
        m_column->addWidget(section);
        m_sections.append(section);
    }
    addButton();
    m_column->addStretch(1);
    filter(m_advanced, m_filter);
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
            menu->addAction(QIcon::fromTheme(deviceIconName(device.element)), device.name, this, [this, page = m_page, id = device.id] {
                static_cast<void>(m_draft->addDevice(deviceTemplateXml(page, id, m_draft->xml())));
            });
        }
        m_add->setMenu(menu);
    }
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
}

void SettingsPageView::refresh()
{
    for (DeviceSection *section : std::as_const(m_sections)) {
        section->refresh();
    }
}

void SettingsPageView::removeDevice(const DeviceRef &device)
{
    m_draft->removeDevice(device);
}

bool SettingsPageView::filter(bool advanced, const QString &text)
{
    m_advanced = advanced;
    m_filter = text;
    bool any = false;
    for (DeviceSection *section : std::as_const(m_sections)) {
        any |= section->filter(advanced, text);
    }
    if (m_add) {
        m_add->setVisible(text.isEmpty());
    }
    return any || (m_add && text.isEmpty());
}

void SettingsPageView::show(const Property &property, const DeviceRef &device)
{
    for (DeviceSection *section : std::as_const(m_sections)) {
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

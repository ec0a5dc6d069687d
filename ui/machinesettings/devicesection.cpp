// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/devicesection.h"

#include "backends/core/properties/deviceedit.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/propertytext.h"
#include "ui/machinesettings/propertyeditor.h"

#include <KLocalizedString>

#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

DeviceSection::DeviceSection(DefinitionDraft *draft, SettingsPage page, const DeviceRef &device, QWidget *parent)
    : CollapsibleSection(device.isNull() ? pageName(page) : deviceTitle(draft->xml(), device),
                         QIcon::fromTheme(device.isNull() ? pageIconName(page) : deviceIconName(device.element)),
                         parent)
    , m_draft(draft)
    , m_device(device)
{
    setObjectName(u"device_%1_%2"_s.arg(device.element).arg(device.index));
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    m_form = new QFormLayout;
    column->addLayout(m_form);
    setBody(body);
    for (const Property &property : allProperties()) {
        if (property.page() == page && property.element() == device.element) {
            addRow(property);
        }
    }
    if (!device.isNull() && m_rows.isEmpty()) {
        addXml();
    }
    if (!device.isNull()) {
        addRemoveButton();
    }
    refresh();
}

void DeviceSection::addRow(const Property &property)
{
    auto *cell = new QWidget(body());
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins({});
    PropertyEditor *editor = PropertyEditor::make(property, cell);
    auto *issue = new QLabel(cell);
    issue->setObjectName(QString(property.id()) + u"_issue"_s);
    issue->setTextFormat(Qt::PlainText);
    issue->setWordWrap(true);
    issue->hide();
    column->addWidget(editor);
    column->addWidget(issue);
    auto *label = new QLabel(i18nc("@label name of a value", "%1:", propertyName(property)), body());
    label->setBuddy(editor->field());
    label->setToolTip(propertyHelp(property));
    m_form->addRow(label, cell);
    m_rows.append({.editor = editor, .issue = issue});
    connect(editor, &PropertyEditor::edited, this, [this, &property](const QString &value) {
        static_cast<void>(m_draft->setValue(property, m_device, value)); // what is refused becomes an issue
    });
}

/** A device that Vitrine has no fields for. */
void DeviceSection::addXml()
{
    m_xml = new QPlainTextEdit(deviceXml(m_draft->xml(), m_device).trimmed(), body());
    m_xml->setObjectName(objectName() + u"_xml"_s);
    m_xml->setAccessibleName(i18nc("@label %1: a device", "XML of: %1", deviceTitle(m_draft->xml(), m_device)));
    m_xml->setReadOnly(true);
    m_xml->setTabChangesFocus(true);
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_xml->setFixedHeight(fontMetrics().lineSpacing() * 5);
    m_form->addRow(m_xml);
}

void DeviceSection::addRemoveButton()
{
    auto *remove = new QPushButton(QIcon::fromTheme(u"list-remove"_s), i18nc("@action:button", "Remove"), body());
    remove->setObjectName(objectName() + u"_remove"_s);
    remove->setAccessibleName(i18nc("@action:button %1: a device", "Remove: %1", deviceTitle(m_draft->xml(), m_device)));
    static_cast<QVBoxLayout *>(body()->layout())->addWidget(remove, 0, Qt::AlignRight);
    connect(remove, &QPushButton::clicked, this, [this] {
        Q_EMIT removeRequested(m_device);
    });
}

const DeviceRef &DeviceSection::device() const
{
    return m_device;
}

void DeviceSection::refresh()
{
    if (!m_device.isNull()) {
        setTitle(deviceTitle(m_draft->xml(), m_device));
    }
    for (const Row &row : std::as_const(m_rows)) {
        const Property &property = row.editor->property();
        const auto issue = std::ranges::find_if(m_draft->issues(), [&](const DefinitionIssue &found) {
            return found.property == property.id() && found.device == m_device;
        });
        const bool refused = issue != m_draft->issues().cend() && issue->kind == DefinitionIssue::Kind::NotAValue;
        if (!refused) { // what was entered stays to be mended
            row.editor->setValue(m_draft->value(property, m_device));
        }
        row.issue->setVisible(issue != m_draft->issues().cend());
        if (issue != m_draft->issues().cend()) {
            row.issue->setText(issueText(*issue));
            row.editor->field()->setAccessibleDescription(issueText(*issue));
        }
        m_form->setRowVisible(row.editor->parentWidget(), row.wanted && propertyApplies(m_draft->xml(), property, m_device));
    }
    setSummary(summary());
}

bool DeviceSection::filter(bool advanced, const QString &text)
{
    bool any = m_xml && (text.isEmpty() || m_xml->toPlainText().contains(text, Qt::CaseInsensitive));
    const bool whole = !text.isEmpty() && header()->text().contains(text, Qt::CaseInsensitive);
    for (Row &row : m_rows) {
        const Property &property = row.editor->property();
        const auto contains = [&text](const QString &where) {
            return where.contains(text, Qt::CaseInsensitive);
        };
        const bool found = text.isEmpty() ? advanced || !property.isAdvanced()
                                          : whole || contains(propertyName(property)) || contains(propertyHelp(property))
                || contains(valueText(property, m_draft->value(property, m_device)));
        row.wanted = found;
        const bool visible = found && propertyApplies(m_draft->xml(), property, m_device);
        m_form->setRowVisible(row.editor->parentWidget(), visible);
        any = any || visible;
    }
    setVisible(any);
    return any;
}

PropertyEditor *DeviceSection::editor(const Property &property) const
{
    const auto row = std::ranges::find_if(m_rows, [&property](const Row &candidate) {
        return &candidate.editor->property() == &property;
    });
    return row == m_rows.cend() ? nullptr : row->editor;
}

QString DeviceSection::summary() const
{
    QStringList parts;
    for (const Row &row : m_rows) {
        const Property &property = row.editor->property();
        const QString value = m_draft->value(property, m_device);
        if (!m_device.isNull() && property.kind() != PropertyKind::Flag && !property.isAdvanced() && !value.isEmpty() && parts.size() < 3 && propertyApplies(m_draft->xml(), property, m_device)) {
            parts.append(valueText(property, value));
        }
    }
    return parts.join(u" · "_s);
}

} // namespace vitrine

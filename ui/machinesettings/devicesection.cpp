// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/devicesection.h"

#include "backends/core/properties/deviceedit.h"
#include "models/definition/changetext.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/propertygroups.h"
#include "models/definition/propertytext.h"
#include "models/definition/tuningissues.h"
#include "ui/machinesettings/forwardseditor.h"
#include "ui/machinesettings/suggestioneditor.h"

#include <KLocalizedString>

#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** Shows `text` in a label in a column, at its end (-1) or a place, made when there is first something to say. */
void showNote(QLabel *&label, const QString &text, QWidget *column, int place, const QString &name)
{
    if (!label && text.isEmpty()) {
        return;
    }
    if (!label) {
        label = new QLabel(column);
        label->setObjectName(name);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        static_cast<QVBoxLayout *>(column->layout())->insertWidget(place, label);
    }
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

DeviceSection::DeviceSection(DefinitionDraft *draft, SettingsPage page, const DeviceRef &device, QWidget *parent)
    : CollapsibleSection(deviceTitle(draft->xml(), device), QIcon::fromTheme(deviceIconName(device.element)), parent)
    , m_draft(draft)
    , m_device(device)
{
    setUp(page);
}

DeviceSection::DeviceSection(DefinitionDraft *draft, SettingsPage page, QLatin1StringView group, QWidget *parent)
    : CollapsibleSection(propertyGroupName(page, group), QIcon::fromTheme(pageIconName(page)), parent)
    , m_draft(draft)
    , m_group(group)
{
    setUp(page);
}

void DeviceSection::setUp(SettingsPage page)
{
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    m_form = new QFormLayout;
    column->addLayout(m_form);
    setBody(body);
    for (const Property &property : allProperties()) {
        const bool here = property.page() == page && property.element() == m_device.element;
        if (here && (!m_device.isNull() || propertyGroup(property) == m_group)) {
            addRow(property);
        }
    }
    if (!m_device.isNull() && m_rows.isEmpty()) {
        addXml();
    }
    if (!m_device.isNull()) {
        addRemoveButton();
    }
    setNames();
    refresh();
}

void DeviceSection::addRow(const Property &property)
{
    auto *cell = new QWidget(body());
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins({});
    PropertyEditor *editor = makeEditor(property, cell);
    column->addWidget(editor);
    auto *label = new QLabel(i18nc("@label name of a value", "%1:", propertyName(property)), body());
    label->setBuddy(editor->field());
    label->setToolTip(propertyHelp(property));
    if (editor->isWide()) {
        column->insertWidget(0, label);
        m_form->addRow(cell);
    } else {
        m_form->addRow(label, cell);
    }
    m_rows.append({.editor = editor});
    connect(editor, &PropertyEditor::edited, this, [this, &property](const QString &value) {
        static_cast<void>(m_draft->setValue(property, m_device, value)); // what is refused becomes an issue
    });
}

/** Some fields are more than their value. */
PropertyEditor *DeviceSection::makeEditor(const Property &property, QWidget *parent) const
{
    if (property.id() == "interface.forwards"_L1) {
        return new ForwardsEditor(property, m_draft, parent);
    }
    if (property.id() == "interface.source"_L1) {
        const auto sources = [this] {
            const QString type = m_draft->value(*findProperty(u"interface.type"), m_device);
            return type == "network"_L1 ? m_draft->facts().networks : m_draft->facts().hostDevices;
        };
        return new SuggestionEditor(property, sources, parent);
    }
    return PropertyEditor::make(property, parent);
}

void DeviceSection::addInfo(const QString &name, QWidget *info)
{
    info->setParent(body());
    m_form->addRow(i18nc("@label name of a value", "%1:", name), info);
    m_infos.append(info);
}

/** A device that Vitrine has no fields for. */
void DeviceSection::addXml()
{
    m_xml = new QPlainTextEdit(body());
    m_xml->setReadOnly(true);
    m_xml->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // shows where the keyboard is
    m_xml->setTabChangesFocus(true);
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_xml->setFixedHeight(fontMetrics().lineSpacing() * 5);
    m_form->addRow(m_xml);
}

void DeviceSection::addRemoveButton()
{
    m_remove = new QPushButton(QIcon::fromTheme(u"list-remove"_s), i18nc("@action:button", "Remove"), body());
    static_cast<QVBoxLayout *>(body()->layout())->addWidget(m_remove, 0, Qt::AlignRight);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        Q_EMIT removeRequested(m_device);
    });
}

const DeviceRef &DeviceSection::device() const
{
    return m_device;
}

void DeviceSection::setDevice(const DeviceRef &device)
{
    if (device == m_device) {
        return;
    }
    m_device = device;
    setNames();
    refresh();
}

void DeviceSection::setNames()
{
    setObjectName(m_device.isNull() ? u"group_"_s + m_group : u"device_%1_%2"_s.arg(m_device.element).arg(m_device.index));
    const QString title = header()->text();
    if (m_remove) {
        m_remove->setObjectName(objectName() + u"_remove"_s);
        m_remove->setAccessibleName(i18nc("@action:button %1: a device", "Remove: %1", title));
    }
    if (m_xml) {
        m_xml->setObjectName(objectName() + u"_xml"_s);
        m_xml->setAccessibleName(i18nc("@label %1: a device", "XML of: %1", title));
    }
}

void DeviceSection::refresh()
{
    if (!m_device.isNull()) {
        const QString title = m_draft->titleOf(m_device);
        if (title != header()->text()) {
            setTitle(title);
            setNames();
        }
    }
    for (Row &row : m_rows) {
        refreshRow(row);
    }
    if (m_xml) {
        const QString text = deviceXml(m_draft->xml(), m_device).trimmed();
        if (text != m_xml->toPlainText()) {
            m_xml->setPlainText(text);
        }
    }
    refreshEffect();
    setSummary(summary());
    Q_EMIT refreshed();
}

void DeviceSection::refreshRow(Row &row)
{
    const Property &property = row.editor->property();
    const auto issue = std::ranges::find_if(m_draft->issues(), [&](const DefinitionIssue &found) {
        return found.property == property.id() && found.device == m_device;
    });
    const bool wrong = issue != m_draft->issues().cend();
    row.editor->setChoices(offeredChoices(m_draft->xml(), property, m_device));
    if (!wrong || issue->kind != DefinitionIssue::Kind::NotAValue) { // what was entered stays to be mended
        row.editor->setValue(m_draft->value(property, m_device));
    }
    QWidget *cell = row.editor->parentWidget();
    const QString unavailable = property.id() == "video.accel3d"_L1 ? noThreeDReason(m_draft->facts()) : QString();
    row.editor->setUnavailable(u"yes"_s, unavailable);
    const QString problem = wrong ? issueText(*issue) : unavailable;
    const QString effect = effectOf(property);
    showNote(row.issue, problem, cell, -1, property.id() + "_issue"_L1);
    showNote(row.effect, effect, cell, -1, property.id() + "_effect"_L1);
    QStringList description{problem, effect};
    description.removeAll(QString());
    row.editor->field()->setAccessibleDescription(description.join(u' '));
    m_form->setRowVisible(cell, row.wanted && propertyIsOffered(m_draft->xml(), property, m_device));
}

/** When the user's change of it takes effect; empty when nothing was changed or the machine is off. */
QString DeviceSection::effectOf(const Property &property) const
{
    const auto change = std::ranges::find_if(m_draft->changes(), [&](const DefinitionChange &candidate) {
        return candidate.kind == DefinitionChange::Kind::Property && candidate.property == property.id() && candidate.after == m_device;
    });
    return m_draft->isRunning() && change != m_draft->changes().cend() ? effectHint(change->effect) : QString();
}

/** A device that is new, or changed in a way that no field shows. */
void DeviceSection::refreshEffect()
{
    const auto change = std::ranges::find_if(m_draft->changes(), [&](const DefinitionChange &candidate) {
        return candidate.kind != DefinitionChange::Kind::Property && !m_device.isNull() && candidate.after == m_device;
    });
    const bool told = m_draft->isRunning() && change != m_draft->changes().cend();
    showNote(m_effect, told ? effectHint(change->effect) : QString(), body(), 0, objectName() + u"_effect"_s);
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
        const bool visible = found && propertyIsOffered(m_draft->xml(), property, m_device);
        m_form->setRowVisible(row.editor->parentWidget(), visible);
        any = any || visible;
    }
    const bool belongs = std::ranges::any_of(m_rows, [this](const Row &row) {
        return propertyApplies(m_draft->xml(), row.editor->property(), m_device);
    });
    for (QWidget *info : std::as_const(m_infos)) {
        m_form->setRowVisible(info, text.isEmpty() || whole);
        any = any || (belongs && (text.isEmpty() || whole));
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

void DeviceSection::focusFirst()
{
    for (const Row &row : std::as_const(m_rows)) {
        if (!row.editor->isHidden() && row.editor->isVisibleTo(body())) {
            row.editor->field()->setFocus();
            return;
        }
    }
    header()->setFocus();
}

QString DeviceSection::summary() const
{
    QStringList parts;
    for (const Row &row : m_rows) {
        const Property &property = row.editor->property();
        const QString value = m_draft->value(property, m_device);
        if (!m_device.isNull() && property.kind() != PropertyKind::Flag && !property.isAdvanced() && !value.isEmpty() && parts.size() < 3
            && propertyApplies(m_draft->xml(), property, m_device)) {
            parts.append(valueText(property, value));
        }
    }
    return parts.join(u" · "_s);
}

} // namespace vitrine

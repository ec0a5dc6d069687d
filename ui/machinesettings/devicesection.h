// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"
#include "ui/widgets/collapsiblesection.h"

#include <QList>

class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace vitrine {

class DefinitionDraft;
class PropertyEditor;

/**
 * The fields of one device, or of what belongs to the machine as a whole, on one page. Fields that are
 * of no use to this device now are hidden. GUI thread.
 */
class DeviceSection : public CollapsibleSection
{
    Q_OBJECT

public:
    /** Of a device. `draft` outlives it. */
    DeviceSection(DefinitionDraft *draft, SettingsPage page, const DeviceRef &device, QWidget *parent = nullptr);
    /** Of a group of the machine's own properties (see propertyGroups()); its device is null. */
    DeviceSection(DefinitionDraft *draft, SettingsPage page, QLatin1StringView group, QWidget *parent = nullptr);

    [[nodiscard]] const DeviceRef &device() const;
    /** The same kind of device at another place: devices before it came or went. */
    void setDevice(const DeviceRef &device);
    /** Shows the draft's values, what is wrong with them, and on a running machine when changes take effect. */
    void refresh();
    /** Advanced fields too; with a text, only what its name, explanation or value contains. False: nothing is left. */
    bool filter(bool advanced, const QString &text);
    /** The field of a property, to go to; null when it is not here. */
    [[nodiscard]] PropertyEditor *editor(const Property &property) const;
    /** A row below the fields that is not of the definition; takes ownership. */
    void addInfo(const QString &name, QWidget *info);
    /** The keyboard goes to the first field that shows. */
    void focusFirst();

Q_SIGNALS:
    void removeRequested(const vitrine::DeviceRef &device);
    /** The draft or the device is another: infos look again. */
    void refreshed();

private:
    struct Row {
        PropertyEditor *editor;
        QLabel *issue = nullptr; ///< both only once there was something to say
        QLabel *effect = nullptr;
        bool wanted = true;
    };
    void setUp(SettingsPage page);
    void addRow(const Property &property);
    [[nodiscard]] PropertyEditor *makeEditor(const Property &property, QWidget *parent) const;
    void addXml();
    void addRemoveButton();
    void setNames();
    void refreshRow(Row &row);
    void refreshEffect();
    [[nodiscard]] QString effectOf(const Property &property) const;
    [[nodiscard]] QString summary() const;

    DefinitionDraft *m_draft;
    DeviceRef m_device;
    QLatin1StringView m_group;
    QFormLayout *m_form;
    QList<Row> m_rows;
    QList<QWidget *> m_infos;
    QPlainTextEdit *m_xml = nullptr; ///< of a device without rows
    QPushButton *m_remove = nullptr;
    QLabel *m_effect = nullptr; ///< of the device as a whole
};

} // namespace vitrine

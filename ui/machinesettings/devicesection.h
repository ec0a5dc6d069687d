// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"
#include "ui/widgets/collapsiblesection.h"

#include <QList>

class QFormLayout;
class QLabel;
class QPlainTextEdit;

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
    /** `draft` outlives it. */
    DeviceSection(DefinitionDraft *draft, SettingsPage page, const DeviceRef &device, QWidget *parent = nullptr);

    [[nodiscard]] const DeviceRef &device() const;
    /** Shows the draft's values, and what is wrong with them. */
    void refresh();
    /** Advanced fields too; with a text, only what its name, explanation or value contains. False: nothing is left. */
    bool filter(bool advanced, const QString &text);
    /** The field of a property, to go to; null when it is not here. */
    [[nodiscard]] PropertyEditor *editor(const Property &property) const;

Q_SIGNALS:
    void removeRequested(const vitrine::DeviceRef &device);

private:
    struct Row {
        PropertyEditor *editor;
        QLabel *issue;
        bool wanted = true;
    };
    void addRow(const Property &property);
    void addXml();
    void addRemoveButton();
    [[nodiscard]] QString summary() const;

    DefinitionDraft *m_draft;
    DeviceRef m_device;
    QFormLayout *m_form;
    QList<Row> m_rows;
    QPlainTextEdit *m_xml = nullptr; ///< of a device without rows
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <QList>
#include <QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace vitrine {

class DefinitionDraft;
class DeviceSection;

/** One page of a machine's settings: its own section, then one for each of its devices, then "Add". GUI thread. */
class SettingsPageView : public QScrollArea
{
    Q_OBJECT

public:
    /** `draft` outlives it. */
    SettingsPageView(DefinitionDraft *draft, SettingsPage page, QWidget *parent = nullptr);

    /** False: nothing on this page is to be shown. */
    bool filter(bool advanced, const QString &text);
    /** Goes to the field of a property. */
    void show(const Property &property, const DeviceRef &device);

private:
    void rebuild();
    void addButton();
    void refresh();
    void removeDevice(const DeviceRef &device);

    DefinitionDraft *m_draft;
    SettingsPage m_page;
    QVBoxLayout *m_column;
    QList<DeviceSection *> m_sections;
    QPushButton *m_add = nullptr;
    bool m_advanced = false;
    QString m_filter;
};

} // namespace vitrine

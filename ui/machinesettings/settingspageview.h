// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/machinesettings/settingspane.h"

#include <QList>

#include <functional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace vitrine {

class DefinitionDraft;
class DeviceSection;

/** One page of a machine's settings: the machine's own sections, then one for each device, then "Add". GUI thread. */
class SettingsPageView : public SettingsPane
{
    Q_OBJECT

public:
    /** Puts more than fields into the section of a device that has just been made. */
    using Complete = std::function<void(DeviceSection *)>;

    /** `draft` outlives it. */
    SettingsPageView(DefinitionDraft *draft, SettingsPage page, QWidget *parent = nullptr, Complete complete = {});

    bool filter(bool advanced, const QString &text) override;
    void show(const Property &property, const DeviceRef &device) override;

protected:
    [[nodiscard]] DefinitionDraft *draft() const;
    /** A person has chosen a template of the page's. */
    virtual void addDevice(QLatin1StringView id);
    /** Stands below all else, while nothing is searched for. */
    void setFooter(QWidget *footer);
    /** The section of a new device is opened, and the keyboard goes on there. */
    void goTo(const DeviceRef &device);

private:
    void addGroups();
    void rebuild();
    [[nodiscard]] QList<DeviceRef> shownDevices() const;
    [[nodiscard]] QList<DeviceSection *> sections() const;
    [[nodiscard]] DeviceSection *makeSection(const DeviceRef &device);
    void takeOut(DeviceSection *section);
    void orderFocus();
    void addButton();
    void addPlaceholder();
    void refresh();
    void removeDevice(const DeviceRef &device);

    DefinitionDraft *m_draft;
    SettingsPage m_page;
    Complete m_complete;
    QVBoxLayout *m_column;
    QList<DeviceSection *> m_groups; ///< of the machine itself
    QList<DeviceSection *> m_sections; ///< of its devices
    QLabel *m_placeholder = nullptr;
    QPushButton *m_add = nullptr;
    QWidget *m_footer = nullptr;
    bool m_advanced = false;
    QString m_filter;
};

} // namespace vitrine

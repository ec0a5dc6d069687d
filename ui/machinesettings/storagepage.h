// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/machinesettings/settingspane.h"

class QLabel;
class QVBoxLayout;

namespace vitrine {

class DefinitionDraft;
class DeviceSection;
class MediaDesk;
class MediumInfo;
class StorageActions;
class StorageTree;

/**
 * The drives of a machine: at the left the controllers with what is on them, at the right the fields of
 * the chosen one and what is known of its image. Edits the draft; only making and enlarging images
 * happens at once. GUI thread.
 */
class StoragePage : public SettingsPane
{
    Q_OBJECT

public:
    /** Both outlive it. */
    StoragePage(DefinitionDraft *draft, MediaDesk *media, QWidget *parent = nullptr);

    bool filter(bool advanced, const QString &text) override;
    void show(const Property &property, const DeviceRef &device) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeLeft();
    [[nodiscard]] QWidget *makeRight();
    void refresh();
    void onDevicesChanged();
    void dropSection();
    void showSpot();
    void showMedium();

    DefinitionDraft *m_draft;
    MediaDesk *m_media;
    StorageTree *m_tree;
    StorageActions *m_actions;
    QVBoxLayout *m_details = nullptr;
    QLabel *m_note = nullptr;
    DeviceSection *m_section = nullptr;
    MediumInfo *m_info = nullptr;
    bool m_advanced = false;
    QString m_text;
};

} // namespace vitrine

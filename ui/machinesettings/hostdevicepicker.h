// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/properties/property.h"
#include "models/definition/hostdeviceoffer.h"

#include <QDialog>

class KMessageWidget;
class QDialogButtonBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace vitrine {

class DefinitionDraft;
class ErrorPresenter;
class MachineStore;

/**
 * Devices of the host to choose from: what moves together stands together, and what this computer
 * needs itself is marked, asked about, or refused with the reason. The choice goes into the draft.
 * Reads the devices while it shows; deletes itself on close. GUI thread.
 */
class HostDevicePicker : public QDialog
{
    Q_OBJECT

public:
    enum class Kind {
        Pci, ///< and mediated devices
        Usb,
        UsbFilter, ///< only chosen(): the draft stays as it is
    };
    /** `draft` and `store` outlive it. */
    HostDevicePicker(Kind kind, DefinitionDraft *draft, MachineStore *store, MachineId id, QWidget *parent);

Q_SIGNALS:
    void chosen(const vitrine::HostDevice &device);
    /** The first of those that were added. */
    void added(const vitrine::DeviceRef &device);

private:
    void setUp();
    void load();
    void fill(const QList<HostDevice> &all);
    void fillPci();
    void fillUsb();
    void addMediated();
    void addHint(QTreeWidgetItem *parent, const QString &text, const QString &note);
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const HostDevice &device);
    [[nodiscard]] const HostDevice *current() const;
    /** What choosing it means. */
    [[nodiscard]] HostDeviceOffer offered(const HostDevice &device) const;
    void showOffer();
    void choose();
    void confirm(const HostDeviceOffer &offer);
    void take(const HostDeviceOffer &offer);

    Kind m_kind;
    DefinitionDraft *m_draft;
    MachineStore *m_store;
    MachineId m_id;
    QList<HostDevice> m_all;
    ErrorPresenter *m_errors = nullptr;
    KMessageWidget *m_advice = nullptr;
    QTreeWidget *m_tree = nullptr;
    QLabel *m_note = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace vitrine

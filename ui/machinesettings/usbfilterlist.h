// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "ui/widgets/collapsiblesection.h"

class QListWidget;
class QPushButton;

namespace vitrine {

struct UsbFilter;

/**
 * The USB devices that a machine always gets while a window shows it; the same list as in the
 * window's USB menu. Not part of the definition: takes effect at once. GUI thread.
 */
class UsbFilterList : public CollapsibleSection
{
    Q_OBJECT

public:
    explicit UsbFilterList(MachineId id, QWidget *parent = nullptr);

    void add(const UsbFilter &filter);

Q_SIGNALS:
    /** A device is to be chosen for add(). */
    void addRequested();

private:
    void fill();
    void removeCurrent();

    MachineId m_id;
    QListWidget *m_list;
    QPushButton *m_remove;
};

} // namespace vitrine

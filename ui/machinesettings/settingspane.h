// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <QScrollArea>

namespace vitrine {

/** A page of a machine's settings, as the dialog needs to know it. */
class SettingsPane : public QScrollArea
{
    Q_OBJECT

public:
    using QScrollArea::QScrollArea;
    using QWidget::show;

    /** Advanced settings too; with a text, what contains it. False: nothing on this page is to be shown. */
    virtual bool filter(bool advanced, const QString &text) = 0;
    /** Goes to the field of a property. */
    virtual void show(const Property &property, const DeviceRef &device) = 0;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <QWidget>

namespace vitrine {

/**
 * A field for one property, made by its kind: text, number, amount of memory, switch, choice, path or
 * list. An empty value is "not set" and shown as the hypervisor's choice where that is possible.
 * Values are Property's canonical texts. GUI thread.
 */
class PropertyEditor : public QWidget
{
    Q_OBJECT

public:
    /** `property` lives for ever (see allProperties()). */
    [[nodiscard]] static PropertyEditor *make(const Property &property, QWidget *parent);

    [[nodiscard]] const Property &property() const;
    /** Without edited(). */
    virtual void setValue(const QString &value) = 0;
    /** Those of a list that there are now; the one that is set stays shown. */
    virtual void setChoices(const QStringList &choices);
    /** Greys a choice out, with the reason as its tool tip; an empty reason gives it back. What is set already stays. */
    virtual void setUnavailable(const QString &choice, const QString &reason);
    /** Its name stands above it: it needs the whole width of its section. */
    [[nodiscard]] virtual bool isWide() const;
    /** What takes the keyboard, for labels and their shortcuts. */
    [[nodiscard]] virtual QWidget *field() const = 0;

Q_SIGNALS:
    /** By the user only, once for each finished or stepwise change. */
    void edited(const QString &value);

protected:
    PropertyEditor(const Property &property, QWidget *parent);
    /** Puts the field in place, with its names. */
    void take(QWidget *field);

private:
    const Property &m_property;
};

} // namespace vitrine

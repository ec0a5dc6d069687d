// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/machinesettings/propertyeditor.h"

#include <functional>

class QComboBox;

namespace vitrine {

/** A text that may be anything, with a list of what it can well be. GUI thread. */
class SuggestionEditor : public PropertyEditor
{
    Q_OBJECT

public:
    using Suggestions = std::function<QStringList()>;

    /** `suggestions` is asked again with every value. */
    SuggestionEditor(const Property &property, Suggestions suggestions, QWidget *parent);

    void setValue(const QString &value) override;
    [[nodiscard]] QWidget *field() const override;

private:
    Suggestions m_suggestions;
    QComboBox *m_box;
};

} // namespace vitrine

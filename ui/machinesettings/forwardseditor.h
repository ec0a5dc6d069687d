// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/machinesettings/propertyeditor.h"

namespace vitrine {

class DefinitionDraft;
class PortForwardTable;

/** The field of "interface.forwards": the table of an adapter's port forwards. GUI thread. */
class ForwardsEditor : public PropertyEditor
{
    Q_OBJECT

public:
    /** What is taken, running and missing comes from `draft`, which outlives it. */
    ForwardsEditor(const Property &property, const DefinitionDraft *draft, QWidget *parent);

    void setValue(const QString &value) override;
    [[nodiscard]] bool isWide() const override;
    [[nodiscard]] QWidget *field() const override;

private:
    void showSurroundings();

    const DefinitionDraft *m_draft;
    PortForwardTable *m_table;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/forwardseditor.h"

#include "backends/core/machineadapters.h"
#include "models/definition/definitiondraft.h"
#include "ui/networks/portforwardtable.h"

#include <KLocalizedString>

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** The document has its own order: rows must not jump while they are edited. */
bool sameForwards(const QList<PortForward> &left, const QList<PortForward> &right)
{
    return std::ranges::is_permutation(left, right);
}

/** Of all adapters: what was moved from one to another leads to the same guest. */
QList<PortForward> forwardsOf(const DomainXml &active)
{
    QList<PortForward> forwards;
    for (const MachineAdapter &adapter : machineAdapters(active, {})) {
        forwards += adapter.forwards;
    }
    return forwards;
}

} // namespace

ForwardsEditor::ForwardsEditor(const Property &property, const DefinitionDraft *draft, QWidget *parent)
    : PropertyEditor(property, parent)
    , m_draft(draft)
    , m_table(new PortForwardTable(this))
{
    layout()->addWidget(m_table);
    setFocusProxy(m_table);
    connect(m_table, &PortForwardTable::changed, this, [this] {
        Q_EMIT edited(portForwardsText(m_table->forwards()));
    });
    connect(draft, &DefinitionDraft::changed, this, &ForwardsEditor::showSurroundings);
    showSurroundings();
}

void ForwardsEditor::setValue(const QString &value)
{
    const QList<PortForward> forwards = parsePortForwards(value).value_or(QList<PortForward>());
    if (!sameForwards(forwards, m_table->forwards())) {
        m_table->setForwards(forwards);
    }
}

bool ForwardsEditor::isWide() const
{
    return true;
}

QWidget *ForwardsEditor::field() const
{
    return m_table;
}

void ForwardsEditor::showSurroundings()
{
    m_table->setUsedPorts(m_draft->facts().usedPorts);
    m_table->setActive(m_draft->active() ? std::optional(forwardsOf(*m_draft->active())) : std::nullopt);
    const bool passtMissing = m_draft->facts().missingPieces.contains("passt"_L1);
    m_table->setUnavailable(passtMissing
                                ? i18nc("@info", "For port forwards the package “passt” is missing on this computer. Install it and start Vitrine again.")
                                : QString());
}

} // namespace vitrine

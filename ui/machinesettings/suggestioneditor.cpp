// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/suggestioneditor.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

namespace vitrine {

SuggestionEditor::SuggestionEditor(const Property &property, Suggestions suggestions, QWidget *parent)
    : PropertyEditor(property, parent)
    , m_suggestions(std::move(suggestions))
    , m_box(new QComboBox(this))
{
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->setFocusPolicy(Qt::StrongFocus);
    take(m_box);
    m_box->lineEdit()->setAccessibleName(m_box->accessibleName());
    connect(m_box, &QComboBox::currentTextChanged, this, &PropertyEditor::edited);
}

void SuggestionEditor::setValue(const QString &value)
{
    const QStringList suggestions = m_suggestions();
    QStringList shown;
    for (int row = 0; row < m_box->count(); ++row) {
        shown.append(m_box->itemText(row));
    }
    const QSignalBlocker blocker(m_box);
    const QSignalBlocker lineBlocker(m_box->lineEdit());
    if (shown != suggestions) {
        const int cursor = m_box->lineEdit()->cursorPosition();
        m_box->clear();
        m_box->addItems(suggestions);
        m_box->setEditText(value);
        m_box->lineEdit()->setCursorPosition(cursor);
    }
    if (m_box->currentText() != value) {
        m_box->setEditText(value);
    }
}

QWidget *SuggestionEditor::field() const
{
    return m_box;
}

} // namespace vitrine

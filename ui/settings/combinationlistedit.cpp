// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/combinationlistedit.h"

#include "ui/settings/combinationdialog.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

CombinationListEdit::CombinationListEdit(const QStringList &defaults, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
{
    m_list->setObjectName(u"combinations"_s);
    m_list->setUniformItemSizes(true);
    setFocusProxy(m_list);
    setUpButtons(defaults);
    connect(m_list, &QListWidget::itemActivated, this, &CombinationListEdit::edit);
    connect(m_list, &QListWidget::currentRowChanged, this, &CombinationListEdit::updateButtons);
    updateButtons();
}

void CombinationListEdit::setUpButtons(const QStringList &defaults)
{
    QPushButton *addButton = makeButton(u"addCombination"_s, i18nc("@action:button", "Add…"), u"list-add"_s);
    m_edit = makeButton(u"editCombination"_s, i18nc("@action:button", "Edit…"), u"document-edit"_s);
    m_remove = makeButton(u"removeCombination"_s, i18nc("@action:button", "Remove"), u"list-remove"_s);
    m_restore = makeButton(u"restoreCombinations"_s, i18nc("@action:button", "Restore Defaults"), u"edit-undo"_s);
    connect(addButton, &QPushButton::clicked, this, &CombinationListEdit::add);
    connect(m_edit, &QPushButton::clicked, this, &CombinationListEdit::edit);
    connect(m_remove, &QPushButton::clicked, this, &CombinationListEdit::remove);
    connect(m_restore, &QPushButton::clicked, this, [this, defaults] {
        setCombinations(defaults);
    });
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {addButton, m_edit, m_remove}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    buttons->addWidget(m_restore);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
}

QPushButton *CombinationListEdit::makeButton(const QString &name, const QString &text, const QString &icon)
{
    auto *button = new QPushButton(QIcon::fromTheme(icon), text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void CombinationListEdit::setListName(const QString &name)
{
    m_list->setAccessibleName(name);
}

QStringList CombinationListEdit::combinations() const
{
    return m_combinations;
}

void CombinationListEdit::setCombinations(const QStringList &combinations)
{
    if (combinations == m_combinations) {
        return;
    }
    m_combinations = combinations;
    const int row = m_list->currentRow();
    m_list->clear();
    for (const QString &combination : combinations) {
        m_list->addItem(combinationName(combinationFromSettings(combination)));
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    updateButtons();
    Q_EMIT combinationsChanged(combinations);
}

void CombinationListEdit::updateButtons()
{
    const bool chosen = m_list->currentRow() >= 0;
    m_edit->setEnabled(chosen);
    m_remove->setEnabled(chosen);
}

void CombinationListEdit::add()
{
    ask(i18nc("@title:window", "Add Combination"), int(m_combinations.size()));
}

void CombinationListEdit::edit()
{
    if (m_list->currentRow() >= 0) {
        ask(i18nc("@title:window", "Edit Combination"), m_list->currentRow());
    }
}

void CombinationListEdit::remove()
{
    QStringList rest = m_combinations;
    rest.removeAt(m_list->currentRow());
    setCombinations(rest);
}

void CombinationListEdit::ask(const QString &title, int row)
{
    auto *dialog = new CombinationDialog(title, combinationsFromSettings(m_combinations), row, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] {
        QStringList changed = m_combinations;
        if (row < changed.size()) {
            changed[row] = settingsText(dialog->combination());
        } else {
            changed.append(settingsText(dialog->combination()));
        }
        setCombinations(changed);
        m_list->setCurrentRow(row);
    });
    dialog->open();
}

} // namespace vitrine

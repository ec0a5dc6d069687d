// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitionmerge.h"

#include <QDialog>

class QRadioButton;
class QVBoxLayout;

namespace vitrine {

/**
 * Of what the user and another program have both changed, the user chooses one by one. Nothing is
 * chosen beforehand. Deletes itself on close. GUI thread.
 */
class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    MergeDialog(const MergedDefinition &merged, QWidget *parent);

    /** Own changes that the other program's are preferred to; for mergeDefinitions(). */
    [[nodiscard]] QList<DefinitionChange> yielding() const;

private:
    struct Choice {
        DefinitionChange mine;
        QRadioButton *own;
        QRadioButton *others;
    };
    [[nodiscard]] QWidget *makeChoices(const QList<MergeConflict> &conflicts);
    void addChoice(const MergeConflict &conflict, QVBoxLayout *column);
    void addButtons(QVBoxLayout *column);

    QList<Choice> m_choices;
};

} // namespace vitrine

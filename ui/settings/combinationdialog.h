// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/keycombination.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace vitrine {

class KeysEdit;

/** Asks for one key combination of a list. */
class CombinationDialog : public QDialog
{
    Q_OBJECT

public:
    /** `row`: which of the list is changed; behind its end: a new one. */
    CombinationDialog(const QString &title, const QList<KeyCombination> &list, qsizetype row, QWidget *parent);

    [[nodiscard]] const KeyCombination &combination() const;

private:
    void check();

    QList<KeyCombination> m_others;
    KeysEdit *m_keys;
    QLabel *m_note;
    QPushButton *m_ok;
};

} // namespace vitrine

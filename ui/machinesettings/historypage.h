// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace vitrine {

class DefinitionHistory;
class ErrorPresenter;

/** What the machine's definition was before, by whom it was changed and how, and the way back. GUI thread. */
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    /** `history` and `errors` outlive it. */
    HistoryPage(DefinitionHistory *history, ErrorPresenter *errors, MachineId id, QWidget *parent = nullptr);

    /** Makes the selected definition the stored one; see returned(). */
    void goBack();

Q_SIGNALS:
    /** The user wants goBack(). */
    void returnRequested();
    /** An earlier definition is the stored one now. */
    void returned();

private:
    void read();
    void showSelected();
    [[nodiscard]] int selected() const;

    DefinitionHistory *m_history;
    ErrorPresenter *m_errors;
    MachineId m_id;
    QTreeWidget *m_list;
    QPlainTextEdit *m_xml;
    QPushButton *m_return;
};

} // namespace vitrine

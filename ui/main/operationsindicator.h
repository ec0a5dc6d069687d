// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace vitrine {

class Operation;
class OperationList;

/** The list of long jobs as a panel that pops up above the status bar. GUI thread. */
class OperationsPopup : public QFrame
{
    Q_OBJECT

public:
    explicit OperationsPopup(OperationList *operations, QWidget *parent);

    /** Shows it right above `anchor`. */
    void popUp(const QWidget *anchor);

private:
    void insertRows(int first, int last);
    void removeRows(int first, int last);
    void updateHeight();

    OperationList *m_operations;
    QWidget *m_content;
    QVBoxLayout *m_rows;
    QPushButton *m_clear;
};

/**
 * In the status bar: the newest running job with progress and cancel, and a button that opens the list
 * of all. Hidden while there is none. GUI thread.
 */
class OperationsIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit OperationsIndicator(OperationList *operations, QWidget *parent = nullptr);

Q_SIGNALS:
    /** Whether there is anything to show. */
    void neededChanged(bool needed);

private:
    void update();
    [[nodiscard]] Operation *shownOperation() const;

    OperationList *m_operations;
    OperationsPopup *m_popup;
    QToolButton *m_list;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
};

} // namespace vitrine

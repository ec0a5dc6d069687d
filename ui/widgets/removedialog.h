// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/machinecommands.h"

#include <QDialog>

class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace vitrine {

/**
 * Asks whether and how to remove a machine, naming all that would go. Keeping the files is what is chosen
 * at first. Deletes itself on close. GUI thread.
 */
class RemoveDialog : public QDialog
{
    Q_OBJECT

public:
    RemoveDialog(RemovalPlan plan, QWidget *parent);

    [[nodiscard]] RemovalPlan plan() const;
    [[nodiscard]] bool deletesDisks() const;

private:
    /** What only this machine has, as it is shown. */
    [[nodiscard]] QStringList ownFiles() const;
    void addChoice(QVBoxLayout *layout);
    void addKeptFiles(QVBoxLayout *layout);
    void addButtons(QVBoxLayout *layout);
    void updateButton();
    [[nodiscard]] QWidget *fileList(const QStringList &files, const QString &name);

    RemovalPlan m_plan;
    QRadioButton *m_keep = nullptr;
    QRadioButton *m_delete = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace vitrine

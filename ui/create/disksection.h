// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationdraft.h"

#include <QWidget>

class QLineEdit;
class QRadioButton;

namespace vitrine {

class BoundedSlider;
class FieldFrame;

/** The hard disk of a new machine: a new one, an existing one, or none. */
class DiskSection : public QWidget
{
    Q_OBJECT

public:
    explicit DiskSection(CreationDraft *draft, QWidget *parent = nullptr);

    void sync(const QList<CreationIssue> &issues);

private:
    void setUpLayout();
    void connectFields();
    void browseNew();
    void browseExisting();
    [[nodiscard]] QWidget *pathRow(QLineEdit *edit, FieldFrame *&frame, const QString &browseName, void (DiskSection::*browse)());

    CreationDraft *m_draft;
    QRadioButton *m_new;
    QRadioButton *m_existing;
    QRadioButton *m_none;
    BoundedSlider *m_size;
    QLineEdit *m_newPath;
    QLineEdit *m_existingPath;
    QWidget *m_newFields;
    QWidget *m_existingFields;
    FieldFrame *m_sizeFrame = nullptr;
    FieldFrame *m_newFrame = nullptr;
    FieldFrame *m_existingFrame = nullptr;
    FieldFrame *m_noneFrame = nullptr;
    bool m_syncing = false;
};

} // namespace vitrine

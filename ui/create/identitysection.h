// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationinquiry.h"

#include <QWidget>

class KBusyIndicatorWidget;
class QComboBox;
class QLineEdit;

namespace vitrine {

class FieldFrame;
class PlainLabel;

/** "/a/b.iso" for what was typed, pasted or dropped: a path, a file: address, or "~/b.iso". */
[[nodiscard]] QString localPath(const QString &typed);

/** Installation image, name and operating system of a new machine. */
class IdentitySection : public QWidget
{
    Q_OBJECT

public:
    explicit IdentitySection(CreationDraft *draft, QWidget *parent = nullptr);

    void setSystems(const QList<OsChoice> &systems);
    /** Follows the draft; `issues` as they are to be shown. */
    void sync(const QList<CreationIssue> &issues);
    /** Opens the file dialog; returns at once. */
    void browse();

private:
    void setUpFields();
    void setUpLayout();
    void connectFields();
    void syncDetection();
    void syncSystems();

    CreationDraft *m_draft;
    QLineEdit *m_iso;
    QLineEdit *m_name;
    QComboBox *m_os;
    FieldFrame *m_isoFrame;
    FieldFrame *m_nameFrame;
    QWidget *m_detection;
    KBusyIndicatorWidget *m_busy;
    PlainLabel *m_detected;
    bool m_syncing = false;
};

} // namespace vitrine

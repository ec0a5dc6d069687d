// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationtypes.h"

#include <QLabel>

class QFormLayout;

namespace vitrine {

/** Plain text of unknown origin, wrapped even inside long words, read aloud unchanged. */
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(QWidget *parent = nullptr);
    void setPlainText(const QString &text);
};

/**
 * A field with room for what is to be said about it: a coloured frame around it and a line of text
 * below, never a dialog. The text is also the field's accessible description. GUI thread.
 */
class FieldFrame : public QWidget
{
    Q_OBJECT

public:
    /** Takes `field` into itself; `named` gets the accessible description (the field unless told). */
    FieldFrame(QWidget *field, CreationField about, QWidget *named = nullptr);

    /** Shows the gravest of the issues that is about this field, or nothing. */
    void showIssues(const QList<CreationIssue> &issues);
    [[nodiscard]] QString message() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showIssue(const CreationIssue &issue);

    QWidget *m_field;
    QWidget *m_named;
    CreationField m_about;
    CreationIssue m_shown;
    QWidget *m_line;
    QLabel *m_icon;
    PlainLabel *m_text;
};

/** Adds a row whose label stands in the middle of a one-line field, whatever is said below it. */
void addFieldRow(QFormLayout *form, const QString &text, QWidget *row, QWidget *buddy);
/** Makes the labels of all forms in `page` end at the same place. */
void alignFieldLabels(QWidget *page);

} // namespace vitrine

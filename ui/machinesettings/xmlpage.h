// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace vitrine {

class DefinitionDraft;

/** The whole definition as text. What is not well-formed is told with line and reason and goes nowhere. GUI thread. */
class XmlPage : public QWidget
{
    Q_OBJECT

public:
    /** `draft` outlives it. */
    explicit XmlPage(DefinitionDraft *draft, QWidget *parent = nullptr);

    /** What stands there is in the draft. False: it is not well-formed. */
    bool commit();

private:
    void showDraft();

    DefinitionDraft *m_draft;
    QPlainTextEdit *m_text;
    QLabel *m_problem;
    QTimer m_typing;
    bool m_committing = false;
    QString m_shown; ///< the draft's text when it was last the same as the one here
};

} // namespace vitrine

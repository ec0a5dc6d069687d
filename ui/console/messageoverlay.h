// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/consolesituation.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace vitrine {

/**
 * A card in the middle of its parent: what happened to the machine, and a button for each next step.
 * Follows the parent's size.
 */
class MessageOverlay : public QFrame
{
    Q_OBJECT

public:
    explicit MessageOverlay(QWidget *parent);

    /** Shows it; the first button gets the focus if the parent had it. */
    void present(const ConsoleSituation &situation);
    /** Hides it, and gives a focus it had back to the parent. */
    void dismiss();

Q_SIGNALS:
    void stepChosen(vitrine::ConsoleStep step);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setSteps(const QList<ConsoleStep> &steps);
    void place();

    ConsoleSituation m_situation;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace vitrine

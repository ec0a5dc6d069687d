// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/lampstates.h"

#include <QToolButton>

namespace vitrine {

/**
 * One status lamp: an icon, lit or grey, perhaps with a word, with an arrow down while the guest reads or
 * receives and one up while it writes or sends; opens its menu by click, Enter or Space.
 */
class LampButton : public QToolButton
{
    Q_OBJECT

public:
    LampButton(const QString &name, QWidget *parent);

    void set(const LampState &state);

protected:
    void initStyleOption(QStyleOptionToolButton *option) const override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintLight();
    void open();

    LampState m_state;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/scaling.h"

#include <QScrollArea>

namespace vitrine {

class ConsoleView;

/** A ConsoleView that is scrolled where the scaling makes the picture larger than there is room. */
class GuestScreen : public QScrollArea
{
    Q_OBJECT

public:
    explicit GuestScreen(QWidget *parent = nullptr);

    [[nodiscard]] ConsoleView *view() const;
    void setScaling(const Scaling &scaling);
    /** Host pixels for a picture without scroll bars. */
    [[nodiscard]] QSize roomInPixels() const;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void layOutFilled();

    ConsoleView *m_view;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <KConfigGroup>

#include <QFrame>
#include <QTimer>

class QAction;
class QLabel;
class QVariantAnimation;
class QToolButton;

namespace vitrine {

class ConsoleMenu;

/**
 * The bar of a full-screen console: slides down when the pointer touches the upper edge, and away
 * when it leaves, unless it is pinned. The menus, title, minimise, leave full screen, close.
 */
class FullScreenBar : public QFrame
{
    Q_OBJECT

public:
    struct Buttons {
        QAction *minimise;
        QAction *leave; ///< full screen
        QAction *close;
    };
    /** `state` remembers whether the bar is pinned. */
    FullScreenBar(const QList<ConsoleMenu *> &menus, const Buttons &buttons, const KConfigGroup &state, QWidget *parent);

    void setTitle(const QString &title);
    /** Shows itself for a moment, to tell that it is there. */
    void slideIn();
    void slideOut();
    /** Opens the menu under the bar, by keyboard. */
    void openMenu();
    /** The parent's width has changed. */
    void centre();

protected:
    void leaveEvent(QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;

private:
    [[nodiscard]] QToolButton *makePin();
    void slideTo(int y);

    QLabel *m_title;
    QToolButton *m_menuButton;
    QToolButton *m_pin;
    KConfigGroup m_state;
    QVariantAnimation *m_animation; ///< of the upper edge
    QTimer m_leave;
};

} // namespace vitrine

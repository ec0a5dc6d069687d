// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>

#include <memory>

class QEvent;
class QWidget;
class QWindow;

namespace vitrine {

class X11Coverage;

/**
 * Tells whether anything of a widget's window can be on a screen: it is shown, not minimised, exposed
 * (which on Wayland means that the compositor asks for frames), and on X11 not wholly covered by
 * other windows.
 */
class WindowVisibility : public QObject
{
    Q_OBJECT

public:
    /** Follows `widget` into whatever window it is in; must not outlive it. */
    explicit WindowVisibility(QWidget *widget);
    ~WindowVisibility() override;

    [[nodiscard]] bool isSeen() const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watchWindow();
    void update();

    QWidget *m_widget;
    QPointer<QWidget> m_window;
    QPointer<QWindow> m_handle;
    std::unique_ptr<X11Coverage> m_coverage; ///< null: not on X11
    bool m_seen = false;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace vitrine {

class ShortcutsInhibitor;

/**
 * Takes all keys of the desktop for a widget: Super, Alt+Tab and the like.
 *
 * X11: a keyboard grab. Wayland: the compositor is asked not to handle its shortcuts
 * (keyboard-shortcuts-inhibit), which it may refuse or end at any time.
 */
class KeyboardCapture : public QObject
{
    Q_OBJECT

public:
    explicit KeyboardCapture(QWidget *widget);
    ~KeyboardCapture() override;

    void grab();
    void release();
    /**
     * Lets the desktop have a key that was just let go of (evdev code), together with what modifiers are
     * down, and takes the keyboard again soon after. False: this desktop gives no means for that.
     */
    bool passToDesktop(quint32 evdev);
    /** Asked for, by grab(). */
    [[nodiscard]] bool isGrabbed() const;
    /** The desktop's own shortcuts really come here; may come later than grab(), or never. */
    [[nodiscard]] bool isEffective() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *m_widget;
    std::unique_ptr<ShortcutsInhibitor> m_inhibitor; ///< null: not on Wayland
    bool m_grabbed = false;
    QTimer m_again; ///< X11: the grab is taken back
};

} // namespace vitrine

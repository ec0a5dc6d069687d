// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>

#include <functional>

namespace vitrine {

/**
 * Whether a guest's screen is on, told from what is seen there. A guest that changes a screen's mode
 * switches it off in between: it counts as off when it stays off for longer than that takes. GUI thread.
 */
class ScreenSwitch
{
public:
    /** `switched` is called when isOn() has become another. */
    ScreenSwitch(bool on, std::function<void()> switched);

    /** The screen shows something, or it shows nothing. */
    void see(bool on);
    /** Nothing more is to be told. */
    void stop();
    [[nodiscard]] bool isOn() const
    {
        return m_on;
    }
    /** Nothing is shown, and it isn't known yet whether it is a change of mode. */
    [[nodiscard]] bool mayGoOff() const
    {
        return m_goesOff.isActive();
    }

private:
    void set(bool on);

    bool m_on;
    std::function<void()> m_switched;
    QTimer m_goesOff;
};

} // namespace vitrine

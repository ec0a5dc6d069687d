// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/x11stacking.h"

#include <QAbstractNativeEventFilter>

#include <functional>

namespace vitrine {

/**
 * Whether a window is wholly covered by others: by the X server's word, and where that doesn't tell, by the window
 * manager's. Needs the xcb platform.
 */
class X11Coverage : public QAbstractNativeEventFilter
{
public:
    explicit X11Coverage(std::function<void()> changed);
    ~X11Coverage() override;
    Q_DISABLE_COPY_MOVE(X11Coverage)

    /** The X window to follow; asks the server for its events the first time. */
    void watch(quintptr window);
    /** The window is not shown, which is reason enough: nobody is asked until it is. */
    void rest();
    [[nodiscard]] bool isCovered() const;

    bool nativeEventFilter(const QByteArray &eventType, void *message, qintptr *result) override;

private:
    void update();

    std::function<void()> m_changed;
    quintptr m_window = 0;
    bool m_obscured = false; ///< says the server
    bool m_covered = false;
    X11Stacking m_stacking;
};

} // namespace vitrine

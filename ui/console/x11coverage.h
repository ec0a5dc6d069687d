// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractNativeEventFilter>

#include <functional>

namespace vitrine {

/** Follows the X server's word on whether a window is wholly covered by others. Needs the xcb platform. */
class X11Coverage : public QAbstractNativeEventFilter
{
public:
    explicit X11Coverage(std::function<void()> changed);
    ~X11Coverage() override;
    Q_DISABLE_COPY_MOVE(X11Coverage)

    /** The X window to follow; asks the server for its events the first time. */
    void watch(quintptr window);
    [[nodiscard]] bool isCovered() const;

    bool nativeEventFilter(const QByteArray &eventType, void *message, qintptr *result) override;

private:
    std::function<void()> m_changed;
    quintptr m_window = 0;
    bool m_covered = false;
};

} // namespace vitrine

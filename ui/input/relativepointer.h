// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointF>

#include <memory>

class QWindow;

namespace vitrine {

/** Asks a Wayland compositor to keep the pointer in a window and to tell its motion alone. */
class RelativePointer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Null where the desktop is not Wayland, or Vitrine was built without it. */
    [[nodiscard]] static std::unique_ptr<RelativePointer> create();

    /** The compositor locks while the window has the focus. False: it can't. */
    virtual bool lock(QWindow *window) = 0;
    virtual void unlock() = 0;

Q_SIGNALS:
    /** In units of the mouse, before the host's acceleration: the guest has its own. */
    void moved(QPointF delta);
};

} // namespace vitrine

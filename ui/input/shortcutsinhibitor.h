// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <memory>

class QWindow;

namespace vitrine {

/** Asks a Wayland compositor to pass its own shortcuts on to a window. */
class ShortcutsInhibitor : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Null where the desktop is not Wayland, or Vitrine was built without it. */
    [[nodiscard]] static std::unique_ptr<ShortcutsInhibitor> create();

    virtual void inhibit(QWindow *window) = 0;
    virtual void end() = 0;
    /** The compositor has agreed. */
    [[nodiscard]] virtual bool isActive() const = 0;

Q_SIGNALS:
    void activeChanged();
};

} // namespace vitrine

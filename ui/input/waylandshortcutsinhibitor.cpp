// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/shortcutsinhibitor.h"

#include "ui/input/waylandwindow.h"

#include "qwayland-keyboard-shortcuts-inhibit-unstable-v1.h"

namespace vitrine {

namespace {

class Inhibition : public QtWayland::zwp_keyboard_shortcuts_inhibitor_v1
{
public:
    Inhibition(struct ::zwp_keyboard_shortcuts_inhibitor_v1 *object, std::function<void(bool)> changed)
        : QtWayland::zwp_keyboard_shortcuts_inhibitor_v1(object)
        , m_changed(std::move(changed))
    {
    }
    ~Inhibition() override
    {
        destroy();
    }
    Q_DISABLE_COPY_MOVE(Inhibition)

protected:
    void zwp_keyboard_shortcuts_inhibitor_v1_active() override
    {
        m_changed(true);
    }
    void zwp_keyboard_shortcuts_inhibitor_v1_inactive() override
    {
        m_changed(false);
    }

private:
    std::function<void(bool)> m_changed;
};

class WaylandShortcutsInhibitor : public ShortcutsInhibitor
{
public:
    void inhibit(QWindow *window) override
    {
        const auto *wayland = qGuiApp->nativeInterface<QNativeInterface::QWaylandApplication>();
        auto *surface = waylandSurface(window);
        if (!wayland || !surface || !m_manager.isActive()) {
            return;
        }
        m_inhibition = std::make_unique<Inhibition>(m_manager.inhibit_shortcuts(surface, wayland->seat()), [this](bool active) {
            setActive(active);
        });
    }
    void end() override
    {
        m_inhibition.reset();
        setActive(false);
    }
    [[nodiscard]] bool isActive() const override
    {
        return m_active;
    }

private:
    void setActive(bool active)
    {
        if (m_active != active) {
            m_active = active;
            Q_EMIT activeChanged();
        }
    }

    WaylandGlobal<QtWayland::zwp_keyboard_shortcuts_inhibit_manager_v1> m_manager;
    std::unique_ptr<Inhibition> m_inhibition;
    bool m_active = false;
};

} // namespace

std::unique_ptr<ShortcutsInhibitor> ShortcutsInhibitor::create()
{
    return isWayland() ? std::make_unique<WaylandShortcutsInhibitor>() : nullptr;
}

} // namespace vitrine

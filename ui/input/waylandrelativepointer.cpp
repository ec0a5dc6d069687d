// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/relativepointer.h"
#include "ui/input/waylandwindow.h"

#include "qwayland-pointer-constraints-unstable-v1.h"
#include "qwayland-relative-pointer-unstable-v1.h"

namespace vitrine {

namespace {

class Lock : public QtWayland::zwp_locked_pointer_v1
{
public:
    using QtWayland::zwp_locked_pointer_v1::zwp_locked_pointer_v1;
    ~Lock() override
    {
        destroy();
    }
    Q_DISABLE_COPY_MOVE(Lock)

    bool active = false;

protected:
    void zwp_locked_pointer_v1_locked() override
    {
        active = true;
    }
    void zwp_locked_pointer_v1_unlocked() override
    {
        active = false;
    }
};

class Motion : public QtWayland::zwp_relative_pointer_v1
{
public:
    Motion(struct ::zwp_relative_pointer_v1 *object, std::function<void(QPointF)> moved)
        : QtWayland::zwp_relative_pointer_v1(object)
        , m_moved(std::move(moved))
    {
    }
    ~Motion() override
    {
        destroy();
    }
    Q_DISABLE_COPY_MOVE(Motion)

protected:
    void zwp_relative_pointer_v1_relative_motion(uint32_t /*high*/,
                                                 uint32_t /*low*/,
                                                 wl_fixed_t /*x*/,
                                                 wl_fixed_t /*y*/,
                                                 wl_fixed_t unacceleratedX,
                                                 wl_fixed_t unacceleratedY) override
    {
        m_moved(QPointF(wl_fixed_to_double(unacceleratedX), wl_fixed_to_double(unacceleratedY)));
    }

private:
    std::function<void(QPointF)> m_moved;
};

class WaylandRelativePointer : public RelativePointer
{
public:
    bool lock(QWindow *window) override
    {
        const auto *wayland = qGuiApp->nativeInterface<QNativeInterface::QWaylandApplication>();
        auto *surface = waylandSurface(window);
        wl_pointer *pointer = wayland ? wayland->pointer() : nullptr;
        if (!surface || !pointer || !m_constraints.isActive() || !m_motions.isActive()) {
            return false;
        }
        using Lifetime = QtWayland::zwp_pointer_constraints_v1;
        m_lock = std::make_unique<Lock>(m_constraints.lock_pointer(surface, pointer, nullptr, Lifetime::lifetime_persistent));
        m_motion = std::make_unique<Motion>(m_motions.get_relative_pointer(pointer), [this](QPointF delta) {
            if (m_lock->active) {
                Q_EMIT moved(delta);
            }
        });
        return true;
    }
    void unlock() override
    {
        m_motion.reset();
        m_lock.reset();
    }

private:
    WaylandGlobal<QtWayland::zwp_pointer_constraints_v1> m_constraints;
    WaylandGlobal<QtWayland::zwp_relative_pointer_manager_v1> m_motions;
    std::unique_ptr<Lock> m_lock;
    std::unique_ptr<Motion> m_motion;
};

} // namespace

std::unique_ptr<RelativePointer> RelativePointer::create()
{
    return isWayland() ? std::make_unique<WaylandRelativePointer>() : nullptr;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/picturehead.h"
#include "backends/console/screenswitch.h"

namespace vitrine {

class QemuDBusPeer;

/**
 * One graphic console of QEMU. Without its peer it keeps the last picture. The first is on always; the
 * others are on while the guest shows something there, and stay on while it changes the mode.
 *
 * QEMU hands on the place that the guest gave its graphics card for the pointer, whatever that means
 * there: with most cards it is the corner of the pointer's picture, with some its hot spot.
 */
class QemuDBusHead : public PictureHead
{
    Q_OBJECT

public:
    QemuDBusHead(int number, int console, bool placesHotSpot, const std::shared_ptr<QemuDBusPeer> &peer);

    [[nodiscard]] int console() const
    {
        return m_console;
    }
    [[nodiscard]] bool isOn() const
    {
        return m_switch.isOn();
    }
    /** Asks the guest; it answers by switched(), if it follows. */
    void requestOn(bool on, QSize pixels);
    [[nodiscard]] GuestCursor cursor() const override;
    bool requestSize(QSize pixels, QSize millimetres) override;

Q_SIGNALS:
    /** isOn() is another. */
    void switched();

protected:
    void setUpdates(bool wanted) override;
    void frameChanged() override;

private:
    int m_console;
    bool m_placesHotSpot;
    std::weak_ptr<QemuDBusPeer> m_peer;
    ScreenSwitch m_switch;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/glibpointers.h"
#include "backends/console/inputbits.h"

#include <QSet>

#include <spice-client.h>

namespace vitrine {

/** Sends keys and pointer over a SPICE inputs channel, and remembers what is down. */
class SpiceInputs
{
public:
    explicit SpiceInputs(SpiceInputsChannel *channel);

    [[nodiscard]] SpiceInputsChannel *channel() const
    {
        return m_channel.get();
    }
    [[nodiscard]] KeyboardLeds leds() const;
    void key(quint32 evdevCode, bool pressed);
    void movePointerTo(int display, QPoint position);
    void movePointerBy(QPoint delta);
    void button(PointerButton button, bool pressed);
    void wheel(QPoint angleDelta);
    void releaseAll();
    void setLocks(KeyboardLeds locks);

private:
    void press(int number, bool pressed);

    GObjectPtr<SpiceInputsChannel> m_channel;
    QSet<quint32> m_keysDown; ///< xtkbd
    int m_buttonsDown = 0; ///< SPICE's mask
    WheelAxis m_wheel;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/headpicture.h"

#include <memory>

namespace vitrine {

class QemuDBusPeer;

/**
 * One graphic console of QEMU. Without its peer it keeps the last picture. The first is on always; the
 * others are on while the guest shows something there.
 */
class QemuDBusHead : public ConsoleHead
{
    Q_OBJECT

public:
    QemuDBusHead(int number, int console, const std::shared_ptr<QemuDBusPeer> &peer);
    ~QemuDBusHead() override;

    [[nodiscard]] int console() const
    {
        return m_console;
    }
    [[nodiscard]] bool isOn() const
    {
        return m_on;
    }
    /** Asks the guest; it answers by switched(), if it follows. */
    void requestOn(bool on, QSize pixels);
    [[nodiscard]] int number() const override;
    [[nodiscard]] QSize size() const override;
    void read(const std::function<void(const QImage &)> &reader) const override;
    [[nodiscard]] QRegion takeDamage() override;
    void setVisible(bool visible) override;
    [[nodiscard]] GuestCursor cursor() const override;
    bool requestSize(QSize pixels, QSize millimetres) override;

Q_SIGNALS:
    /** isOn() is another. */
    void switched();

private:
    void deliver(int changes);
    void updateOn();

    int m_number;
    int m_console;
    std::weak_ptr<QemuDBusPeer> m_peer;
    std::shared_ptr<HeadPicture> m_picture;
    bool m_visible = true;
    bool m_on;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/headpicture.h"

#include <memory>

namespace vitrine {

class VncConnection;

/** The one screen of a VNC server. Without a connection it keeps the last picture. */
class VncHead : public ConsoleHead
{
    Q_OBJECT

public:
    VncHead();
    ~VncHead() override;

    [[nodiscard]] const std::shared_ptr<HeadPicture> &picture() const
    {
        return m_picture;
    }
    /** Null: none (any more). Must be told before the connection ends. */
    void setConnection(VncConnection *connection);

    [[nodiscard]] int number() const override;
    [[nodiscard]] QSize size() const override;
    void read(const std::function<void(const QImage &)> &reader) const override;
    [[nodiscard]] QRegion takeDamage() override;
    void setVisible(bool visible) override;
    [[nodiscard]] GuestCursor cursor() const override;
    bool requestSize(QSize pixels, QSize millimetres) override;

private:
    void deliver(int changes);

    VncConnection *m_connection = nullptr;
    std::shared_ptr<HeadPicture> m_picture;
    bool m_visible = true;
};

} // namespace vitrine

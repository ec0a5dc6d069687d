// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/picturehead.h"

namespace vitrine {

class VncConnection;

/** The one screen of a VNC server. Without a connection it keeps the last picture. */
class VncHead : public PictureHead
{
    Q_OBJECT

public:
    VncHead();

    /** Null: none (any more). Must be told before the connection ends. */
    void setConnection(VncConnection *connection);
    bool requestSize(QSize pixels, QSize millimetres) override;

protected:
    void setUpdates(bool wanted) override;

private:
    VncConnection *m_connection = nullptr;
};

} // namespace vitrine

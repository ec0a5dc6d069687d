// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vnchead.h"

#include "backends/console/vncconnection.h"

namespace vitrine {

VncHead::VncHead()
    : PictureHead(0)
{
}

void VncHead::setConnection(VncConnection *connection)
{
    m_connection = connection;
    if (!isVisible()) {
        setUpdates(false);
    }
}

void VncHead::setUpdates(bool wanted)
{
    if (m_connection) {
        m_connection->setUpdates(wanted);
    }
}

bool VncHead::requestSize(QSize pixels, QSize)
{
    return m_connection && m_connection->requestSize(pixels);
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/consolesession.h"

namespace vitrine {

void ConsoleSession::setLocks(KeyboardLeds)
{
}

bool ConsoleSession::takesTouch() const
{
    return false;
}

void ConsoleSession::touch(const TouchContact &)
{
}

bool ConsoleSession::takesSizes() const
{
    return agentConnected();
}

int ConsoleSession::maximumHeads() const
{
    return static_cast<int>(heads().size());
}

bool ConsoleSession::setHeadEnabled(int, bool)
{
    return false;
}

bool ConsoleSession::requestHeads(const QList<HeadRequest> &)
{
    return false;
}

GuestClipboard *ConsoleSession::clipboard() const
{
    return nullptr;
}

GuestFiles *ConsoleSession::files() const
{
    return nullptr;
}

GuestFolder *ConsoleSession::folder() const
{
    return nullptr;
}

GuestSound *ConsoleSession::sound() const
{
    return nullptr;
}

UsbRedirection *ConsoleSession::usb() const
{
    return nullptr;
}

bool ConsoleSession::areServicesLost() const
{
    return false;
}

void ConsoleSession::reopenServices()
{
}

} // namespace vitrine

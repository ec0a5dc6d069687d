// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceconsolesession.h"

#include "backends/console/spiceconnection.h"
#include "backends/console/spicemonitors.h"

namespace vitrine {

SpiceConsoleSession::SpiceConsoleSession(DescriptorProvider provider, SpiceUse use, QObject *parent)
    : ConsoleSession(parent)
    , d(std::make_unique<SpiceConnection>(this, std::move(provider), use))
{
}

SpiceConsoleSession::~SpiceConsoleSession() = default;

void SpiceConsoleSession::open()
{
    if (d->state == State::Connecting || d->state == State::Connected) {
        return;
    }
    d->oldDisplays.clear();
    d->closeReason = {};
    d->setState(State::Connecting);
    d->connect();
}

void SpiceConsoleSession::close()
{
    if (d->state == State::Connecting || d->state == State::Connected) {
        releaseAll();
        d->end(Error::cancelled());
    }
}

ConsoleSession::State SpiceConsoleSession::state() const
{
    return d->state;
}

Error SpiceConsoleSession::closeReason() const
{
    return d->closeReason;
}

ConsoleTransport SpiceConsoleSession::transport() const
{
    const bool shows = d->state == State::Connected && d->use == SpiceUse::Everything;
    return shows ? ConsoleTransport::Spice : ConsoleTransport::None;
}

QList<ConsoleHead *> SpiceConsoleSession::heads() const
{
    const QList<SpiceHead *> heads = d->heads();
    return {heads.begin(), heads.end()};
}

PointerMode SpiceConsoleSession::pointerMode() const
{
    return d->pointerMode;
}

KeyboardLeds SpiceConsoleSession::leds() const
{
    return d->leds;
}

bool SpiceConsoleSession::agentConnected() const
{
    return d->agent;
}

void SpiceConsoleSession::key(quint32 evdevCode, bool pressed)
{
    if (d->inputs) {
        d->inputs->key(evdevCode, pressed);
    }
}

void SpiceConsoleSession::movePointerTo(int head, QPoint position)
{
    if (d->inputs && d->pointerMode == PointerMode::Absolute) {
        d->inputs->movePointerTo(head, position);
    }
}

void SpiceConsoleSession::movePointerBy(QPoint delta)
{
    if (d->inputs && d->pointerMode == PointerMode::Relative) {
        d->inputs->movePointerBy(delta);
    }
}

void SpiceConsoleSession::button(PointerButton button, bool pressed)
{
    if (d->inputs) {
        d->inputs->button(button, pressed);
    }
}

void SpiceConsoleSession::wheel(QPoint angleDelta)
{
    if (d->inputs) {
        d->inputs->wheel(angleDelta);
    }
}

void SpiceConsoleSession::releaseAll()
{
    if (d->inputs) {
        d->inputs->releaseAll();
    }
}

void SpiceConsoleSession::setLocks(KeyboardLeds locks)
{
    if (d->inputs) {
        d->inputs->setLocks(locks);
    }
}

int SpiceConsoleSession::maximumHeads() const
{
    return d->session ? maximumMonitors(d->session.get()) : 0;
}

bool SpiceConsoleSession::setHeadEnabled(int head, bool enabled)
{
    d->gatherer.drop();
    return d->main && d->agent && sendMonitors(d->main.get(), d->wishes.switched(d->arrangement(), head, enabled));
}

bool SpiceConsoleSession::requestHeads(const QList<HeadRequest> &heads)
{
    return d->main && d->agent && sendMonitors(d->main.get(), heads);
}

GuestClipboard *SpiceConsoleSession::clipboard() const
{
    return &d->clipboard;
}

GuestFiles *SpiceConsoleSession::files() const
{
    return &d->files;
}

GuestFolder *SpiceConsoleSession::folder() const
{
    return &d->folder;
}

GuestSound *SpiceConsoleSession::sound() const
{
    return &d->sound;
}

UsbRedirection *SpiceConsoleSession::usb() const
{
    return &d->usb;
}

} // namespace vitrine

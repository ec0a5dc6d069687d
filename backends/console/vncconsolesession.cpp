// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncconsolesession.h"

#include "backends/console/vnchead.h"

#include <QPointer>

#include <array>

namespace vitrine {
namespace {

/** Relative mode: the position that is no movement. */
constexpr QPoint centre(VncConnection::relativeOrigin, VncConnection::relativeOrigin);

/** RFB's button mask, in WheelClick's order. */
constexpr std::array<quint8, 4> wheelBits = {8, 16, 32, 64};

/** 0: RFB has no such button. */
quint8 buttonBit(PointerButton button)
{
    switch (button) {
    case PointerButton::Left:
        return 1;
    case PointerButton::Middle:
        return 2;
    case PointerButton::Right:
        return 4;
    case PointerButton::Side:
        return 128;
    case PointerButton::Extra:
        break;
    }
    return 0;
}

} // namespace

VncConsoleSession::VncConsoleSession(DescriptorProvider provider, VncUse use, QObject *parent)
    : DescriptorSession(std::move(provider), ConsoleTransport::Vnc, QStringLiteral("vnc"), PointerMode::Absolute, parent)
    , m_use(use)
    , m_clipboard(std::make_unique<VncClipboard>([this](const VncCutText &cutText) {
        if (m_connection) {
            m_connection->sendCutText(cutText);
        }
    }))
{
}

VncConsoleSession::~VncConsoleSession() = default;

void VncConsoleSession::start(FileDescriptor socket)
{
    m_nextHead = std::make_unique<VncHead>();
    m_nextHead->setVisible(m_use == VncUse::Everything);
    m_connection = std::make_unique<VncConnection>(std::move(socket), m_nextHead->picture(), this, [this](const VncConnection::News &news) {
        take(news);
    });
    m_nextHead->setConnection(m_connection.get());
}

void VncConsoleSession::stop()
{
    m_buttons = 0;
    m_nextHead.reset();
    if (m_head) {
        m_head->setConnection(nullptr);
    }
    m_connection.reset();
    const QPointer<VncConsoleSession> guard(this);
    m_clipboard->reset();
    if (guard) {
        m_sound->reset();
    }
}

void VncConsoleSession::showHead()
{
    // Who listens to headsChanged() may still hold the old one.
    std::swap(m_head, m_nextHead);
    if (VncHead *old = m_nextHead.release()) {
        old->deleteLater();
    }
    answered();
}

void VncConsoleSession::take(const VncConnection::News &news)
{
    const QPointer<VncConsoleSession> guard(this);
    const auto goesOn = [&] {
        return guard && isLive();
    };
    if (news.connected) {
        showHead();
    }
    if (goesOn() && news.absolutePointer) {
        setAbsolute(*news.absolutePointer);
    }
    if (goesOn() && news.lockBits) {
        setLockBits(*news.lockBits);
    }
    for (const VncCutText &cutText : news.cutTexts) {
        if (goesOn()) {
            m_clipboard->take(cutText);
        }
    }
    if (goesOn()) {
        takeSound(news);
    }
    if (goesOn() && news.ended) {
        end(*news.ended);
    }
}

void VncConsoleSession::takeSound(const VncConnection::News &news)
{
    const QPointer<VncConsoleSession> guard(this);
    if (news.soundOffered) {
        m_sound->offered();
    }
    if (guard && !news.samples.isEmpty()) {
        m_sound->setGuestPlays(true);
        if (guard) {
            m_sound->take(news.samples);
        }
    }
    if (guard && news.guestPlays) {
        m_sound->setGuestPlays(*news.guestPlays);
    }
}

QList<ConsoleHead *> VncConsoleSession::heads() const
{
    return m_head ? QList<ConsoleHead *>{m_head.get()} : QList<ConsoleHead *>();
}

void VncConsoleSession::sendKey(quint32 qnum, bool pressed)
{
    m_connection->key(qnum, pressed);
}

void VncConsoleSession::sendPosition(int, QPoint position)
{
    m_position = position;
    m_connection->pointer(position, m_buttons);
}

void VncConsoleSession::sendMotion(QPoint delta)
{
    m_connection->pointer(centre + delta, m_buttons);
}

/** RFB has one message for position and buttons. */
void VncConsoleSession::sendButtons()
{
    m_connection->pointer(pointerMode() == PointerMode::Absolute ? m_position : centre, m_buttons);
}

bool VncConsoleSession::takesSizes() const
{
    return m_connection && m_connection->takesSizes();
}

void VncConsoleSession::button(PointerButton button, bool pressed)
{
    flushPointer();
    const quint8 bit = buttonBit(button);
    m_buttons = static_cast<quint8>(pressed ? m_buttons | bit : m_buttons & ~bit);
    if (isConnected()) {
        sendButtons();
    }
}

void VncConsoleSession::clickWheel(WheelClick click)
{
    const quint8 bit = wheelBits.at(size_t(click));
    m_buttons |= bit;
    sendButtons();
    m_buttons &= static_cast<quint8>(~bit);
    sendButtons();
}

void VncConsoleSession::releaseButtons()
{
    if (std::exchange(m_buttons, quint8(0)) != 0) {
        sendButtons();
    }
}

GuestSound *VncConsoleSession::sound() const
{
    return m_sound.get();
}

GuestClipboard *VncConsoleSession::clipboard() const
{
    return m_clipboard.get();
}

} // namespace vitrine

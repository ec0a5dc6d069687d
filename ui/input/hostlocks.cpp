// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/hostlocks.h"

#include <KModifierKeyInfo>

#include <QKeyEvent>

namespace vitrine {

namespace {

constexpr std::pair<Qt::Key, KeyboardLed> locks[] = {
    {Qt::Key_NumLock, KeyboardLed::NumLock},
    {Qt::Key_CapsLock, KeyboardLed::CapsLock},
    {Qt::Key_ScrollLock, KeyboardLed::ScrollLock},
};

// X11's and Wayland's modifier bits.
constexpr quint32 capsBit = 1U << 1;
constexpr quint32 numBit = 1U << 4;

} // namespace

HostLocks::HostLocks()
    : m_info(std::make_unique<KModifierKeyInfo>())
{
}

HostLocks::~HostLocks() = default;

std::optional<KeyboardLeds> HostLocks::state(KeyboardLeds otherwise) const
{
    if (!m_info->knowsKey(Qt::Key_CapsLock)) {
        return {};
    }
    KeyboardLeds leds = otherwise;
    for (const auto &[key, led] : locks) {
        if (m_info->knowsKey(key)) {
            leds.setFlag(led, m_info->isKeyLocked(key));
        }
    }
    return leds;
}

KeyboardLeds HostLocks::state(const QKeyEvent &event, KeyboardLeds otherwise)
{
    otherwise.setFlag(KeyboardLed::CapsLock, event.nativeModifiers() & capsBit);
    otherwise.setFlag(KeyboardLed::NumLock, event.nativeModifiers() & numBit);
    return otherwise;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keyboardcapture.h"

#include "ui/input/shortcutsinhibitor.h"
#include "ui/input/x11keyboard.h"

#include <QGuiApplication>

#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

bool isX11()
{
    return QGuiApplication::platformName() == QLatin1String("xcb");
}

/** In this time a desktop's window switcher takes the keyboard itself, if it is to. */
constexpr auto desktopsTurn = 300ms;

} // namespace

KeyboardCapture::KeyboardCapture(QWidget *widget)
    : m_widget(widget)
    , m_inhibitor(ShortcutsInhibitor::create())
{
    m_again.setSingleShot(true);
    m_again.setInterval(desktopsTurn);
    connect(&m_again, &QTimer::timeout, m_widget, qOverload<>(&QWidget::grabKeyboard));
    if (m_inhibitor) {
        connect(m_inhibitor.get(), &ShortcutsInhibitor::activeChanged, this, &KeyboardCapture::changed);
    }
}

KeyboardCapture::~KeyboardCapture()
{
    if (m_grabbed && isX11()) {
        m_widget->releaseKeyboard();
    }
}

void KeyboardCapture::grab()
{
    if (m_grabbed) {
        return;
    }
    m_grabbed = true;
    if (m_inhibitor) {
        m_inhibitor->inhibit(m_widget->window()->windowHandle());
    } else if (isX11()) {
        m_widget->grabKeyboard();
    }
    Q_EMIT changed();
}

void KeyboardCapture::release()
{
    if (!m_grabbed) {
        return;
    }
    m_grabbed = false;
    m_again.stop();
    if (m_inhibitor) {
        m_inhibitor->end();
    } else if (isX11()) {
        m_widget->releaseKeyboard();
    }
    Q_EMIT changed();
}

bool KeyboardCapture::passToDesktop(quint32 evdev)
{
    if (!m_grabbed || !isX11()) {
        return false;
    }
    m_widget->releaseKeyboard();
    m_again.start();
    return typeKeyForX11Desktop(evdev);
}

bool KeyboardCapture::isGrabbed() const
{
    return m_grabbed;
}

bool KeyboardCapture::isEffective() const
{
    return m_grabbed && (m_inhibitor ? m_inhibitor->isActive() : isX11());
}

} // namespace vitrine

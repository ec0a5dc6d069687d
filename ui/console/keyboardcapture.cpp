// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/keyboardcapture.h"

#include "ui/console/shortcutsinhibitor.h"

#include <QGuiApplication>

namespace vitrine {

namespace {

bool isX11()
{
    return QGuiApplication::platformName() == QLatin1String("xcb");
}

} // namespace

KeyboardCapture::KeyboardCapture(QWidget *widget)
    : m_widget(widget)
    , m_inhibitor(ShortcutsInhibitor::create())
{
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
    if (m_inhibitor) {
        m_inhibitor->end();
    } else if (isX11()) {
        m_widget->releaseKeyboard();
    }
    Q_EMIT changed();
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

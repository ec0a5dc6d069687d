// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/texttyper.h"

#include <ranges>
#include <utility>

#include <linux/input-event-codes.h>

namespace vitrine {

TextTyper::TextTyper(ConsoleSession *session, QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(pace);
    connect(&m_timer, &QTimer::timeout, this, &TextTyper::next);
    setSession(session);
}

TextTyper::~TextTyper()
{
    stop();
}

void TextTyper::setSession(ConsoleSession *session)
{
    if (session && session == m_session) {
        return;
    }
    stop();
    if (m_session) {
        m_session->disconnect(this);
    }
    m_session = session;
    if (session) {
        connect(session, &ConsoleSession::stateChanged, this, &TextTyper::onStateChanged);
        connect(session, &QObject::destroyed, this, &TextTyper::onStateChanged);
    }
    onStateChanged();
}

void TextTyper::onStateChanged()
{
    if (isConnected()) {
        releaseDown();
    } else {
        stop();
    }
    if (std::exchange(m_wasConnected, isConnected()) != isConnected()) {
        Q_EMIT connectedChanged();
    }
}

QList<TextTyper::Step> TextTyper::stepsOf(const Keystroke &stroke)
{
    QList<Step> steps;
    for (const quint32 modifier : stroke.modifiers) {
        steps.append({.evdev = modifier, .pressed = true});
    }
    steps.append({.evdev = stroke.evdev, .pressed = true});
    steps.append({.evdev = stroke.evdev});
    for (const quint32 modifier : stroke.modifiers | std::views::reverse) {
        steps.append({.evdev = modifier});
    }
    steps.last().endsStroke = true;
    return steps;
}

std::chrono::milliseconds TextTyper::duration(const QList<Keystroke> &strokes)
{
    qsizetype steps = 0;
    for (const Keystroke &stroke : strokes) {
        steps += 2 * (stroke.modifiers.size() + 1);
    }
    return steps * pace;
}

void TextTyper::start(const QList<Keystroke> &strokes)
{
    m_steps.clear();
    m_position = 0;
    m_strokes = 0;
    for (const Keystroke &stroke : strokes) {
        m_steps += stepsOf(stroke);
    }
    m_liftedCapsLock = isConnected() && m_session->leds().testFlag(KeyboardLed::CapsLock);
    if (m_liftedCapsLock) {
        tapCapsLock();
    }
    m_timer.start();
}

void TextTyper::stop()
{
    if (m_timer.isActive()) {
        end(false);
    }
}

bool TextTyper::isConnected() const
{
    return m_session && m_session->state() == ConsoleSession::State::Connected;
}

void TextTyper::tapCapsLock()
{
    m_session->key(KEY_CAPSLOCK, true);
    m_session->key(KEY_CAPSLOCK, false);
}

void TextTyper::next()
{
    if (!isConnected()) {
        return end(false);
    }
    if (m_position == m_steps.size()) {
        return end(true);
    }
    const Step &step = m_steps.at(m_position++);
    if (step.pressed) {
        m_down.append(step.evdev);
    } else {
        m_down.removeOne(step.evdev);
    }
    m_session->key(step.evdev, step.pressed);
    if (step.endsStroke) {
        Q_EMIT progressed(++m_strokes);
    }
}

void TextTyper::end(bool complete)
{
    if (!m_timer.isActive()) {
        return;
    }
    m_timer.stop();
    if (isConnected()) {
        releaseDown();
        if (m_liftedCapsLock) {
            tapCapsLock();
        }
    }
    Q_EMIT finished(complete);
}

void TextTyper::releaseDown()
{
    const QList<quint32> down = std::exchange(m_down, {});
    for (const quint32 evdev : down | std::views::reverse) {
        m_session->key(evdev, false);
    }
}

} // namespace vitrine

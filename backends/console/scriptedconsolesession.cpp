// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/scriptedconsolesession.h"

#include "backends/console/scriptedservices.h"

#include <QPointer>

#include <algorithm>

namespace vitrine {

ScriptedHead::ScriptedHead(int number)
    : m_number(number)
{
}

void ScriptedHead::setPicture(const QImage &picture, const QRegion &damage)
{
    m_given = picture;
    show(picture, damage);
}

void ScriptedHead::show(const QImage &picture, const QRegion &damage)
{
    const bool resized = picture.size() != m_picture.size();
    m_picture = picture.isNull() ? picture : picture.convertToFormat(QImage::Format_RGB32);
    if (resized) {
        m_damage = {};
        Q_EMIT sizeChanged();
    }
    addDamage(resized || damage.isEmpty() ? QRegion(m_picture.rect()) : damage & m_picture.rect());
}

void ScriptedHead::addDamage(const QRegion &damage)
{
    m_damage += damage;
    if (m_visible && !m_reported && !m_damage.isEmpty()) {
        m_reported = true;
        Q_EMIT damaged();
    }
}

void ScriptedHead::setCursor(const GuestCursor &cursor)
{
    m_cursor = cursor;
    Q_EMIT cursorChanged();
}

int ScriptedHead::number() const
{
    return m_number;
}

QSize ScriptedHead::size() const
{
    return m_picture.size();
}

void ScriptedHead::read(const std::function<void(const QImage &)> &reader) const
{
    if (!m_picture.isNull()) {
        reader(m_picture);
    }
}

QRegion ScriptedHead::takeDamage()
{
    m_reported = false;
    return std::exchange(m_damage, QRegion());
}

void ScriptedHead::setVisible(bool visible)
{
    if (m_visible != visible) {
        m_visible = visible;
        m_reported = false;
        addDamage(m_picture.rect());
    }
}

GuestCursor ScriptedHead::cursor() const
{
    return m_cursor;
}

bool ScriptedHead::requestSize(QSize pixels, QSize /*millimetres*/)
{
    m_requestedSize = pixels;
    if (m_obedient && !m_given.isNull()) {
        QMetaObject::invokeMethod(
            this,
            [this, pixels] {
                show(m_given.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation), {});
            },
            Qt::QueuedConnection);
    }
    return true;
}

ScriptedConsoleSession::ScriptedConsoleSession(Opening opening, QObject *parent)
    : ConsoleSession(parent)
    , m_opening(std::move(opening))
{
    m_heads.push_back(std::make_unique<ScriptedHead>(0));
}

ScriptedConsoleSession::~ScriptedConsoleSession() = default;

void ScriptedConsoleSession::setHeadCount(int count)
{
    while (static_cast<int>(m_heads.size()) > count) {
        m_heads.back().release()->deleteLater();
        m_heads.pop_back();
    }
    while (static_cast<int>(m_heads.size()) < count) {
        m_heads.push_back(std::make_unique<ScriptedHead>(static_cast<int>(m_heads.size())));
    }
    Q_EMIT headsChanged();
}

void ScriptedConsoleSession::setMaximumHeads(int count)
{
    m_maximumHeads = count;
    head(0)->setObedient(true);
}

int ScriptedConsoleSession::maximumHeads() const
{
    return std::max(m_maximumHeads, ConsoleSession::maximumHeads());
}

bool ScriptedConsoleSession::setHeadEnabled(int number, bool enabled)
{
    if (!m_agent || number < 1 || number >= maximumHeads()) {
        return false;
    }
    QMetaObject::invokeMethod(
        this,
        [this, count = enabled ? number + 1 : number] {
            const size_t before = m_heads.size();
            setHeadCount(count);
            for (size_t added = before; added < m_heads.size(); ++added) {
                head(0)->read([&](const QImage &picture) {
                    m_heads.at(added)->setPicture(picture.copy());
                });
                m_heads.at(added)->setObedient(true);
            }
        },
        Qt::QueuedConnection);
    return true;
}

ScriptedHead *ScriptedConsoleSession::head(int number) const
{
    return m_heads.at(static_cast<size_t>(number)).get();
}

void ScriptedConsoleSession::setPointerMode(PointerMode mode)
{
    m_pointerMode = mode;
    Q_EMIT pointerModeChanged();
}

void ScriptedConsoleSession::setLeds(KeyboardLeds leds)
{
    m_leds = leds;
    Q_EMIT ledsChanged();
}

void ScriptedConsoleSession::setAgentConnected(bool connected)
{
    m_agent = connected;
    Q_EMIT agentConnectedChanged();
}

void ScriptedConsoleSession::loseServices()
{
    m_servicesLost = true;
    Q_EMIT servicesLostChanged();
}

bool ScriptedConsoleSession::areServicesLost() const
{
    return m_servicesLost;
}

void ScriptedConsoleSession::reopenServices()
{
    m_servicesLost = false;
    Q_EMIT servicesLostChanged();
}

void ScriptedConsoleSession::setServices(std::unique_ptr<ScriptedServices> services)
{
    m_services = std::move(services);
    Q_EMIT servicesChanged();
}

GuestClipboard *ScriptedConsoleSession::clipboard() const
{
    return m_services ? &m_services->clipboard : nullptr;
}

GuestFiles *ScriptedConsoleSession::files() const
{
    return m_services ? &m_services->files : nullptr;
}

GuestFolder *ScriptedConsoleSession::folder() const
{
    return m_services ? &m_services->folder : nullptr;
}

GuestSound *ScriptedConsoleSession::sound() const
{
    return m_services ? &m_services->sound : nullptr;
}

UsbRedirection *ScriptedConsoleSession::usb() const
{
    return m_services ? &m_services->usb : nullptr;
}

void ScriptedConsoleSession::fail(const Error &reason)
{
    ++m_attempt;
    m_closeReason = reason;
    setState(State::Closed);
}

void ScriptedConsoleSession::open()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        return;
    }
    m_closeReason = {};
    ++m_attempt;
    setState(State::Connecting);
    start();
}

QCoro::Task<> ScriptedConsoleSession::start()
{
    const QPointer<ScriptedConsoleSession> guard(this);
    const int attempt = m_attempt;
    if (!m_opening) {
        QMetaObject::invokeMethod(
            this,
            [this, attempt] {
                if (attempt == m_attempt) {
                    connected();
                }
            },
            Qt::QueuedConnection);
        co_return;
    }
    const Opening opening = m_opening;
    const auto picture = co_await opening();
    if (!guard || m_attempt != attempt) {
        co_return;
    }
    if (!picture) {
        fail(picture.error());
        co_return;
    }
    head(0)->setPicture(*picture);
    connected();
}

void ScriptedConsoleSession::connected()
{
    setState(State::Connected);
}

void ScriptedConsoleSession::close()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        fail(Error::cancelled());
    }
}

void ScriptedConsoleSession::setState(State state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

ConsoleSession::State ScriptedConsoleSession::state() const
{
    return m_state;
}

Error ScriptedConsoleSession::closeReason() const
{
    return m_closeReason;
}

ConsoleTransport ScriptedConsoleSession::transport() const
{
    return m_state == State::Connected ? ConsoleTransport::Scripted : ConsoleTransport::None;
}

QList<ConsoleHead *> ScriptedConsoleSession::heads() const
{
    QList<ConsoleHead *> heads;
    for (const auto &head : m_heads) {
        heads.append(head.get());
    }
    return heads;
}

PointerMode ScriptedConsoleSession::pointerMode() const
{
    return m_pointerMode;
}

KeyboardLeds ScriptedConsoleSession::leds() const
{
    return m_leds;
}

bool ScriptedConsoleSession::agentConnected() const
{
    return m_agent;
}

void ScriptedConsoleSession::key(quint32 evdevCode, bool pressed)
{
    m_inputs.push_back({.kind = ScriptedInput::Kind::Key, .code = evdevCode, .pressed = pressed, .point = {}});
}

void ScriptedConsoleSession::movePointerTo(int head, QPoint position)
{
    const auto number = static_cast<quint32>(head);
    m_inputs.push_back({.kind = ScriptedInput::Kind::MoveTo, .code = number, .pressed = false, .point = position});
}

void ScriptedConsoleSession::movePointerBy(QPoint delta)
{
    m_inputs.push_back({.kind = ScriptedInput::Kind::MoveBy, .code = 0, .pressed = false, .point = delta});
}

void ScriptedConsoleSession::button(PointerButton button, bool pressed)
{
    const auto number = static_cast<quint32>(button);
    m_inputs.push_back({.kind = ScriptedInput::Kind::Button, .code = number, .pressed = pressed, .point = {}});
}

void ScriptedConsoleSession::wheel(QPoint angleDelta)
{
    m_inputs.push_back({.kind = ScriptedInput::Kind::Wheel, .code = 0, .pressed = false, .point = angleDelta});
}

void ScriptedConsoleSession::releaseAll()
{
    m_inputs.push_back({.kind = ScriptedInput::Kind::ReleaseAll, .code = 0, .pressed = false, .point = {}});
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/result.h"

#include <memory>
#include <vector>

namespace vitrine {

struct ScriptedServices;

/** A screen that shows what it is given. */
class ScriptedHead : public ConsoleHead
{
    Q_OBJECT

public:
    explicit ScriptedHead(int number);

    /** Shows another picture; `damage` in its pixels, empty: all of it. A null picture: the screen is off. */
    void setPicture(const QImage &picture, const QRegion &damage = {});
    void setCursor(const GuestCursor &cursor);
    [[nodiscard]] bool isVisible() const
    {
        return m_visible;
    }
    /** Takes any size it is asked for, in the event loop's next turn, with its picture scaled to it. */
    void setObedient(bool obedient)
    {
        m_obedient = obedient;
    }
    /** The last requestSize(), empty: none. */
    [[nodiscard]] QSize requestedSize() const
    {
        return m_requestedSize;
    }

    [[nodiscard]] int number() const override;
    [[nodiscard]] QSize size() const override;
    void read(const std::function<void(const QImage &)> &reader) const override;
    [[nodiscard]] QRegion takeDamage() override;
    void setVisible(bool visible) override;
    [[nodiscard]] GuestCursor cursor() const override;
    bool requestSize(QSize pixels, QSize millimetres) override;

private:
    void addDamage(const QRegion &damage);
    void show(const QImage &picture, const QRegion &damage);

    int m_number;
    QImage m_given; ///< in the size it was given in
    QImage m_picture;
    QRegion m_damage;
    bool m_visible = true;
    bool m_reported = false; ///< until takeDamage()
    GuestCursor m_cursor;
    QSize m_requestedSize;
    bool m_obedient = false;
};

/** One thing that was asked of a ScriptedConsoleSession. */
struct ScriptedInput {
    enum class Kind {
        Key,
        MoveTo,
        MoveBy,
        Button,
        Wheel,
        ReleaseAll,
    };
    Kind kind = Kind::Key;
    quint32 code = 0; ///< evdev code, PointerButton, or head
    bool pressed = false;
    QPoint point = {}; ///< position or delta
    bool operator==(const ScriptedInput &) const = default;
};

/**
 * A console in memory, for the demonstration backend and for tests of whatever uses a ConsoleSession:
 * shows scripted pictures and records what it is asked to send.
 */
class ScriptedConsoleSession : public ConsoleSession
{
    Q_OBJECT

public:
    /** Gives head 0's picture on open(), or why the session closes. */
    using Opening = std::function<Task<QImage>()>;

    /** Connects in the event loop's next turn; empty `opening`: with a dark head. */
    explicit ScriptedConsoleSession(Opening opening = {}, QObject *parent = nullptr);
    ~ScriptedConsoleSession() override;

    /** Heads 0 to count-1; those that exist stay. */
    void setHeadCount(int count);
    [[nodiscard]] ScriptedHead *head(int number) const;
    /** With an agent: that many screens can be switched on, one after another; all take any size and show head 0's picture. */
    void setMaximumHeads(int count);
    void setPointerMode(PointerMode mode);
    void setLeds(KeyboardLeds leds);
    void setAgentConnected(bool connected);
    /** Gives the guest all services; it has none before. */
    void setServices(std::unique_ptr<ScriptedServices> services);
    /** As if another program had taken the services' connection; reopenServices() brings it back. */
    void loseServices();
    /** Ends the session as if its transport had. */
    void fail(const Error &reason);
    [[nodiscard]] const std::vector<ScriptedInput> &inputs() const
    {
        return m_inputs;
    }
    void clearInputs()
    {
        m_inputs.clear();
    }

    void open() override;
    void close() override;
    [[nodiscard]] State state() const override;
    [[nodiscard]] Error closeReason() const override;
    [[nodiscard]] ConsoleTransport transport() const override;
    [[nodiscard]] QList<ConsoleHead *> heads() const override;
    [[nodiscard]] PointerMode pointerMode() const override;
    [[nodiscard]] KeyboardLeds leds() const override;
    [[nodiscard]] bool agentConnected() const override;
    [[nodiscard]] int maximumHeads() const override;
    bool setHeadEnabled(int head, bool enabled) override;
    [[nodiscard]] GuestClipboard *clipboard() const override;
    [[nodiscard]] GuestFiles *files() const override;
    [[nodiscard]] GuestFolder *folder() const override;
    [[nodiscard]] GuestSound *sound() const override;
    [[nodiscard]] UsbRedirection *usb() const override;
    [[nodiscard]] bool areServicesLost() const override;
    void reopenServices() override;
    void key(quint32 evdevCode, bool pressed) override;
    void movePointerTo(int head, QPoint position) override;
    void movePointerBy(QPoint delta) override;
    void button(PointerButton button, bool pressed) override;
    void wheel(QPoint angleDelta) override;
    void releaseAll() override;

private:
    QCoro::Task<> start();
    void connected();
    void setState(State state);

    Opening m_opening;
    State m_state = State::Idle;
    Error m_closeReason;
    int m_attempt = 0; ///< tells answers to an earlier open() apart
    std::vector<std::unique_ptr<ScriptedHead>> m_heads;
    int m_maximumHeads = 0; ///< 0: those there are
    PointerMode m_pointerMode = PointerMode::Absolute;
    KeyboardLeds m_leds;
    bool m_agent = false;
    bool m_servicesLost = false;
    std::unique_ptr<ScriptedServices> m_services;
    std::vector<ScriptedInput> m_inputs;
};

} // namespace vitrine

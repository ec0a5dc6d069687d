// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolefactory.h"

#include <QPainter>
#include <QPointer>
#include <QRandomGenerator>

#include <utility>

namespace vitrine {

/** A screen that shows what a test gives it. */
class FakeHead : public ConsoleHead
{
    Q_OBJECT

public:
    explicit FakeHead(QObject *parent = nullptr, int number = 0)
        : ConsoleHead(parent)
        , m_number(number)
    {
    }

    [[nodiscard]] int number() const override
    {
        return m_number;
    }
    [[nodiscard]] QSize size() const override
    {
        return image.size();
    }
    void read(const std::function<void(const QImage &)> &reader) const override
    {
        ++reads;
        reader(image);
    }
    [[nodiscard]] QRegion takeDamage() override
    {
        ++takes;
        return std::exchange(m_damage, {});
    }
    void setVisible(bool visible) override
    {
        shown = visible;
        if (visible && !image.isNull()) {
            damage(image.rect());
        }
    }
    [[nodiscard]] GuestCursor cursor() const override
    {
        return shape;
    }
    bool requestSize(QSize pixels, QSize) override
    {
        asked += pixels;
        return canBeAsked;
    }

    void setImage(const QImage &picture)
    {
        image = picture;
        Q_EMIT sizeChanged();
        damage(image.rect());
    }
    void setCursor(const GuestCursor &cursor)
    {
        shape = cursor;
        Q_EMIT cursorChanged();
    }
    void moveCursor(QPoint position)
    {
        shape.position = position;
        Q_EMIT cursorMoved();
    }
    void damage(const QRegion &region)
    {
        const bool quiet = m_damage.isEmpty();
        m_damage += region;
        if (quiet && shown) {
            Q_EMIT damaged();
        }
    }

    QImage image;
    GuestCursor shape;
    bool shown = true;
    mutable int reads = 0;
    int takes = 0;
    QList<QSize> asked; ///< of requestSize()
    bool canBeAsked = false;

private:
    int m_number;
    QRegion m_damage;
};

/** Connects as a test says, and records what it is sent. */
class FakeSession : public ConsoleSession
{
    Q_OBJECT

public:
    FakeSession()
        : head(new FakeHead(this))
    {
    }

    void open() override
    {
        ++opens;
        setState(State::Connecting);
    }
    void close() override
    {
        m_state = State::Closed;
    }
    [[nodiscard]] State state() const override
    {
        return m_state;
    }
    [[nodiscard]] Error closeReason() const override
    {
        return m_reason;
    }
    [[nodiscard]] ConsoleTransport transport() const override
    {
        return m_state == State::Connected ? kind : ConsoleTransport::None;
    }
    [[nodiscard]] QList<ConsoleHead *> heads() const override
    {
        return m_state == State::Connected ? QList<ConsoleHead *>{head} + further : QList<ConsoleHead *>{};
    }
    [[nodiscard]] PointerMode pointerMode() const override
    {
        return mode;
    }
    [[nodiscard]] KeyboardLeds leds() const override
    {
        return lights;
    }
    [[nodiscard]] bool agentConnected() const override
    {
        return agent;
    }
    [[nodiscard]] bool takesSizes() const override
    {
        return head->canBeAsked;
    }
    [[nodiscard]] int maximumHeads() const override
    {
        return maximum;
    }
    bool setHeadEnabled(int number, bool enabled) override
    {
        log += (enabled ? QStringLiteral("on %1") : QStringLiteral("off %1")).arg(number);
        return agent || !headsNeedAgent;
    }
    void setAgent(bool connected)
    {
        agent = connected;
        Q_EMIT agentConnectedChanged();
    }
    void key(quint32 evdevCode, bool pressed) override
    {
        log += (pressed ? QStringLiteral("+%1") : QStringLiteral("-%1")).arg(evdevCode);
    }
    void movePointerTo(int number, QPoint position) override
    {
        const QString where = QStringLiteral("to %1,%2").arg(position.x()).arg(position.y());
        log += number == 0 ? where : QStringLiteral("%1 on %2").arg(where).arg(number);
    }
    void movePointerBy(QPoint delta) override
    {
        moved += delta;
    }
    void button(PointerButton button, bool pressed) override
    {
        log += (pressed ? QStringLiteral("press %1") : QStringLiteral("release %1")).arg(int(button));
    }
    void wheel(QPoint delta) override
    {
        log += QStringLiteral("wheel %1,%2").arg(delta.x()).arg(delta.y());
    }
    void releaseAll() override
    {
        ++releases;
    }

    void setLocks(KeyboardLeds locks) override
    {
        log += QStringLiteral("locks %1").arg(locks.toInt());
    }
    [[nodiscard]] bool takesTouch() const override
    {
        return hasTouchScreen;
    }
    void touch(const TouchContact &contact) override
    {
        log += QStringLiteral("touch %1 of %2 at %3,%4").arg(int(contact.phase)).arg(contact.slot).arg(contact.position.x()).arg(contact.position.y());
    }

    void setState(State state, const Error &reason = {})
    {
        m_reason = reason;
        m_state = state;
        Q_EMIT stateChanged();
    }
    void connectWith(const QImage &picture)
    {
        head->image = picture;
        setState(State::Connected);
        Q_EMIT headsChanged();
        head->setImage(picture);
    }
    FakeHead *addHead(const QImage &picture)
    {
        auto *added = new FakeHead(this, int(further.size()) + 1);
        added->image = picture;
        further.append(added);
        Q_EMIT headsChanged();
        return added;
    }
    void removeHead()
    {
        further.takeLast()->deleteLater();
        Q_EMIT headsChanged();
    }

    FakeHead *head;
    QList<ConsoleHead *> further;
    PointerMode mode = PointerMode::Absolute;
    ConsoleTransport kind = ConsoleTransport::Scripted;
    KeyboardLeds lights;
    bool hasTouchScreen = false;
    int maximum = 2; ///< screens
    bool agent = false;
    bool headsNeedAgent = false; ///< as over SPICE
    QStringList log;
    QPoint moved;
    int opens = 0;
    int releases = 0;

private:
    State m_state = State::Idle;
    Error m_reason;
};

class FakeConsoleFactory : public ConsoleFactory
{
public:
    [[nodiscard]] QList<ConsoleTransport> available(const MachineId &, const MachineDetails &) const override
    {
        return transports;
    }
    [[nodiscard]] std::unique_ptr<ConsoleSession> create(const MachineId &, const MachineDetails &, ConsoleTransport preferred) override
    {
        lastPreferred = preferred;
        auto session = std::make_unique<FakeSession>();
        last = session.get();
        ++made;
        return session;
    }
    QPointer<FakeSession> last;
    QList<ConsoleTransport> transports = {ConsoleTransport::Scripted};
    ConsoleTransport lastPreferred = ConsoleTransport::None;
    int made = 0;
};

/** Every pixel differs from its neighbours, so that a shift or a blur can't go unseen. */
inline QImage noise(QSize size, quint32 seed = 1)
{
    QRandomGenerator random(seed);
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        auto *line = reinterpret_cast<quint32 *>(image.scanLine(y));
        random.generate(line, line + size.width()); // the fourth byte is garbage, as a guest's is
    }
    return image;
}

} // namespace vitrine

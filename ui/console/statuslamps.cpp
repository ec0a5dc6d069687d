// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/statuslamps.h"

#include "ui/console/lampbutton.h"

#include <KLocalizedString>
#include <KSqueezedTextLabel>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>

#include <chrono>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Object names in Lamp's order, which is the row's. */
constexpr std::array names = {
    "lampState"_L1,
    "lampDisk"_L1,
    "lampDisc"_L1,
    "lampNetwork"_L1,
    "lampUsb"_L1,
    "lampFolders"_L1,
    "lampSound"_L1,
    "lampClipboard"_L1,
    "lampTools"_L1,
    "lampFiles"_L1,
    "lampRecording"_L1,
    "lampAcceleration"_L1,
    "lampDisplay"_L1,
    "lampCapture"_L1,
};
static_assert(names.size() == lampCount);

} // namespace

StatusLamps::StatusLamps(QWidget *parent)
    : QWidget(parent)
    , m_message(new KSqueezedTextLabel(this))
{
    setObjectName(u"statusLamps"_s);
    setAccessibleName(i18nc("@info accessible name of a row of lamps", "Status lamps"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    for (size_t i = 0; i < names.size(); ++i) {
        auto *lamp = new LampButton(names.at(i), this);
        lamp->installEventFilter(this);
        m_buttons.at(i) = lamp;
        layout->addWidget(lamp);
        if (Lamp(i) == Lamp::State) {
            layout->addWidget(m_message, 1);
        }
    }
    m_message->setObjectName(u"statusMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextElideMode(Qt::ElideRight);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &StatusLamps::showRate);
}

LampButton *StatusLamps::button(Lamp lamp) const
{
    return m_buttons.at(size_t(lamp));
}

void StatusLamps::set(Lamp lamp, const LampState &state)
{
    button(lamp)->set(state);
}

void StatusLamps::setMenu(Lamp lamp, QMenu *menu)
{
    button(lamp)->setMenu(menu);
}

void StatusLamps::showMessage(const QString &text)
{
    m_message->setText(text);
}

bool StatusLamps::hasRoomFor(const QString &message) const
{
    return m_message->fontMetrics().horizontalAdvance(message) <= m_message->width();
}

void StatusLamps::focusFirst()
{
    button(Lamp::State)->setFocus(Qt::ShortcutFocusReason);
}

void StatusLamps::setMachine(const MachineInfo &machine)
{
    set(Lamp::State, stateLamp(machine));
    set(Lamp::Acceleration, accelerationLamp(machine));
}

void StatusLamps::setTransport(ConsoleTransport transport)
{
    m_transport = transport;
    set(Lamp::Display, displayLamp(m_transport, m_rate));
}

void StatusLamps::setCapture(bool captured, bool effective, const QString &hostKeyName)
{
    set(Lamp::Capture, captureLamp(captured, effective, hostKeyName));
}

void StatusLamps::countFrame()
{
    ++m_frames;
    if (!m_second.isActive()) {
        m_second.start();
    }
}

void StatusLamps::showRate()
{
    m_rate = std::exchange(m_frames, 0);
    set(Lamp::Display, displayLamp(m_transport, m_rate));
    if (m_rate == 0) {
        m_second.stop();
    }
}

bool StatusLamps::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Left:
            moveFocus(watched, isRightToLeft() ? 1 : -1);
            return true;
        case Qt::Key_Right:
            moveFocus(watched, isRightToLeft() ? -1 : 1);
            return true;
        case Qt::Key_Escape:
            Q_EMIT left();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StatusLamps::moveFocus(const QObject *from, int step)
{
    int index = int(std::ranges::find(m_buttons, from) - m_buttons.begin());
    do {
        index += step;
    } while (index >= 0 && index < lampCount && m_buttons.at(size_t(index))->isHidden());
    if (index >= 0 && index < lampCount) {
        m_buttons.at(size_t(index))->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace vitrine

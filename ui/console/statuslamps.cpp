// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/statuslamps.h"

#include "models/machinetext.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QStyle>

#include <linux/input-event-codes.h>

#include <chrono>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** An icon with a word. */
class StatusLamps::Lamp : public QWidget
{
public:
    Lamp(const QString &name, QWidget *parent)
        : QWidget(parent)
        , m_icon(new QLabel(this))
        , m_text(new QLabel(this))
    {
        setObjectName(name);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins({});
        layout->setSpacing(style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing) / 2);
        layout->addWidget(m_icon);
        layout->addWidget(m_text);
        hide();
    }

    void set(const QString &icon, const QString &text, const QString &tip)
    {
        const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
        m_icon->setPixmap(QIcon::fromTheme(icon).pixmap(QSize(size, size), devicePixelRatioF()));
        m_text->setText(text);
        setToolTip(tip);
        setAccessibleName(text);
        setAccessibleDescription(tip);
        show();
    }

private:
    QLabel *m_icon;
    QLabel *m_text;
};

namespace {

QString transportName(ConsoleTransport transport)
{
    switch (transport) {
    case ConsoleTransport::QemuDBus:
        return i18nc("@info:status how the picture comes", "Fast display");
    case ConsoleTransport::Spice:
        return i18nc("@info:status how the picture comes", "SPICE");
    case ConsoleTransport::Vnc:
        return i18nc("@info:status how the picture comes", "VNC");
    case ConsoleTransport::Scripted:
        return i18nc("@info:status how the picture comes", "Demonstration");
    case ConsoleTransport::None:
        break;
    }
    return {};
}

QString transportTip(ConsoleTransport transport)
{
    switch (transport) {
    case ConsoleTransport::QemuDBus:
        return i18nc("@info:tooltip", "The picture comes straight from the machine's memory.");
    case ConsoleTransport::Spice:
    case ConsoleTransport::Vnc:
        return i18nc("@info:tooltip", "The picture comes over a remote display protocol, at most 30 times a second.");
    default:
        return i18nc("@info:tooltip", "How the picture comes to this window.");
    }
}

} // namespace

StatusLamps::StatusLamps(QWidget *parent)
    : QWidget(parent)
    , m_state(new Lamp(u"lampState"_s, this))
    , m_acceleration(new Lamp(u"lampAcceleration"_s, this))
    , m_display(new Lamp(u"lampDisplay"_s, this))
    , m_capture(new Lamp(u"lampCapture"_s, this))
{
    setObjectName(u"statusLamps"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2 * style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing));
    layout->addWidget(m_state);
    layout->addStretch();
    layout->addWidget(m_acceleration);
    layout->addWidget(m_display);
    layout->addWidget(m_capture);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &StatusLamps::showRate);
}

void StatusLamps::setMachine(const MachineInfo &machine)
{
    m_state->set(stateIconName(machine.state), stateText(machine), i18nc("@info:tooltip", "What the machine is doing."));
    if (machine.hypervisorType == "qemu"_L1) {
        m_acceleration->set(u"dialog-warning"_s,
                            i18nc("@info:status", "Software emulation"),
                            i18nc("@info:tooltip", "This machine runs without hardware acceleration, so it is many times slower."));
    } else if (machine.hypervisorType == "kvm"_L1) {
        m_acceleration->set(u"speedometer"_s,
                            i18nc("@info:status", "Accelerated"),
                            i18nc("@info:tooltip", "Guest code runs on this computer's processor directly (KVM)."));
    } else {
        m_acceleration->hide();
    }
}

void StatusLamps::setTransport(ConsoleTransport transport)
{
    m_transport = transport;
    updateDisplay();
}

void StatusLamps::updateDisplay()
{
    if (m_transport == ConsoleTransport::None) {
        m_display->hide();
        return;
    }
    const QString name = transportName(m_transport);
    const QString text = m_rate > 0 ? i18nc("@info:status transport, frames a second", "%1, %2/s", name, m_rate) : name;
    m_display->set(u"video-display"_s, text, transportTip(m_transport));
}

void StatusLamps::setCapture(bool captured, bool effective, const QString &hostKeyName)
{
    const QString tip = captured
        ? (effective ? i18nc("@info:tooltip", "All keys go to the guest. Press %1 to get the keyboard back.", hostKeyName)
                     : i18nc("@info:tooltip", "Keys go to the guest, but the desktop keeps its own shortcuts. Press %1 to end it.", hostKeyName))
        : i18nc("@info:tooltip", "The desktop keeps its own shortcuts. Press %1 to send all keys to the guest.", hostKeyName);
    const QString text = captured ? i18nc("@info:status", "%1: captured", hostKeyName) : hostKeyName;
    m_capture->set(captured ? u"input-keyboard-virtual-on"_s : u"input-keyboard"_s, text, tip);
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
    const int rate = std::exchange(m_frames, 0);
    if (rate != m_rate) {
        m_rate = rate;
        updateDisplay();
    }
    if (rate == 0) {
        m_second.stop();
    }
}

QString keyName(quint32 evdev)
{
    switch (evdev) {
    case KEY_RIGHTCTRL:
        return i18nc("@label a key", "Right Ctrl");
    case KEY_LEFTCTRL:
        return i18nc("@label a key", "Left Ctrl");
    case KEY_RIGHTALT:
        return i18nc("@label a key", "Right Alt");
    case KEY_LEFTALT:
        return i18nc("@label a key", "Left Alt");
    case KEY_RIGHTSHIFT:
        return i18nc("@label a key", "Right Shift");
    case KEY_LEFTSHIFT:
        return i18nc("@label a key", "Left Shift");
    case KEY_RIGHTMETA:
        return i18nc("@label a key", "Right Super");
    case KEY_LEFTMETA:
        return i18nc("@label a key", "Left Super");
    case KEY_COMPOSE:
        return i18nc("@label a key", "Menu");
    case KEY_SCROLLLOCK:
        return i18nc("@label a key", "Scroll Lock");
    case KEY_PAUSE:
        return i18nc("@label a key", "Pause");
    default:
        return i18nc("@label a key by its number", "Key %1", evdev);
    }
}

} // namespace vitrine

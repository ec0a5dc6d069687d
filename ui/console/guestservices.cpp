// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestservices.h"

#include "backends/console/consolesession.h"
#include "ui/console/consolestate.h"
#include "ui/console/machineconsole.h"
#include "ui/console/screenwindow.h"

#include <QApplication>
#include <QUrl>

namespace vitrine {

namespace {

/** A machine on another computer may be anybody's: it gets and gives nothing until allowed. */
ClipboardPolicy defaultPolicy(const MachineId &machine)
{
    return QUrl(machine.connection).host().isEmpty() ? ClipboardPolicy::Both : ClipboardPolicy::Off;
}

ClipboardPolicy storedPolicy(const MachineId &machine)
{
    const int fallback = int(defaultPolicy(machine));
    const int stored = consoleState(machine).readEntry("ClipboardPolicy", fallback);
    return stored >= int(ClipboardPolicy::Off) && stored <= int(ClipboardPolicy::Both) ? ClipboardPolicy(stored) : ClipboardPolicy::Off;
}

} // namespace

GuestServices::GuestServices(MachineConsole *console, OperationList *operations, KJobTrackerInterface *desktop, QWidget *window)
    : QObject(window)
    , m_console(console)
    , m_window(window)
    , m_clipboard(console->id().uuid.toString(QUuid::WithoutBraces))
    , m_files(operations, desktop)
    , m_folder(console->id())
    , m_sound(console->id())
    , m_usb(console->id())
{
    m_clipboard.setPolicy(storedPolicy(console->id()));
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, &GuestServices::noteFocus);
    noteFocus();
    connect(console, &MachineConsole::sessionAboutToChange, this, [this] {
        follow(nullptr);
    });
    connect(console, &MachineConsole::sessionChanged, this, [this] {
        ConsoleSession *session = m_console->session();
        follow(session && session->state() != ConsoleSession::State::Closed ? session : nullptr);
    });
    connect(console, &MachineConsole::factsChanged, this, &GuestServices::noteMachine);
    follow(console->session());
}

ClipboardBridge *GuestServices::clipboard()
{
    return &m_clipboard;
}

FileSender *GuestServices::files()
{
    return &m_files;
}

FolderShare *GuestServices::folder()
{
    return &m_folder;
}

SoundControl *GuestServices::sound()
{
    return &m_sound;
}

UsbControl *GuestServices::usb()
{
    return &m_usb;
}

bool GuestServices::agentConnected() const
{
    return m_session && m_session->agentConnected();
}

bool GuestServices::areLost() const
{
    return m_session && m_session->areServicesLost();
}

void GuestServices::reopen()
{
    if (m_session) {
        m_usb.expectAgain();
        m_session->reopenServices();
    }
}

Underway GuestServices::underway() const
{
    return {.files = m_files.names(), .usbDevices = m_usb.heldNames()};
}

void GuestServices::setClipboardPolicy(ClipboardPolicy policy)
{
    m_clipboard.setPolicy(policy);
    consoleState(m_console->id()).writeEntry("ClipboardPolicy", int(policy));
}

void GuestServices::noteFocus()
{
    const QWidget *active = QApplication::activeWindow();
    const auto *screen = qobject_cast<const ScreenWindow *>(active);
    m_clipboard.setActive(active && (active == m_window || (screen && screen->machine() == m_console->id())));
}

void GuestServices::noteMachine()
{
    const auto machine = m_console->facts().machine;
    if (!machine || !machine->isActive()) {
        m_usb.forgetHeld();
    }
}

void GuestServices::follow(ConsoleSession *session)
{
    if (m_session == session) {
        return;
    }
    if (m_session) {
        m_session->disconnect(this);
    }
    m_session = session;
    if (session) {
        connect(session, &ConsoleSession::servicesChanged, this, &GuestServices::onServices);
        connect(session, &ConsoleSession::agentConnectedChanged, this, &GuestServices::agentChanged);
        connect(session, &ConsoleSession::servicesLostChanged, this, &GuestServices::lostChanged);
    }
    onServices();
    if (session) {
        m_usb.expectAgain();
    }
    Q_EMIT agentChanged();
    Q_EMIT lostChanged();
}

void GuestServices::onServices()
{
    m_clipboard.setGuest(m_session ? m_session->clipboard() : nullptr);
    m_files.setGuest(m_session ? m_session->files() : nullptr);
    m_folder.setFolder(m_session ? m_session->folder() : nullptr);
    m_sound.setSound(m_session ? m_session->sound() : nullptr);
    m_usb.setUsb(m_session ? m_session->usb() : nullptr);
}

} // namespace vitrine

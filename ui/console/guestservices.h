// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "ui/console/clipboardbridge.h"
#include "ui/console/filesender.h"
#include "ui/console/foldershare.h"
#include "ui/console/soundcontrol.h"
#include "ui/console/underway.h"
#include "ui/console/usbcontrol.h"

#include <QObject>
#include <QPointer>

namespace vitrine {

class ConsoleSession;
class MachineConsole;
class OperationList;

/**
 * What one machine's guest offers beside its screen, kept to the session that its console has now:
 * clipboard, files, a folder, sound and USB, each set as the user left it. Copied things may pass while one of
 * the machine's windows has the focus.
 */
class GuestServices : public QObject
{
    Q_OBJECT

public:
    /** All must outlive it; `window`, which shows the first screen, owns it. `desktop`: see FileSender. */
    GuestServices(MachineConsole *console, OperationList *operations, KJobTrackerInterface *desktop, QWidget *window);

    [[nodiscard]] ClipboardBridge *clipboard();
    [[nodiscard]] FileSender *files();
    [[nodiscard]] FolderShare *folder();
    [[nodiscard]] SoundControl *sound();
    [[nodiscard]] UsbControl *usb();
    /** The guest's display agent (spice-vdagent) answers. */
    [[nodiscard]] bool agentConnected() const;
    /** ConsoleSession::areServicesLost(). */
    [[nodiscard]] bool areLost() const;
    void reopen();
    /** What the end of the connection would cut. */
    [[nodiscard]] Underway underway() const;

    /** Remembered for the machine. */
    void setClipboardPolicy(ClipboardPolicy policy);

Q_SIGNALS:
    void agentChanged();
    void lostChanged();

private:
    void noteFocus();
    void noteMachine();
    void follow(ConsoleSession *session);
    void onServices();

    MachineConsole *m_console;
    QWidget *m_window;
    QPointer<ConsoleSession> m_session;
    ClipboardBridge m_clipboard;
    FileSender m_files;
    FolderShare m_folder;
    SoundControl m_sound;
    UsbControl m_usb;
};

} // namespace vitrine

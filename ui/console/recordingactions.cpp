// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/recordingactions.h"

#include "ui/console/consoleview.h"
#include "ui/console/guestpicture.h"
#include "ui/console/headwindows.h"
#include "ui/console/machineconsole.h"
#include "ui/console/recorder.h"
#include "ui/console/savedialog.h"
#include "ui/console/screenwindow.h"

#include <KLocalizedString>

#include <QMenu>
#include <QPointer>

namespace vitrine {

using namespace Qt::StringLiterals;

RecordingActions::RecordingActions(MachineConsole *console, HeadWindows *windows, VideoEncoderFactory *encoders, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu({}, hostKeyName, parent)
    , record(checkable(make(u"record"_s, i18nc("@action", "Recor&d Screen…"), u"media-record"_s, HostCommand::Record)))
    , m_console(console)
    , m_windows(windows)
    , m_encoders(encoders)
    , m_recorder(new Recorder(this))
{
    connect(record, &QAction::triggered, this, [this](bool wanted) {
        if (wanted) {
            askWhere();
        } else {
            m_recorder->stop();
        }
        update();
    });
    connect(m_recorder, &Recorder::changed, this, &RecordingActions::update);
    connect(m_console, &MachineConsole::factsChanged, this, &RecordingActions::update);
    update();
}

Recorder *RecordingActions::recorder() const
{
    return m_recorder;
}

void RecordingActions::fillMenu(QMenu *menu)
{
    menu->addAction(record);
    // What the computer can is looked for when somebody may want it: that takes a while the first time.
    connect(menu, &QMenu::aboutToShow, this, &RecordingActions::check);
}

Task<> RecordingActions::check()
{
    if (std::exchange(m_checked, true)) {
        co_return {};
    }
    const QPointer self(this);
    const Result<void> possible = co_await m_encoders->check();
    if (self && !possible) {
        m_missing = i18nc("@info:tooltip package", "Recording needs the package %1, which is not installed.", possible.error().subject);
        update();
    }
    co_return possible;
}

void RecordingActions::update()
{
    const bool shown = m_console->facts().hasPicture;
    record->setChecked(m_recorder->isRecording());
    setText(record, m_recorder->isRecording() ? i18nc("@action", "Stop Recor&ding") : i18nc("@action", "Recor&d Screen…"));
    record->setEnabled(m_recorder->isRecording() || (shown && m_missing.isEmpty()));
    const QString noPicture = shown ? QString() : i18nc("@info:tooltip", "The guest shows no picture now.");
    record->setToolTip(m_missing.isEmpty() ? noPicture : m_missing);
}

void RecordingActions::askWhere()
{
    const auto machine = m_console->facts().machine;
    if (!machine) {
        return;
    }
    askWhereToSave({.kind = u"Recordings"_s,
                    .firstFolder = QStandardPaths::MoviesLocation,
                    .caption = i18nc("@title:window", "Record the Guest's Screen to a File"),
                    .fileName = proposedFileName(machine->displayName(), u"webm"_s),
                    .mimeTypes = {u"video/webm"_s}},
                   m_windows->activeWindow(),
                   [self = QPointer(this)](const QString &path) {
                       if (self) {
                           self->begin(path);
                       }
                   });
}

Task<> RecordingActions::begin(QString path)
{
    const QPointer self(this);
    const Result<void> possible = co_await m_encoders->check();
    if (self && possible) {
        m_recorder->start(m_windows->activeWindow()->view(), m_encoders->create(), path);
    } else if (self) {
        Q_EMIT m_recorder->failed(possible.error());
    }
    co_return possible;
}

} // namespace vitrine

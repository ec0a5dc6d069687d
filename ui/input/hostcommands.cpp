// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/hostcommands.h"

#include <KLocalizedString>

#include <QKeySequence>

#include <algorithm>
#include <array>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    HostCommand command;
    QLatin1StringView id;
    Qt::Key key;
};
constexpr std::array entries = {
    Entry{HostCommand::ToggleFullScreen, "fullScreen"_L1, Qt::Key_F},
    Entry{HostCommand::ToggleScaling, "scaling"_L1, Qt::Key_C},
    Entry{HostCommand::ZoomIn, "zoomIn"_L1, Qt::Key_Plus},
    Entry{HostCommand::ZoomOut, "zoomOut"_L1, Qt::Key_Minus},
    Entry{HostCommand::ActualSize, "actualSize"_L1, Qt::Key_0},
    Entry{HostCommand::AdjustWindow, "adjustWindow"_L1, Qt::Key_A},
    Entry{HostCommand::Minimise, "minimise"_L1, Qt::Key_M},
    Entry{HostCommand::ShowMenu, "menu"_L1, Qt::Key_Home},
    Entry{HostCommand::Screenshot, "screenshot"_L1, Qt::Key_E},
    Entry{HostCommand::Record, "record"_L1, Qt::Key_D},
    Entry{HostCommand::Pause, "pause"_L1, Qt::Key_P},
    Entry{HostCommand::Reset, "reset"_L1, Qt::Key_R},
    Entry{HostCommand::ShutDown, "shutDown"_L1, Qt::Key_H},
    Entry{HostCommand::Settings, "settings"_L1, Qt::Key_S},
    Entry{HostCommand::Close, "close"_L1, Qt::Key_Q},
};

const Entry *entryOf(HostCommand command)
{
    const auto found = std::ranges::find(entries, command, &Entry::command);
    return found == entries.end() ? nullptr : &*found;
}

/** With the Host key these send Ctrl+Alt+Del and the like. */
bool sendsCombination(int key)
{
    return (key >= Qt::Key_F1 && key <= Qt::Key_F12) || key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Insert;
}

} // namespace

QList<HostCommand> hostCommandsWithKeys()
{
    QList<HostCommand> commands;
    for (const Entry &entry : entries) {
        commands.append(entry.command);
    }
    return commands;
}

QString hostCommandName(HostCommand command)
{
    switch (command) {
    case HostCommand::ToggleFullScreen:
        return i18nc("@label a command", "Full screen");
    case HostCommand::ToggleScaling:
        return i18nc("@label a command", "Scale to fit or actual size");
    case HostCommand::ZoomIn:
        return i18nc("@label a command", "Zoom in");
    case HostCommand::ZoomOut:
        return i18nc("@label a command", "Zoom out");
    case HostCommand::ActualSize:
        return i18nc("@label a command", "Actual size");
    case HostCommand::AdjustWindow:
        return i18nc("@label a command", "Adjust window size");
    case HostCommand::Minimise:
        return i18nc("@label a command", "Minimise");
    case HostCommand::ShowMenu:
        return i18nc("@label a command", "Open the menu");
    case HostCommand::Screenshot:
        return i18nc("@label a command", "Take screenshot");
    case HostCommand::Record:
        return i18nc("@label a command", "Record screen");
    case HostCommand::Pause:
        return i18nc("@label a command", "Pause");
    case HostCommand::Reset:
        return i18nc("@label a command", "Reset");
    case HostCommand::ShutDown:
        return i18nc("@label a command", "Shut down");
    case HostCommand::Settings:
        return i18nc("@label a command", "Settings of the machine");
    case HostCommand::Close:
        return i18nc("@label a command", "Close the window");
    case HostCommand::ToggleCapture:
        break;
    }
    return {};
}

QString hostCommandId(HostCommand command)
{
    const Entry *entry = entryOf(command);
    return entry ? QString(entry->id) : QString();
}

HostCommandKeys::HostCommandKeys()
{
    for (const Entry &entry : entries) {
        m_keys.insert(entry.command, entry.key);
    }
}

HostCommandKeys HostCommandKeys::fromSettings(const QStringList &texts)
{
    HostCommandKeys keys;
    for (const QString &text : texts) {
        const auto entry = std::ranges::find(entries, text.section(u'=', 0, 0), &Entry::id);
        const QKeySequence sequence(text.section(u'=', 1), QKeySequence::PortableText);
        if (entry != entries.end() && text.contains(u'=') && sequence.count() <= 1) {
            keys.setKey(entry->command, sequence.isEmpty() ? 0 : sequence[0].key());
        }
    }
    return keys;
}

QStringList HostCommandKeys::settingsTexts() const
{
    QStringList texts;
    for (const Entry &entry : entries) {
        if (key(entry.command) != entry.key) {
            texts.append(entry.id + u'=' + QKeySequence(key(entry.command)).toString(QKeySequence::PortableText));
        }
    }
    return texts;
}

int HostCommandKeys::key(HostCommand command) const
{
    return m_keys.value(command);
}

bool HostCommandKeys::setKey(HostCommand command, int key)
{
    if (sendsCombination(key)) {
        return false;
    }
    for (int &other : m_keys) {
        other = key != 0 && other == key ? 0 : other;
    }
    m_keys.insert(command, key);
    return true;
}

QString HostCommandKeys::keyText(HostCommand command) const
{
    return QKeySequence(key(command)).toString(QKeySequence::NativeText);
}

} // namespace vitrine

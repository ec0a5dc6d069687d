// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <Qt>

namespace vitrine {

/** What a Host key combination asks of the window. */
enum class HostCommand {
    ToggleCapture, ///< the Host key alone
    ToggleFullScreen,
    ToggleScaling,
    ZoomIn,
    ZoomOut,
    ActualSize,
    AdjustWindow,
    Minimise,
    ShowMenu,
    Screenshot,
    Record,
    Pause,
    Reset,
    ShutDown,
    Settings,
    Close,
};

/** Those that a key is set for, in the order they are shown. */
[[nodiscard]] QList<HostCommand> hostCommandsWithKeys();
/** "Zoom In", for the settings. */
[[nodiscard]] QString hostCommandName(HostCommand command);
/** "zoomIn": stable, untranslated. */
[[nodiscard]] QString hostCommandId(HostCommand command);

/**
 * Which key gives which command together with the Host key. A value; a key is Qt::Key as labelled on the
 * user's keyboard, without modifiers, and 0 where a command has none. No key gives two.
 */
class HostCommandKeys
{
public:
    /** The default ones. */
    HostCommandKeys();
    /** As settingsTexts() gave; what is none of ours is left out. */
    [[nodiscard]] static HostCommandKeys fromSettings(const QStringList &texts);
    /** Only what differs from the default: "zoomIn=+", "record=" for none. */
    [[nodiscard]] QStringList settingsTexts() const;

    [[nodiscard]] int key(HostCommand command) const;
    /** Takes it from the command that had it. False: keys that send Ctrl+Alt combinations stay what they are. */
    bool setKey(HostCommand command, int key);
    /** "E", "Home"; empty: none. */
    [[nodiscard]] QString keyText(HostCommand command) const;

    bool operator==(const HostCommandKeys &) const = default;

private:
    QHash<HostCommand, int> m_keys;
};

} // namespace vitrine

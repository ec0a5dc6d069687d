// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keyboardsettings.h"

#include "vitrinesettings.h"

namespace vitrine {

namespace {

KeyCombination keysFrom(const QList<int> &codes)
{
    QStringList texts;
    for (const int code : codes) {
        texts.append(QString::number(code));
    }
    return combinationFromSettings(texts.join(u'+'));
}

} // namespace

KeyboardSettings KeyboardSettings::load()
{
    KeyboardSettings settings{
        .hostKeys = keysFrom(VitrineSettings::hostKey()),
        .toSend = combinationsFromSettings(VitrineSettings::combinationsToSend()),
        .keptOnHost = combinationsFromSettings(VitrineSettings::combinationsKept()),
        .commandKeys = HostCommandKeys::fromSettings(VitrineSettings::hostCommandKeys()),
        .captureWhenActive = VitrineSettings::captureWhenActive(),
    };
    if (settings.hostKeys.isEmpty() || settings.hostKeys.size() > mostHostKeys) {
        settings.hostKeys = keysFrom(VitrineSettings::defaultHostKeyValue());
    }
    return settings;
}

} // namespace vitrine

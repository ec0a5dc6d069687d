// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/machinesettings/settingspageview.h"

namespace vitrine {

/**
 * The folders that a machine shares: adding one begins with choosing it, and each says what is to be
 * typed in the guest. GUI thread.
 */
class SharedFoldersPage : public SettingsPageView
{
    Q_OBJECT

public:
    /** `draft` outlives it. `local`: paths of the host are paths of this computer, to be chosen from. */
    SharedFoldersPage(DefinitionDraft *draft, bool local, QWidget *parent = nullptr);

protected:
    void addDevice(QLatin1StringView id) override;

private:
    void share(const QString &folder);

    bool m_local;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace vitrine {

enum class PreferencesPage {
    Machines,
    Keyboard,
    Combinations,
    Questions,
};

/** Opens (or raises) the dialog with the program's own settings. Does not block. GUI thread. */
void showSettingsDialog(QWidget *parent, PreferencesPage page = PreferencesPage::Machines);

} // namespace vitrine

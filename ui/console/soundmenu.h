// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>

class QSlider;

namespace vitrine {

class SoundControl;

/** Volume, mute and microphone of one machine. */
class SoundMenu : public QMenu
{
    Q_OBJECT

public:
    SoundMenu(SoundControl *sound, QWidget *parent);

private:
    void addVolume();
    void update();

    SoundControl *m_sound;
    QSlider *m_volume;
    QAction *m_none; ///< why the rest is disabled
    QAction *m_mute;
    QAction *m_microphone;
};

} // namespace vitrine

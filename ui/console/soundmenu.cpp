// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/soundmenu.h"

#include "ui/console/menuwords.h"
#include "ui/console/soundcontrol.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>
#include <QWidgetAction>

namespace vitrine {

using namespace Qt::StringLiterals;

SoundMenu::SoundMenu(SoundControl *sound, QWidget *parent)
    : QMenu(i18nc("@title:menu", "&Sound"), parent)
    , m_sound(sound)
    , m_volume(new QSlider(Qt::Horizontal))
{
    setObjectName(u"soundMenu"_s);
    setToolTipsVisible(true);
    setIcon(QIcon::fromTheme(u"audio-volume-high"_s));
    m_none = addNote(this, u"soundNone"_s, {});
    addVolume();
    m_mute = addAction(QIcon::fromTheme(u"audio-volume-muted"_s), i18nc("@option:check", "&Mute"));
    m_mute->setObjectName(u"soundMute"_s);
    m_mute->setCheckable(true);
    addSeparator();
    m_microphone = addAction(QIcon::fromTheme(u"audio-input-microphone"_s), i18nc("@option:check", "&Allow Microphone"));
    m_microphone->setObjectName(u"soundMicrophone"_s);
    m_microphone->setCheckable(true);
    connect(m_volume, &QSlider::valueChanged, this, [this](int percent) {
        m_sound->setVolume(percent / 100.0);
    });
    connect(m_mute, &QAction::toggled, m_sound, &SoundControl::setMuted);
    connect(m_microphone, &QAction::toggled, m_sound, &SoundControl::setMicrophoneAllowed);
    connect(m_sound, &SoundControl::changed, this, &SoundMenu::update);
    connect(this, &QMenu::aboutToShow, m_sound, &SoundControl::lookForOutput);
    update();
}

void SoundMenu::addVolume()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    layout->setContentsMargins(margin, 0, margin, 0);
    auto *label = new QLabel(i18nc("@label:slider", "Volume"), row);
    layout->addWidget(label);
    layout->addWidget(m_volume, 1);
    label->setBuddy(m_volume);
    m_volume->setObjectName(u"soundVolume"_s);
    m_volume->setAccessibleName(i18nc("@label:slider", "Volume"));
    m_volume->setRange(0, 100);
    m_volume->setPageStep(10);
    m_volume->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    row->setFocusProxy(m_volume);
    auto *action = new QWidgetAction(this);
    action->setText(i18nc("@label:slider", "Volume"));
    action->setDefaultWidget(row);
    addAction(action);
}

void SoundMenu::update()
{
    const QSignalBlocker quietVolume(m_volume);
    const QSignalBlocker quietMute(m_mute);
    const QSignalBlocker quietMicrophone(m_microphone);
    m_volume->setValue(qRound(m_sound->volume() * 100));
    m_mute->setChecked(m_sound->isMuted());
    m_microphone->setChecked(m_sound->isMicrophoneAllowed());
    const bool available = m_sound->isAvailable();
    m_none->setVisible(!available);
    m_none->setText(m_sound->lacksOutput() ? i18nc("@info:inmenu", "No sound server runs on this computer.")
                                           : i18nc("@info:inmenu", "The machine’s sound does not come here now."));
    m_volume->setEnabled(available);
    m_mute->setEnabled(available);
    const bool possible = m_sound->hasMicrophone();
    m_microphone->setEnabled(available && possible);
    m_microphone->setToolTip(possible ? QString() : i18nc("@info:tooltip", "VNC carries no microphone."));
}

} // namespace vitrine

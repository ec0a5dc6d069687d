// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationdraft.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace vitrine {

class BoundedSlider;
class FieldFrame;

/** Memory, processors, firmware, TPM, acceleration and network of a new machine. */
class HardwareSection : public QWidget
{
    Q_OBJECT

public:
    explicit HardwareSection(CreationDraft *draft, QWidget *parent = nullptr);

    void sync(const QList<CreationIssue> &issues);

private:
    void setUpFields();
    void setUpLayout();
    void connectFields();
    void syncBounds();

    CreationDraft *m_draft;
    BoundedSlider *m_memory;
    BoundedSlider *m_processors;
    QComboBox *m_firmware;
    QCheckBox *m_tpm;
    QComboBox *m_acceleration;
    QCheckBox *m_network;
    QList<FieldFrame *> m_frames;
    bool m_syncing = false;
};

} // namespace vitrine

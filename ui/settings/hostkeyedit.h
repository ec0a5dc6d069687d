// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>

namespace vitrine {

/**
 * Chooses the Host key among the keys a guest can spare. Bound to VitrineSettings::hostKey by
 * KConfigDialog through the property `keys` (evdev codes). GUI thread.
 */
class HostKeyEdit : public QComboBox
{
    Q_OBJECT
    Q_PROPERTY(QList<int> keys READ keys WRITE setKeys NOTIFY keysChanged USER true)
    Q_CLASSINFO("kcfg_property", "keys")

public:
    explicit HostKeyEdit(QWidget *parent = nullptr);

    [[nodiscard]] QList<int> keys() const;
    /** A combination that is not on offer is added, so that it stays as it was set. */
    void setKeys(const QList<int> &keys);

Q_SIGNALS:
    void keysChanged(const QList<int> &keys);
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/keycombination.h"

#include <QWidget>

class QLabel;

namespace vitrine {

class KeysEdit;

/** Why keys can't be the Host key, or what their being it costs. */
struct HostKeyJudgement {
    bool usable = true;
    QString text = {}; ///< empty: nothing to say
};

/** `keptOnHost` are the combinations that never go to a guest; `altGrTypes`: Right Alt gives characters here. */
[[nodiscard]] HostKeyJudgement judgeHostKeys(const KeyCombination &keys, const QList<KeyCombination> &keptOnHost, bool altGrTypes);

/**
 * Sets the Host key by pressing it: one to three keys. Bound to VitrineSettings::hostKey by
 * KConfigDialog through the property `keys` (evdev codes). GUI thread.
 */
class HostKeyEdit : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QList<int> keys READ keys WRITE setKeys NOTIFY keysChanged USER true)
    Q_CLASSINFO("kcfg_property", "keys")

public:
    explicit HostKeyEdit(QWidget *parent = nullptr);

    [[nodiscard]] QList<int> keys() const;
    void setKeys(const QList<int> &keys);

Q_SIGNALS:
    void keysChanged(const QList<int> &keys);

private:
    void tryKeys(const KeyCombination &keys);
    void judge(const KeyCombination &keys);

    KeysEdit *m_edit;
    QLabel *m_note;
    QList<int> m_keys;
    bool m_altGrTypes;
};

} // namespace vitrine

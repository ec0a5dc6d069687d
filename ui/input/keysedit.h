// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/keyboardcapture.h"
#include "ui/input/keycombination.h"

#include <QPushButton>

namespace vitrine {

/**
 * A field that takes keys by their being pressed: click it, press them together, let go. While it waits
 * it has the desktop's own shortcuts too; a second click or leaving it keeps what was set.
 */
class KeysEdit : public QPushButton
{
    Q_OBJECT

public:
    using Naming = QString (*)(const KeyCombination &);

    KeysEdit(qsizetype mostKeys, Naming naming, QWidget *parent = nullptr);

    [[nodiscard]] const KeyCombination &keys() const;
    void setKeys(const KeyCombination &keys);

Q_SIGNALS:
    /** By the user. */
    void keysPressed(const vitrine::KeyCombination &keys);

protected:
    bool event(QEvent *event) override;

private:
    [[nodiscard]] bool isWaiting() const;
    void wait();
    void stop();
    bool handleKey(const QKeyEvent *event);
    void showKeys(const KeyCombination &keys);

    qsizetype m_mostKeys;
    Naming m_naming;
    KeyCombination m_keys;
    KeyCombination m_pressed; ///< while it waits
    KeyboardCapture m_capture;
};

} // namespace vitrine

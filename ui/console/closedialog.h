// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/underway.h"

#include <QDialog>
#include <QList>

class QButtonGroup;
class QCheckBox;

namespace vitrine {

/** What becomes of a running machine when its window closes. */
enum class CloseChoice {
    KeepRunning,
    SaveState,
    ShutDown,
    ForceOff,
};

/** Asks that. The last choice is proposed again; "don't ask again" can only be had with it. */
class CloseDialog : public QDialog
{
    Q_OBJECT

public:
    /** KeepRunning is always possible; of the others those in `possible` can be chosen. All of them end what is `underway`. */
    CloseDialog(const QString &machineName, const QList<CloseChoice> &possible, const Underway &underway, QWidget *parent);

    [[nodiscard]] CloseChoice choice() const;

    /** What to do without asking, when the user has chosen not to be asked. */
    [[nodiscard]] static bool mustAsk();
    [[nodiscard]] static CloseChoice lastChoice();

    void accept() override;

private:
    [[nodiscard]] QWidget *makeWarning(const Underway &underway);

    QButtonGroup *m_choices;
    QCheckBox *m_dontAsk;
};

} // namespace vitrine

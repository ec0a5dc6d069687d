// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>

namespace vitrine {

class GuestServices;

/** Which way copied things may go, and the files on the host's clipboard. */
class ClipboardMenu : public QMenu
{
    Q_OBJECT

public:
    /** `remedies` are shown at the end while the guest's agent is missing. */
    ClipboardMenu(GuestServices *services, QList<QAction *> remedies, QWidget *parent);

private:
    void update();

    GuestServices *m_services;
    QList<QAction *> m_policies;
    QAction *m_sendFiles;
    QList<QAction *> m_remedies;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>

namespace vitrine {

class FileSender;

/** The files that are being sent to the guest, each with its cancel. */
class TransfersMenu : public QMenu
{
    Q_OBJECT

public:
    /** `sendFiles` stands at the end. */
    TransfersMenu(FileSender *files, QAction *sendFiles, QWidget *window);

private:
    void rebuild();

    FileSender *m_files;
    QAction *m_sendFiles;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/discmenu.h"

#include <QMenu>

namespace vitrine {

class FolderShare;

/** Folders of this computer that the guest sees: those of its definition with the way to mount them, and the window's own. */
class FoldersMenu : public QMenu
{
    Q_OBJECT

public:
    FoldersMenu(DeviceMenuContext context, FolderShare *share, QWidget *window);

private:
    void rebuild();
    void addLasting();
    void addByWindow();
    void addShared();
    void choose();

    DeviceMenuContext m_context;
    FolderShare *m_share;
    QWidget *m_window;
};

} // namespace vitrine

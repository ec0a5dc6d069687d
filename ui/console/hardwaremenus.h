// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/console/discmenu.h"

#include <QMenu>

namespace vitrine {

struct NicDetails;

/** The cable of each network adapter. */
class NetworkMenu : public QMenu
{
    Q_OBJECT

public:
    NetworkMenu(DeviceMenuContext context, QWidget *window);

private:
    void rebuild();
    void addAdapter(const NicDetails &nic, int number);

    DeviceMenuContext m_context;
};

/** The disks, each with the way to its file. */
class HardDiskMenu : public QMenu
{
    Q_OBJECT

public:
    HardDiskMenu(DeviceMenuContext context, QWidget *window);

private:
    void rebuild();

    DeviceMenuContext m_context;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/hardwaremenus.h"

#include "models/errortext.h"
#include "models/machinecommands.h"
#include "models/machinedevices.h"
#include "models/machinetext.h"
#include "ui/console/menuwords.h"

#include <KLocalizedString>

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace vitrine {

using namespace Qt::StringLiterals;

NetworkMenu::NetworkMenu(DeviceMenuContext context, QWidget *window)
    : QMenu(i18nc("@title:menu", "&Network"), window)
    , m_context(std::move(context))
{
    setObjectName(u"networkMenu"_s);
    setIcon(QIcon::fromTheme(u"network-wired"_s));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &NetworkMenu::rebuild);
    connect(m_context.devices, &MachineDevices::changed, this, &NetworkMenu::rebuild);
    rebuild();
}

void NetworkMenu::rebuild()
{
    clear();
    int number = 0;
    for (const NicDetails &nic : m_context.devices->details().nics) {
        addAdapter(nic, ++number);
    }
    if (number == 0) {
        addNote(this, u"networkNone"_s, i18nc("@info:inmenu", "This machine has no network adapter. Add one in its settings."));
    }
    if (const Support support = m_context.canChange(); !support) {
        disableActions(this, errorLine(support.reason));
    }
}

void NetworkMenu::addAdapter(const NicDetails &nic, int number)
{
    QAction *cable = addAction(i18nc("@option:check adapter number, attachment", "Connect Adapter &%1: %2", number, menuText(attachmentText(nic))));
    cable->setObjectName(u"networkCable_%1"_s.arg(number));
    cable->setCheckable(true);
    cable->setChecked(nic.linkUp);
    connect(cable, &QAction::triggered, this, [this, mac = nic.mac](bool up) {
        m_context.noteCommand();
        m_context.commands->setLinkUp(m_context.machine, mac, up);
    });
}

HardDiskMenu::HardDiskMenu(DeviceMenuContext context, QWidget *window)
    : QMenu(i18nc("@title:menu", "&Disks"), window)
    , m_context(std::move(context))
{
    setObjectName(u"hardDiskMenu"_s);
    setIcon(QIcon::fromTheme(u"drive-harddisk"_s));
    setToolTipsVisible(true);
    connect(m_context.devices, &MachineDevices::changed, this, &HardDiskMenu::rebuild);
    rebuild();
}

void HardDiskMenu::rebuild()
{
    clear();
    for (const DiskDetails &disk : m_context.devices->details().disks) {
        if (disk.kind != DiskDetails::Kind::Disk) {
            continue;
        }
        const bool isFile = disk.sourceType == "file"_L1 && !disk.source.isEmpty() && QUrl(m_context.machine.connection).host().isEmpty();
        const QString name = menuText(mediumText(disk));
        QAction *show = addAction(isFile ? i18nc("@action:inmenu disk file", "Open the Folder of “%1”", name) : name, this, [path = disk.source] {
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
        });
        show->setObjectName("hardDisk_"_L1 + disk.target);
        show->setToolTip(i18nc("@info:tooltip disk, where its data is", "%1: %2", driveText(disk), disk.source));
        show->setEnabled(isFile);
    }
    if (isEmpty()) {
        addNote(this, u"hardDiskNone"_s, i18nc("@info:inmenu", "This machine has no disk. Add one in its settings."));
    }
}

} // namespace vitrine

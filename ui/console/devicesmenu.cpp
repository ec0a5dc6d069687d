// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/devicesmenu.h"

#include "ui/console/clipboardmenu.h"
#include "ui/console/displaymenu.h"
#include "ui/console/foldersmenu.h"
#include "ui/console/guestservices.h"
#include "ui/console/guesttoolsmenu.h"
#include "ui/console/hardwaremenus.h"
#include "ui/console/soundmenu.h"
#include "ui/console/transfersmenu.h"
#include "ui/console/usbmenu.h"

#include <KLocalizedString>

namespace vitrine {

using namespace Qt::StringLiterals;

DevicesMenu::DevicesMenu(const Parts &parts, const QString &hostKeyName, QWidget *window)
    : ConsoleMenu(i18nc("@title:menu", "&Devices"), hostKeyName, window)
    , sendFiles(make(u"sendFiles"_s, i18nc("@action:inmenu", "Send F&iles to the Guest…"), u"document-send"_s))
    , goToLamps(make(u"goToLamps"_s, i18nc("@action:inmenu", "Go to the Status &Lamps")))
{
    m_discs = new DiscMenu(parts.context, window);
    m_tools = new GuestToolsMenu(parts.context, parts.services, m_discs, window);
    m_menus = {{Lamp::Disk, new HardDiskMenu(parts.context, window)},
               {Lamp::Disc, m_discs},
               {Lamp::Network, new NetworkMenu(parts.context, window)},
               {Lamp::Usb, new UsbMenu(parts.services->usb(), parts.context.devices, window)},
               {Lamp::Sound, new SoundMenu(parts.services->sound(), window)},
               {Lamp::Folders, new FoldersMenu(parts.context, parts.services->folder(), window)},
               {Lamp::Clipboard, new ClipboardMenu(parts.services, m_tools->remedies(), window)},
               {Lamp::Files, new TransfersMenu(parts.services->files(), sendFiles, window)},
               {Lamp::Tools, m_tools},
               {Lamp::Display, new DisplayMenu(parts.console, parts.offer, parts.services, window)}};
}

void DevicesMenu::fillMenu(QMenu *menu)
{
    for (const Lamp lamp : {Lamp::Disk, Lamp::Disc, Lamp::Network, Lamp::Usb, Lamp::Sound}) {
        menu->addMenu(m_menus.value(lamp));
    }
    menu->addSeparator();
    menu->addMenu(m_menus.value(Lamp::Folders));
    menu->addMenu(m_menus.value(Lamp::Clipboard));
    menu->addAction(sendFiles);
    menu->addSeparator();
    menu->addMenu(m_menus.value(Lamp::Display));
    menu->addMenu(m_tools);
    menu->addSeparator();
    menu->addAction(goToLamps);
}

QMenu *DevicesMenu::lampMenu(Lamp lamp) const
{
    return m_menus.value(lamp);
}

GuestToolsMenu *DevicesMenu::tools() const
{
    return m_tools;
}

DiscMenu *DevicesMenu::discs() const
{
    return m_discs;
}

} // namespace vitrine

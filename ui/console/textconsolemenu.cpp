// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/textconsolemenu.h"

#include "ui/terminal/textconsolewindow.h"

#include <KLocalizedString>

#include <QAction>
#include <QMenu>

namespace vitrine {

using namespace Qt::StringLiterals;

TextConsoleMenu::TextConsoleMenu(MachineStore *store, MachineCommands *commands, const MachineId &id, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "Te&xt Console"), hostKeyName, parent)
    , m_open(make(u"textConsole"_s, i18nc("@action", "Te&xt Console"), u"utilities-terminal"_s))
{
    m_open->setToolTip(i18nc("@info:tooltip", "The machine's serial port in a window of its own"));
    connect(m_open, &QAction::triggered, this, [store, commands, id] {
        TextConsoleWindow::open(store, commands, id);
    });
}

void TextConsoleMenu::fillMenu(QMenu *menu)
{
    menu->addAction(m_open);
}

} // namespace vitrine

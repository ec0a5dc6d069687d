// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleactions.h"

#include "ui/widgets/machineactions.h"

#include <KAcceleratorManager>
#include <KLocalizedString>

#include <QAction>
#include <QIcon>
#include <QMenu>
#include <QMenuBar>

#include <linux/input-event-codes.h>

namespace vitrine {

using namespace Qt::StringLiterals;

ConsoleActions::ConsoleActions(MachineActions *machine, const QString &hostKeyName, QObject *parent)
    : QObject(parent)
    , m_machine(machine)
    , m_hostKeyName(hostKeyName)
{
    using enum MachineAction;
    machine->setHint(Pause, hostKeys(u"P"_s));
    machine->setHint(Reset, hostKeys(u"R"_s));
    machine->setHint(ShutDown, hostKeys(u"H"_s));
    close = make(u"close"_s, i18nc("@action", "&Close Window…"), u"window-close"_s, u"Q"_s);
    fullScreen = make(u"fullScreen"_s, i18nc("@action", "&Full Screen"), u"view-fullscreen"_s, u"F"_s);
    fullScreen->setCheckable(true);
    scaleToFit = make(u"scaleToFit"_s, i18nc("@action", "&Scale to Fit"), u"zoom-fit-best"_s, u"C"_s);
    scaleToFit->setCheckable(true);
    scaleToFit->setChecked(true);
    smooth = make(u"smoothScaling"_s, i18nc("@action", "S&mooth Scaling"), {});
    smooth->setCheckable(true);
    smooth->setChecked(true);
    adjustWindow = make(u"adjustWindow"_s, i18nc("@action", "&Adjust Window Size"), u"zoom-original"_s, u"A"_s);
    minimise = make(u"minimise"_s, i18nc("@action", "Mi&nimise"), u"window-minimize"_s, u"M"_s);
    capture = make(u"captureKeyboard"_s, i18nc("@action", "&Capture Keyboard\t%1", m_hostKeyName), u"input-keyboard"_s);
    capture->setCheckable(true);
    makeCombinations();
}

QAction *ConsoleActions::make(const QString &name, const QString &text, const QString &icon, const QString &hostCombination)
{
    // Not real shortcuts: the Host key's combinations are seen by KeyboardController.
    const QString shown = hostCombination.isEmpty() ? text : text + u'\t' + hostKeys(hostCombination);
    auto *action = new QAction(icon.isEmpty() ? QIcon() : QIcon::fromTheme(icon), shown, this);
    action->setObjectName(name);
    return action;
}

QString ConsoleActions::hostKeys(const QString &key) const
{
    return i18nc("@label Host key, key", "%1+%2", m_hostKeyName, key);
}

QAction *ConsoleActions::makeCombination(const QString &name, const QString &text, QList<quint32> codes, const QString &hostCombination)
{
    QAction *action = make(name, text, {}, hostCombination);
    connect(action, &QAction::triggered, this, [this, codes = std::move(codes)] {
        Q_EMIT combinationChosen(codes);
    });
    return action;
}

void ConsoleActions::makeCombinations()
{
    m_combinations = {
        makeCombination(u"sendCtrlAltDel"_s,
                        i18nc("@action keys to send", "Ctrl+Alt+&Del"),
                        {KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE},
                        i18nc("@label a key", "Del")),
        makeCombination(u"sendCtrlAltBackspace"_s,
                        i18nc("@action keys to send", "Ctrl+Alt+&Backspace"),
                        {KEY_LEFTCTRL, KEY_LEFTALT, KEY_BACKSPACE},
                        i18nc("@label a key", "Backspace")),
        makeCombination(u"sendCtrlBreak"_s, i18nc("@action keys to send", "Ctrl+B&reak"), {KEY_LEFTCTRL, KEY_PAUSE}),
        nullptr,
        makeCombination(u"sendPrint"_s, i18nc("@action keys to send", "&Print Screen"), {KEY_SYSRQ}),
        makeCombination(u"sendAltPrint"_s, i18nc("@action keys to send", "A&lt+Print Screen"), {KEY_LEFTALT, KEY_SYSRQ}),
        nullptr,
        makeCombination(u"sendSuper"_s, i18nc("@action keys to send", "&Super"), {KEY_LEFTMETA}),
        makeCombination(u"sendAltTab"_s, i18nc("@action keys to send", "Alt+&Tab"), {KEY_LEFTALT, KEY_TAB}),
        makeCombination(u"sendAltF4"_s, i18nc("@action keys to send", "Alt+F&4"), {KEY_LEFTALT, KEY_F4}),
    };
    for (quint32 number = 1; number <= 12; ++number) {
        const quint32 code = number <= 10 ? KEY_F1 + number - 1 : KEY_F11 + number - 11;
        m_consoles += makeCombination(u"sendCtrlAltF%1"_s.arg(number),
                                      i18nc("@action keys to send", "Ctrl+Alt+F%1", number),
                                      {KEY_LEFTCTRL, KEY_LEFTALT, code},
                                      u"F%1"_s.arg(number));
    }
}

void ConsoleActions::setConnected(bool connected)
{
    capture->setEnabled(connected);
    for (QAction *action : m_combinations + m_consoles) {
        if (action) {
            action->setEnabled(connected);
        }
    }
}

void ConsoleActions::fillMenuBar(QMenuBar *menuBar) const
{
    fillMachine(menuBar->addMenu(i18nc("@title:menu", "&Machine")));
    fillView(menuBar->addMenu(i18nc("@title:menu", "&View")));
    fillInput(menuBar->addMenu(i18nc("@title:menu", "&Input")));
}

void ConsoleActions::fillMenu(QMenu *menu) const
{
    fillMachine(menu->addMenu(i18nc("@title:menu", "&Machine")));
    fillView(menu->addMenu(i18nc("@title:menu", "&View")));
    fillInput(menu->addMenu(i18nc("@title:menu", "&Input")));
}

void ConsoleActions::fillMachine(QMenu *menu) const
{
    menu->setToolTipsVisible(true);
    using enum MachineAction;
    for (const MachineAction action : {Start, StartWithoutAcceleration, Pause, Reset}) {
        menu->addAction(m_machine->action(action));
    }
    menu->addSeparator();
    for (const MachineAction action : {ShutDown, SaveState, ForceOff}) {
        menu->addAction(m_machine->action(action));
    }
    menu->addSeparator();
    menu->addAction(close);
    KAcceleratorManager::manage(menu);
}

void ConsoleActions::fillView(QMenu *menu) const
{
    menu->addActions({fullScreen, minimise});
    menu->addSeparator();
    menu->addActions({scaleToFit, smooth, adjustWindow});
}

void ConsoleActions::fillInput(QMenu *menu) const
{
    menu->addAction(capture);
    menu->addSeparator();
    for (QAction *action : m_combinations) {
        if (action) {
            menu->addAction(action);
        } else {
            menu->addSeparator();
        }
    }
    menu->addSeparator();
    QMenu *consoles = menu->addMenu(i18nc("@title:menu", "Ctrl+Alt+&F1 to F12"));
    consoles->addActions(m_consoles);
}

} // namespace vitrine

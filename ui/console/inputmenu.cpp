// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/inputmenu.h"

#include "ui/console/consoleinput.h"
#include "ui/console/machineconsole.h"

#include <KLocalizedString>

#include <QMenu>

#include <linux/input-event-codes.h>

namespace vitrine {

using namespace Qt::StringLiterals;

InputMenu::InputMenu(MachineConsole *console, ConsoleInput *input, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "&Input"), hostKeyName, parent)
    , m_console(console)
    , m_input(input)
    , m_capture(makeCheckable(u"captureKeyboard"_s, i18nc("@action", "&Capture Keyboard\t%1", hostKeyName), u"input-keyboard"_s))
{
    makeCombinations();
    connect(m_capture, &QAction::triggered, m_input, &ConsoleInput::setCaptured);
    connect(m_input, &ConsoleInput::captureChanged, this, &InputMenu::update);
    connect(m_console, &MachineConsole::factsChanged, this, &InputMenu::update);
    update();
}

QAction *InputMenu::makeCombination(const QString &name, const QString &text, QList<quint32> codes, const QString &hostCombination)
{
    QAction *action = make(name, text, {}, hostCombination);
    connect(action, &QAction::triggered, this, [this, codes = std::move(codes)] {
        m_input->send(codes);
    });
    return action;
}

void InputMenu::makeCombinations()
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

void InputMenu::update()
{
    const ConsoleSession *session = m_console->session();
    const bool connected = session && session->state() == ConsoleSession::State::Connected;
    m_capture->setChecked(m_input->isCaptured());
    m_capture->setEnabled(connected);
    for (QAction *action : m_combinations + m_consoles) {
        if (action) {
            action->setEnabled(connected);
        }
    }
}

void InputMenu::fillMenu(QMenu *menu)
{
    menu->addAction(m_capture);
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

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/inputmenu.h"

#include "ui/console/consoleinput.h"
#include "ui/console/consolestate.h"
#include "ui/console/headwindows.h"
#include "ui/console/machineconsole.h"
#include "ui/console/screenwindow.h"
#include "ui/input/typetextdialog.h"
#include "ui/settings/settingsdialog.h"
#include "vitrinesettings.h"

#include <KLocalizedString>

#include <QMenu>

#include <linux/input-event-codes.h>

namespace vitrine {

using namespace Qt::StringLiterals;

InputMenu::InputMenu(MachineConsole *console, HeadWindows *windows, const ConsoleInput *input, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "&Input"), hostKeyName, parent)
    , m_console(console)
    , m_windows(windows)
    , m_input(input)
    , m_capture(checkable(make(u"captureKeyboard"_s, {}, u"input-keyboard"_s)))
    , m_captureWhenActive(checkable(make(u"captureWhenActive"_s, i18nc("@action", "Capture &When the Window Is Active"))))
    , m_typeText(make(u"typeText"_s, i18nc("@action", "&Type Text…"), u"edit-paste"_s))
    , m_settings(make(u"keyboardSettings"_s, i18nc("@action", "&Keyboard Settings…"), u"configure-shortcuts"_s))
{
    InputMenu::hostKeyNameChanged();
    makeCombinations();
    makeConsoles();
    connect(m_capture, &QAction::triggered, this, [this](bool on) {
        m_windows->activeWindow()->input()->setCaptured(on);
        update(); // It may have refused.
    });
    connect(m_captureWhenActive, &QAction::triggered, this, [](bool on) {
        VitrineSettings::setCaptureWhenActive(on);
        VitrineSettings::self()->save();
    });
    connect(m_typeText, &QAction::triggered, this, &InputMenu::typeText);
    connect(m_settings, &QAction::triggered, this, [this] {
        showSettingsDialog(window(), PreferencesPage::Keyboard);
    });
    connect(m_windows, &HeadWindows::captureChanged, this, &InputMenu::update);
    connect(m_input, &ConsoleInput::keyboardSettingsChanged, this, &InputMenu::refill);
    connect(m_console, &MachineConsole::factsChanged, this, &InputMenu::update);
    update();
}

void InputMenu::hostKeyNameChanged()
{
    m_capture->setText(i18nc("@action", "&Capture Keyboard\t%1", hostKeyName()));
}

QAction *InputMenu::makeCombination(const KeyCombination &combination, const QString &hostCombination)
{
    QAction *action = make(u"send"_s + settingsText(combination), combinationName(combination), {}, hostCombination);
    connect(action, &QAction::triggered, this, [this, combination] {
        m_windows->activeWindow()->input()->send(combination);
    });
    return action;
}

void InputMenu::makeCombinations()
{
    static const QList<std::pair<KeyCombination, quint32>> byHostKey{
        {{KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE}, KEY_DELETE},
        {{KEY_LEFTCTRL, KEY_LEFTALT, KEY_BACKSPACE}, KEY_BACKSPACE},
    };
    qDeleteAll(std::exchange(m_combinations, {}));
    for (const KeyCombination &combination : m_input->keyboardSettings().toSend) {
        const auto known = std::ranges::find(byHostKey, combination, &std::pair<KeyCombination, quint32>::first);
        m_combinations += makeCombination(combination, known == byHostKey.end() ? QString() : keyName(known->second));
    }
}

void InputMenu::makeConsoles()
{
    for (quint32 number = 1; number <= 12; ++number) {
        const quint32 code = number <= 10 ? KEY_F1 + number - 1 : KEY_F11 + number - 11;
        m_consoles += makeCombination({KEY_LEFTCTRL, KEY_LEFTALT, code}, keyName(code));
    }
}

void InputMenu::update()
{
    const ConsoleSession *session = m_console->session();
    const bool connected = session && session->state() == ConsoleSession::State::Connected;
    m_capture->setChecked(m_windows->capturingInput());
    m_captureWhenActive->setChecked(m_input->keyboardSettings().captureWhenActive);
    for (QAction *action : m_combinations + m_consoles + QList{m_capture, m_typeText}) {
        action->setEnabled(connected);
    }
}

void InputMenu::refill()
{
    makeCombinations();
    update();
    for (const QPointer<QMenu> &menu : std::as_const(m_menus)) {
        if (menu) {
            menu->clear();
            fill(menu);
        }
    }
}

void InputMenu::fillMenu(QMenu *menu)
{
    m_menus.append(menu);
    fill(menu);
}

void InputMenu::fill(QMenu *menu)
{
    menu->addActions({m_capture, m_captureWhenActive});
    menu->addSection(i18nc("@title:menu keys to the guest", "Send"));
    menu->addActions(m_combinations);
    QMenu *consoles = menu->addMenu(i18nc("@title:menu", "Ctrl+Alt+&F1 to F12"));
    consoles->addActions(m_consoles);
    menu->addSeparator();
    menu->addActions({m_typeText, m_settings});
}

QWidget *InputMenu::window() const
{
    return m_windows->activeWindow();
}

void InputMenu::typeText()
{
    if (ConsoleSession *session = m_console->session()) {
        auto *dialog = new TypeTextDialog(session, consoleState(m_console->id()), window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_console, &MachineConsole::sessionChanged, dialog, [this, dialog] {
            dialog->setSession(m_console->session());
        });
        dialog->open();
    }
}

} // namespace vitrine

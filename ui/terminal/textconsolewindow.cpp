// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/terminal/textconsolewindow.h"

#include "models/errortext.h"
#include "ui/terminal/terminalpanel.h"
#include "ui/terminal/textconsole.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KMessageWidget>
#include <KSharedConfig>
#include <KWindowSystem>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QMenuBar>
#include <QVBoxLayout>
#include <QWindow>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString choiceText(const TextConsoleDetails &console)
{
    return console.kind == TextConsoleDetails::Kind::Serial ? i18nc("@item:inlistbox %1 counts from 1", "Serial port %1", console.port + 1)
                                                            : i18nc("@item:inlistbox %1 counts from 1", "Console %1", console.port + 1);
}

QString failureText(const Error &error)
{
    const ErrorText text = errorText(error);
    return text.explanation.isEmpty() ? text.title : i18nc("@info error and explanation", "%1 %2", text.title, text.explanation);
}

/** Empty: the text speaks for itself. */
QString messageText(const TextConsole &console)
{
    switch (console.state()) {
    case TextConsole::State::MachineOff:
        return i18nc("@info", "The machine is off. Its text appears here as soon as it starts.");
    case TextConsole::State::Connecting:
    case TextConsole::State::Open:
        return {};
    case TextConsole::State::Absent:
        return i18nc("@info", "This machine has no text console: neither a serial port nor a console that can be shown.");
    case TextConsole::State::Taken:
        return i18nc("@info", "Another program shows this text console, and only one can.");
    case TextConsole::State::Ended:
        return i18nc("@info", "The connection to the text console ended. Perhaps another program took it. The machine goes on running.");
    case TextConsole::State::Failed:
        return failureText(console.error());
    }
    return {};
}

} // namespace

TextConsoleWindow *TextConsoleWindow::open(MachineStore *store, MachineCommands *commands, const MachineId &id)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<TextConsoleWindow *>(widget);
        if (window && window->machineId() == id) {
            window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
            window->show();
            window->raise();
            KWindowSystem::activateWindow(window->windowHandle());
            return window;
        }
    }
    auto *window = new TextConsoleWindow(store, commands, id);
    window->show();
    return window;
}

TextConsoleWindow::TextConsoleWindow(MachineStore *store, MachineCommands *commands, const MachineId &id)
    : m_console(new TextConsole(store, commands, id, this))
{
    setObjectName(u"textConsoleWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setUpCentral();
    fillMenus();
    const KConfigGroup state(KSharedConfig::openStateConfig(), u"TextConsole"_s);
    if (!restoreGeometry(QByteArray::fromBase64(state.readEntry("Geometry", QByteArray())))) {
        const QFontMetrics cell(font());
        resize(cell.averageCharWidth() * 110, cell.height() * 32);
    }
    connect(m_console, &TextConsole::changed, this, &TextConsoleWindow::update);
    connect(m_console, &TextConsole::opened, m_terminal, &TerminalPanel::attach);
    connect(m_terminal, &TerminalPanel::ended, m_console, &TextConsole::noteEnd);
    update();
    m_console->start();
    m_terminal->setFocus();
}

TextConsoleWindow::~TextConsoleWindow()
{
    KConfigGroup state(KSharedConfig::openStateConfig(), u"TextConsole"_s);
    state.writeEntry("Geometry", saveGeometry().toBase64());
    state.sync();
}

MachineId TextConsoleWindow::machineId() const
{
    return m_console->id();
}

void TextConsoleWindow::setUpCentral()
{
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_message = new KMessageWidget(central);
    m_message->setObjectName(u"textConsoleMessage"_s);
    m_message->setMessageType(KMessageWidget::Information);
    m_message->setPosition(KMessageWidget::Header);
    m_message->setCloseButtonVisible(false);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    m_terminal = new TerminalPanel(central);
    layout->addWidget(m_terminal, 1);
    setCentralWidget(central);
    m_choice = new QComboBox;
    m_choice->setObjectName(u"textConsoleChoice"_s);
    m_choice->setAccessibleName(i18nc("@label:listbox", "Which text console"));
    menuBar()->setCornerWidget(m_choice);
    connect(m_choice, &QComboBox::activated, m_console, &TextConsole::select);
}

QAction *TextConsoleWindow::add(QMenu *menu, const QString &name, const QString &text, const QString &icon)
{
    QAction *action = menu->addAction(QIcon::fromTheme(icon), text);
    action->setObjectName(name);
    return action;
}

void TextConsoleWindow::fillConsoleMenu(QMenu *menu)
{
    m_reconnect = add(menu, u"reconnect"_s, i18nc("@action", "&Connect Again"), u"view-refresh"_s);
    m_takeOver = add(menu, u"takeOver"_s, i18nc("@action", "&Take It Over"), u"view-refresh"_s);
    m_takeOver->setToolTip(i18nc("@info:tooltip", "The other program loses the text console."));
    menu->addSeparator();
    QAction *close = add(menu, u"close"_s, i18nc("@action", "&Close Window"), u"window-close"_s);
    connect(m_reconnect, &QAction::triggered, this, [this] {
        m_console->connectNow(TextConsoleAccess::IfFree);
    });
    connect(m_takeOver, &QAction::triggered, this, [this] {
        m_console->connectNow(TextConsoleAccess::TakeOver);
    });
    connect(close, &QAction::triggered, this, &QWidget::close);
}

void TextConsoleWindow::fillMenus()
{
    // Every other key is the guest's.
    fillConsoleMenu(menuBar()->addMenu(i18nc("@title:menu", "&Console")));
    QMenu *edit = menuBar()->addMenu(i18nc("@title:menu", "&Edit"));
    QAction *copy = add(edit, u"copy"_s, i18nc("@action", "&Copy"), u"edit-copy"_s);
    copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    copy->setEnabled(false);
    QAction *paste = add(edit, u"paste"_s, i18nc("@action", "&Paste"), u"edit-paste"_s);
    paste->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_V);
    edit->addSeparator();
    QAction *clear = add(edit, u"clear"_s, i18nc("@action", "C&lear"), u"edit-clear-history"_s);
    QMenu *view = menuBar()->addMenu(i18nc("@title:menu", "&View"));
    QAction *zoomIn = add(view, u"zoomIn"_s, i18nc("@action", "&Larger Text"), u"zoom-in"_s);
    zoomIn->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Plus);
    QAction *zoomOut = add(view, u"zoomOut"_s, i18nc("@action", "&Smaller Text"), u"zoom-out"_s);
    zoomOut->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Minus);
    connect(m_terminal, &TerminalPanel::copyAvailable, copy, &QAction::setEnabled);
    connect(copy, &QAction::triggered, m_terminal, &TerminalPanel::copy);
    connect(paste, &QAction::triggered, m_terminal, &TerminalPanel::paste);
    connect(clear, &QAction::triggered, m_terminal, &TerminalPanel::clear);
    connect(zoomIn, &QAction::triggered, m_terminal, &TerminalPanel::zoomIn);
    connect(zoomOut, &QAction::triggered, m_terminal, &TerminalPanel::zoomOut);
}

void TextConsoleWindow::update()
{
    setPlainCaption(i18nc("@title:window machine, program", "%1 (text console) — Vitrine", m_console->machineName()));
    if (m_console->state() != TextConsole::State::Open) {
        m_terminal->detach();
    }
    updateChoice();
    updateMessage();
}

void TextConsoleWindow::updateChoice()
{
    const QList<TextConsoleDetails> consoles = m_console->consoles();
    m_choice->clear();
    for (const TextConsoleDetails &console : consoles) {
        m_choice->addItem(choiceText(console));
    }
    m_choice->setCurrentIndex(m_console->current());
    m_choice->setVisible(consoles.size() > 1);
}

void TextConsoleWindow::updateMessage()
{
    using enum TextConsole::State;
    const TextConsole::State state = m_console->state();
    m_takeOver->setEnabled(state == Taken);
    m_reconnect->setEnabled(state == Taken || state == Ended || state == Failed);
    m_message->removeAction(m_takeOver);
    m_message->removeAction(m_reconnect);
    if (state == Taken) {
        m_message->addAction(m_takeOver);
    } else if (m_reconnect->isEnabled()) {
        m_message->addAction(m_reconnect);
    }
    const QString text = messageText(*m_console);
    m_message->setText(text);
    m_message->setMessageType(state == Failed ? KMessageWidget::Error : KMessageWidget::Information);
    m_message->setVisible(!text.isEmpty());
}

} // namespace vitrine

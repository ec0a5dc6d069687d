// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/terminal/terminalpanel.h"

#include <KLocalizedString>

#include <QBuffer>
#include <QFontDatabase>
#include <QVBoxLayout>

// Its header is written with Qt's keywords, which are not defined here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <qtermwidget.h>
#undef signals
#undef slots

#include <fcntl.h>
#include <sys/socket.h>
#include <termios.h>

#include <array>
#include <cerrno>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr int rememberedLines = 10'000;
/** What a guest that does not read is kept for it. */
constexpr qsizetype maxToGuest = 1024 * 1024;

QTermWidget *makeTerminal(QWidget *parent)
{
    auto *terminal = new QTermWidget(0, parent);
    terminal->setObjectName(u"terminal"_s);
    terminal->setTerminalFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    terminal->setColorScheme(u"BreezeModified"_s);
    terminal->setScrollBarPosition(QTermWidget::ScrollBarRight);
    terminal->setHistorySize(rememberedLines);
    terminal->setTerminalSizeHint(false);
    terminal->setFlowControlEnabled(false); // Ctrl+S is the guest's
    terminal->startTerminalTeletype();
    // Bytes pass as they are; the guest's side has a terminal driver of its own.
    termios raw = {};
    const int pty = terminal->getPtySlaveFd();
    if (::tcgetattr(pty, &raw) == 0) {
        ::cfmakeraw(&raw);
        ::tcsetattr(pty, TCSANOW, &raw);
    }
    ::fcntl(pty, F_SETFL, ::fcntl(pty, F_GETFL) | O_NONBLOCK);
    return terminal;
}

} // namespace

TerminalPanel::TerminalPanel(QWidget *parent)
    : QWidget(parent)
    , m_terminal(makeTerminal(this))
    , m_terminalWritable(m_terminal->getPtySlaveFd(), QSocketNotifier::Write)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_terminal);
    setFocusProxy(m_terminal);
    m_terminal->setAccessibleName(i18nc("@label of a terminal, for screen readers", "Text console"));
    m_terminalWritable.setEnabled(false);
    connect(&m_terminalWritable, &QSocketNotifier::activated, this, &TerminalPanel::flushToTerminal);
    connect(m_terminal, &QTermWidget::sendData, this, [this](const char *data, int length) {
        send(QByteArray(data, length));
    });
    connect(m_terminal, &QTermWidget::copyAvailable, this, &TerminalPanel::copyAvailable);
}

TerminalPanel::~TerminalPanel()
{
    m_terminal->disconnect(this);
}

void TerminalPanel::attach(std::shared_ptr<FileDescriptor> socket)
{
    detach();
    m_socket = std::move(socket);
    m_readable.emplace(m_socket->get(), QSocketNotifier::Read);
    m_writable.emplace(m_socket->get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(&*m_readable, &QSocketNotifier::activated, this, &TerminalPanel::readSocket);
    connect(&*m_writable, &QSocketNotifier::activated, this, &TerminalPanel::flushToGuest);
}

void TerminalPanel::detach()
{
    m_readable.reset();
    m_writable.reset();
    m_socket.reset();
    m_toGuest.clear();
}

bool TerminalPanel::isAttached() const
{
    return m_socket != nullptr;
}

QString TerminalPanel::text() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    m_terminal->saveHistory(&buffer);
    return QString::fromUtf8(buffer.data());
}

void TerminalPanel::send(const QByteArray &typed)
{
    if (m_socket && m_toGuest.size() + typed.size() <= maxToGuest) {
        m_toGuest += typed;
        flushToGuest();
    }
}

void TerminalPanel::flushToGuest()
{
    const ssize_t sent = ::send(m_socket->get(), m_toGuest.constData(), static_cast<size_t>(m_toGuest.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) {
        m_toGuest.remove(0, sent);
    } else if (sent < 0 && errno != EAGAIN) {
        m_toGuest.clear(); // reading tells that it ended
    }
    m_writable->setEnabled(!m_toGuest.isEmpty());
}

void TerminalPanel::readSocket()
{
    std::array<char, 16 * 1024> piece = {};
    const ssize_t count = ::recv(m_socket->get(), piece.data(), piece.size(), MSG_DONTWAIT);
    if (count > 0) {
        m_toTerminal.append(piece.data(), count);
        flushToTerminal();
    } else if (count == 0 || errno != EAGAIN) {
        // The notifier that called stays until its signal is delivered.
        m_readable->setEnabled(false);
        QMetaObject::invokeMethod(
            this,
            [this, socket = m_socket] {
                if (socket == m_socket) {
                    detach();
                    Q_EMIT ended();
                }
            },
            Qt::QueuedConnection);
    }
}

void TerminalPanel::flushToTerminal()
{
    const ssize_t written = ::write(m_terminal->getPtySlaveFd(), m_toTerminal.constData(), static_cast<size_t>(m_toTerminal.size()));
    if (written > 0) {
        m_toTerminal.remove(0, written);
    } else if (written < 0 && errno != EAGAIN) {
        m_toTerminal.clear();
    }
    const bool waiting = !m_toTerminal.isEmpty();
    m_terminalWritable.setEnabled(waiting);
    if (m_readable) {
        m_readable->setEnabled(!waiting);
    }
}

void TerminalPanel::copy()
{
    m_terminal->copyClipboard();
}

void TerminalPanel::paste()
{
    m_terminal->pasteClipboard();
}

void TerminalPanel::clear()
{
    m_terminal->clear();
}

void TerminalPanel::zoomIn()
{
    m_terminal->zoomIn();
}

void TerminalPanel::zoomOut()
{
    m_terminal->zoomOut();
}

} // namespace vitrine

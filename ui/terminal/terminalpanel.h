// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"

#include <QByteArray>
#include <QSocketNotifier>
#include <QWidget>

#include <memory>
#include <optional>

class QTermWidget;

namespace vitrine {

/**
 * A terminal on a socket: shows what comes, sends what is typed, byte by byte. Neither a guest that
 * floods nor one that does not read makes it wait or grow.
 */
class TerminalPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TerminalPanel(QWidget *parent = nullptr);
    ~TerminalPanel() override;

    /** What was shown stays. */
    void attach(std::shared_ptr<FileDescriptor> socket);
    void detach();
    [[nodiscard]] bool isAttached() const;
    /** What was shown, scrolled away or not. */
    [[nodiscard]] QString text() const;

    void copy();
    void paste();
    void clear();
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    /** The other end hung up. */
    void ended();
    void copyAvailable(bool available);

private:
    void send(const QByteArray &typed);
    void readSocket();
    void flushToGuest();
    void flushToTerminal();

    QTermWidget *m_terminal;
    std::shared_ptr<FileDescriptor> m_socket;
    std::optional<QSocketNotifier> m_readable;
    std::optional<QSocketNotifier> m_writable;
    QSocketNotifier m_terminalWritable;
    QByteArray m_toTerminal; ///< while it is full, the socket is not read
    QByteArray m_toGuest;
};

} // namespace vitrine

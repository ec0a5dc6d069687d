// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/descriptorprovider.h"
#include "tests/support/consoletest.h"
#include "tests/support/qemuprocess.h"

#include <iostream>

namespace vitrine::test {

/** What the guest "keypaint" shows: each byte of its keyboard and mouse; see tests/support/guests/keypaint.S. */
class Keypaint
{
public:
    explicit Keypaint(const ConsoleHead &head)
        : m_head(head)
    {
    }
    /** Expects the next bytes of the keyboard. */
    [[nodiscard]] bool keyboardSends(const QByteArray &hex)
    {
        return sends(hex, m_keyboard, 4, 0x3c);
    }
    [[nodiscard]] bool mouseSends(const QByteArray &hex)
    {
        return sends(hex, m_mouse, 12, 0xc3);
    }

private:
    [[nodiscard]] bool sends(const QByteArray &hex, int &count, int y, int blue)
    {
        const QByteArray bytes = QByteArray::fromHex(hex);
        const bool seen = waitUntil([&] {
            for (qsizetype i = 0; i < bytes.size(); ++i) {
                const int number = (count + static_cast<int>(i)) % 240;
                const QRgb wanted = static_cast<QRgb>(static_cast<uchar>(bytes[i])) << 16 | static_cast<QRgb>(number) << 8 | static_cast<QRgb>(blue);
                if (pixel(m_head, QPoint(number % 40 * 16 + 8, y)) != wanted) {
                    return false;
                }
            }
            return true;
        });
        count += static_cast<int>(bytes.size());
        return seen;
    }

    const ConsoleHead &m_head;
    int m_keyboard = 0;
    int m_mouse = 0;
};

/** For a ConsoleSession of that QEMU. */
[[nodiscard]] inline DescriptorProvider displayOf(QemuProcess &qemu, const QString &protocol)
{
    static constexpr auto give = [](QemuProcess *from, QString display) -> Task<std::shared_ptr<FileDescriptor>> {
        Result<std::shared_ptr<FileDescriptor>> result = from->openDisplay(display);
        if (!*result) {
            result = fail(ErrorCode::ConnectionFailed, {}, from->failure());
        }
        co_return result;
    };
    return [from = &qemu, protocol]() -> Task<std::shared_ptr<FileDescriptor>> {
        return give(from, protocol);
    };
}

/** Opens and waits until the guest runs: text mode with its name. Null when it does not. */
[[nodiscard]] inline ConsoleHead *openedKeypaint(ConsoleSession &session)
{
    session.open();
    if (!waitUntil([&] {
            return session.state() != ConsoleSession::State::Connecting;
        })
        || session.heads().isEmpty()) {
        return nullptr;
    }
    ConsoleHead *head = session.heads().first();
    const bool ready = waitUntil(
        [&] {
            // The background of the guest's text (row 12, column 32) is VGA's dark blue.
            return head->size() == QSize(720, 400) && (pixel(*head, QPoint(32 * 9, 12 * 16 + 15)) & 0xfffff0) == 0xa0;
        },
        15'000);
    if (!ready) {
        head->read([](const QImage &image) {
            image.save(QStringLiteral("console-failed.png"));
        });
        std::cout << "state " << static_cast<int>(session.state()) << ' ' << qPrintable(session.closeReason().detail) << ", head " << head->size().width()
                  << " x " << head->size().height() << ", picture in console-failed.png\n";
    }
    return ready ? head : nullptr;
}

} // namespace vitrine::test

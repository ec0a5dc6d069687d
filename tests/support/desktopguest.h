// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/guestshell.h"
#include "tests/support/qemuprocess.h"

namespace vitrine::test {

/**
 * A Debian desktop under software emulation (tests/support/desktopguest/make.sh made it), with two
 * screens, D-Bus display, SPICE and its agent, tablet and sound. Its root shell on a serial line tells
 * from inside what arrived; DISPLAY is the desktop's. Starting takes half a minute of two processors.
 */
class DesktopGuest : public GuestShell
{
public:
    /** From the folder that make.sh filled. */
    explicit DesktopGuest(const QString &folder);

    /** Empty when the desktop is up, else why not. */
    [[nodiscard]] QString failure() const
    {
        return m_failure;
    }
    [[nodiscard]] QemuProcess &qemu()
    {
        return *m_qemu;
    }
    /** As run(), as the person at the desktop. */
    Output runAsUser(const QByteArray &command);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QemuProcess> m_qemu;
    QString m_failure;
};

} // namespace vitrine::test

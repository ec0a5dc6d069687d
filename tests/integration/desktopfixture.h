// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/descriptorprovider.h"
#include "tests/support/await.h"
#include "tests/support/desktopguest.h"

#include <gtest/gtest.h>

#include <memory>

namespace vitrine::test {

/** How a test's console reaches the desktop guest. */
enum class Way {
    Fast, ///< D-Bus display, with SPICE beside it for the agent
    Spice, ///< all over SPICE
};

/**
 * A console on a live Debian desktop, connected anew for each test over each way, with the agent there.
 * The guest is started once a program.
 */
class DesktopTest : public testing::TestWithParam<Way>
{
protected:
    void SetUp() override;
    void TearDown() override;

    [[nodiscard]] DesktopGuest &guest() const
    {
        return *s_guest;
    }
    [[nodiscard]] ConsoleSession &session() const
    {
        return *m_session;
    }
    [[nodiscard]] ConsoleHead &head() const
    {
        return *m_session->heads().first();
    }

private:
    [[nodiscard]] DescriptorProvider provider(const QString &protocol);
    static Task<std::shared_ptr<FileDescriptor>> give(QString protocol);

    static inline std::unique_ptr<DesktopGuest> s_guest;
    std::unique_ptr<ConsoleSession> m_session;
};

} // namespace vitrine::test

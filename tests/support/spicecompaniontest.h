// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/spiceconsolesession.h"
#include "tests/support/await.h"
#include "tests/support/fakespiceguest.h"

#include <gtest/gtest.h>

namespace vitrine::test {

/** A session beside another transport's, connected to a guest whose agent has not started yet. */
class SpiceCompanionTest : public testing::Test
{
protected:
    void SetUp() override
    {
        m_session.open();
        ASSERT_TRUE(waitUntil([this] {
            return m_session.state() != ConsoleSession::State::Connecting;
        }));
        ASSERT_EQ(m_session.state(), ConsoleSession::State::Connected) << qPrintable(m_session.closeReason().detail);
    }

    FakeSpiceGuest m_guest;
    SpiceConsoleSession m_session{m_guest.provider(), SpiceUse::Companion};
};

} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/integration/desktopfixture.h"

#include "backends/console/compositesession.h"
#include "backends/console/qemudbussession.h"
#include "backends/console/spiceconsolesession.h"

#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

/** Ends the guest with the program's tests, while there still is a QCoreApplication. */
class EndOfGuest : public testing::Environment
{
public:
    explicit EndOfGuest(std::unique_ptr<DesktopGuest> *guest)
        : m_guest(guest)
    {
    }
    void TearDown() override
    {
        m_guest->reset();
    }

private:
    std::unique_ptr<DesktopGuest> *m_guest;
};

} // namespace

Task<std::shared_ptr<FileDescriptor>> DesktopTest::give(QString protocol)
{
    Result<std::shared_ptr<FileDescriptor>> result = s_guest->qemu().openDisplay(protocol);
    if (!*result) {
        result = fail(ErrorCode::ConnectionFailed, {}, s_guest->qemu().failure());
    }
    co_return result;
}

DescriptorProvider DesktopTest::provider(const QString &protocol)
{
    return [protocol]() -> Task<std::shared_ptr<FileDescriptor>> {
        return give(protocol);
    };
}

void DesktopTest::SetUp()
{
    const QString folder = QStringLiteral(VITRINE_DESKTOP_GUEST);
    if (!QFile::exists(folder + "/stamp"_L1)) {
        GTEST_SKIP() << "the desktop guest is not there; see what the test desktop-guest says";
    }
    if (!s_guest) {
        testing::AddGlobalTestEnvironment(new EndOfGuest(&s_guest));
        s_guest = std::make_unique<DesktopGuest>(folder);
    }
    ASSERT_EQ(s_guest->failure(), QString()) << qPrintable(s_guest->failure());

    const auto spice = [this](SpiceUse use) {
        return std::make_unique<SpiceConsoleSession>(provider(u"spice"_s), use);
    };
    if (GetParam() == Way::Fast) {
        m_session = std::make_unique<CompositeSession>(CompositeSession::Makers{
            .screens = {{.make =
                             [this] {
                                 return std::make_unique<QemuDBusSession>(provider(u"@dbus-display"_s));
                             },
                         .withCompanion = true}},
            .companion =
                [spice] {
                    return spice(SpiceUse::Companion);
                },
        });
    } else {
        m_session = spice(SpiceUse::Everything);
    }
    m_session->open();
    ASSERT_TRUE(waitUntil([this] {
        return m_session->state() == ConsoleSession::State::Connected && m_session->agentConnected() && !head().size().isEmpty();
    })) << "state "
        << static_cast<int>(m_session->state()) << ", agent " << m_session->agentConnected() << ": " << qPrintable(m_session->closeReason().detail);
}

void DesktopTest::TearDown()
{
    m_session.reset();
}

} // namespace vitrine::test

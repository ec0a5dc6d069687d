// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceconsolesession.h"
#include "backends/console/spiceusb.h"
#include "tests/support/keypaint.h"

#include <QCoroTask>
#include <QFile>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

/** A QEMU with one redirection port, and disc drives that exist on the host only in the library's mind. */
class ConsoleSpiceUsb : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_qemu.failure().isEmpty()) << qPrintable(m_qemu.failure());
        m_session.open();
        ASSERT_TRUE(waitUntil([this] {
            return m_session.usb()->freePorts() == 1;
        })) << qPrintable(m_session.closeReason().detail);
    }
    /** Its id. */
    QString plugIn(const QString &name)
    {
        QFile disc(m_folder.filePath(name));
        EXPECT_TRUE(disc.open(QIODevice::WriteOnly) && disc.resize(1 << 20));
        QStringList before;
        for (const HostUsbDevice &device : m_session.usb()->devices()) {
            before.append(device.id);
        }
        QByteArray path = QFile::encodeName(disc.fileName());
        GError *error = nullptr;
        EXPECT_TRUE(spice_usb_device_manager_create_shared_cd_device(static_cast<SpiceUsb *>(m_session.usb())->manager(), path.data(), &error))
            << (error ? error->message : "");
        QString id;
        EXPECT_TRUE(waitUntil([&] {
            for (const HostUsbDevice &device : m_session.usb()->devices()) {
                if (!before.contains(device.id)) {
                    id = device.id;
                }
            }
            return !id.isEmpty();
        }));
        return id;
    }
    [[nodiscard]] HostUsbDevice device(const QString &id) const
    {
        const QList<HostUsbDevice> devices = m_session.usb()->devices();
        const auto found = std::ranges::find(devices, id, &HostUsbDevice::id);
        return found == devices.end() ? HostUsbDevice() : *found;
    }
    static Result<> finished(Task<> task)
    {
        return QCoro::waitFor(std::move(task));
    }

    QTemporaryDir m_folder;
    QemuProcess m_qemu{QStringList{u"-vga"_s,
                                   u"std"_s,
                                   u"-device"_s,
                                   u"qemu-xhci"_s,
                                   u"-chardev"_s,
                                   u"spicevmc,name=usbredir,id=port"_s,
                                   u"-device"_s,
                                   u"usb-redir,chardev=port"_s}};
    SpiceConsoleSession m_session{displayOf(m_qemu, u"spice"_s), SpiceUse::Companion};
};

TEST_F(ConsoleSpiceUsb, ADeviceGoesInAndComesBack)
{
    EXPECT_TRUE(m_session.usb()->isAvailable());
    const QString id = plugIn(u"first.iso"_s);
    EXPECT_TRUE(device(id).canConnect) << qPrintable(device(id).whyNot.detail);
    EXPECT_FALSE(device(id).description.isEmpty());
    ASSERT_TRUE(finished(m_session.usb()->connectDevice(id)));
    EXPECT_TRUE(device(id).connected);
    EXPECT_EQ(m_session.usb()->freePorts(), 0);
    EXPECT_TRUE(finished(m_session.usb()->connectDevice(id))) << "it is there";
    const QString other = plugIn(u"second.iso"_s);
    EXPECT_FALSE(device(other).canConnect);
    EXPECT_EQ(device(other).whyNot.code, ErrorCode::NoFreePort);
    EXPECT_EQ(finished(m_session.usb()->connectDevice(other)).error().code, ErrorCode::NoFreePort);
    ASSERT_TRUE(finished(m_session.usb()->disconnectDevice(id)));
    EXPECT_EQ(m_session.usb()->freePorts(), 1);
    EXPECT_FALSE(device(id).connected);
}

TEST_F(ConsoleSpiceUsb, FailuresHaveTheirReason)
{
    EXPECT_EQ(finished(m_session.usb()->connectDevice(u"7-99"_s)).error().code, ErrorCode::NotFound);
    m_session.close();
    EXPECT_TRUE(waitUntil([this] {
        return m_session.usb()->devices().isEmpty() && m_session.usb()->freePorts() == 0;
    }));
    EXPECT_FALSE(m_session.usb()->isAvailable());
    EXPECT_EQ(finished(m_session.usb()->connectDevice(u"7-99"_s)).error().code, ErrorCode::ConnectionLost);
    m_session.open();
    EXPECT_TRUE(waitUntil([this] {
        return m_session.usb()->freePorts() == 1;
    })) << "and it works again";
}

TEST_F(ConsoleSpiceUsb, AMachineWithoutPortsHasNone)
{
    QemuProcess other(QStringLiteral(VITRINE_GUESTS "/keypaint.img"));
    SpiceConsoleSession session(displayOf(other, u"spice"_s), SpiceUse::Everything);
    ASSERT_TRUE(openedKeypaint(session));
    EXPECT_FALSE(session.usb()->isAvailable());
    EXPECT_TRUE(session.usb()->devices().isEmpty());
}

} // namespace
} // namespace vitrine::test

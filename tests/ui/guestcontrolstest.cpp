// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/scriptedservices.h"
#include "models/usbfilters.h"
#include "ui/console/consolestate.h"
#include "ui/console/soundcontrol.h"
#include "ui/console/usbcontrol.h"

#include <QCoroTimer>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace vitrine {

namespace {

MachineId newMachine()
{
    return {.connection = QStringLiteral("demo:///"), .uuid = QUuid::createUuid()};
}

TEST(Sound, TheMicrophoneIsOffUntilAllowedAndRemembered)
{
    const MachineId machine = newMachine();
    {
        SoundControl control(machine);
        ScriptedSound sound;
        sound.setMicrophoneAllowed(true);
        control.setSound(&sound);
        EXPECT_FALSE(sound.isMicrophoneAllowed()) << "whatever the transport's default is";
        control.setMicrophoneAllowed(true);
        EXPECT_TRUE(sound.isMicrophoneAllowed());
    }
    SoundControl control(machine);
    ScriptedSound sound;
    control.setSound(&sound);
    EXPECT_TRUE(sound.isMicrophoneAllowed());
    EXPECT_FALSE(SoundControl(newMachine()).isMicrophoneAllowed()) << "another machine is another question";
}

TEST(Sound, VolumeAndMuteAreRememberedWithoutASound)
{
    const MachineId machine = newMachine();
    SoundControl control(machine);
    EXPECT_FALSE(control.isAvailable());
    control.setVolume(0.4);
    control.setMuted(true);
    ScriptedSound sound;
    control.setSound(&sound);
    EXPECT_DOUBLE_EQ(sound.volume(), 0.4);
    EXPECT_TRUE(sound.isMuted());
    EXPECT_DOUBLE_EQ(SoundControl(machine).volume(), 0.4);
    control.setVolume(7);
    EXPECT_DOUBLE_EQ(control.volume(), 1);
}

class Usb : public testing::Test
{
protected:
    void SetUp() override
    {
        usb.setDevices({stick, camera});
        control.setUsb(&usb);
    }
    bool isConnected(const QString &id) const
    {
        for (const HostUsbDevice &device : usb.devices()) {
            if (device.id == id) {
                return device.connected;
            }
        }
        return false;
    }

    HostUsbDevice stick{.id = QStringLiteral("1-4"), .vendor = 0x0951, .product = 0x1666, .description = QStringLiteral("Kingston"), .canConnect = true};
    HostUsbDevice camera{.id = QStringLiteral("1-5"), .vendor = 0x046d, .product = 0x0825, .description = QStringLiteral("Camera"), .canConnect = true};
    MachineId machine = newMachine();
    ScriptedUsb usb;
    UsbControl control{machine};
};

TEST_F(Usb, DevicesAreConnectedAndTakenBack)
{
    control.setConnected(stick.id, true);
    EXPECT_TRUE(isConnected(stick.id));
    EXPECT_EQ(control.connectedCount(), 1);
    control.setConnected(stick.id, false);
    EXPECT_EQ(control.connectedCount(), 0);
}

TEST_F(Usb, AFailureIsToldWithTheDevicesName)
{
    const QSignalSpy failed(&control, &UsbControl::failed);
    usb.setFailure({.code = ErrorCode::PermissionDenied, .subject = QStringLiteral("/dev/bus/usb/001/004")});
    control.setConnected(stick.id, true);
    ASSERT_EQ(failed.count(), 1);
    EXPECT_EQ(failed.first().at(0).toString(), QStringLiteral("Kingston"));
    EXPECT_EQ(failed.first().at(1).value<Error>().code, ErrorCode::PermissionDenied);
}

TEST_F(Usb, AFailureSpeaksOfTheDeviceAndNotOfItsId)
{
    const QSignalSpy failed(&control, &UsbControl::failed);
    usb.setPorts(1);
    control.setConnected(camera.id, true);
    control.setConnected(stick.id, true);
    ASSERT_EQ(failed.count(), 1);
    EXPECT_EQ(failed.first().at(1).value<Error>().code, ErrorCode::NoFreePort);
    EXPECT_EQ(failed.first().at(1).value<Error>().subject, QStringLiteral("Kingston"));
}

TEST_F(Usb, AFilterConnectsNowAndWheneverItIsPluggedIn)
{
    control.setAlways(stick, true);
    EXPECT_TRUE(isConnected(stick.id));
    usb.setDevices({camera});
    HostUsbDevice again = stick;
    again.id = QStringLiteral("1-9");
    usb.setDevices({camera, again});
    EXPECT_TRUE(isConnected(again.id)) << "by vendor and product, whatever the port";
    EXPECT_FALSE(isConnected(camera.id));
}

TEST_F(Usb, OfTwoOfOneModelTheSerialNumberDecides)
{
    HostUsbDevice mine = stick;
    mine.serial = QStringLiteral("A9007UX1");
    HostUsbDevice other = mine;
    other.id = QStringLiteral("1-9");
    other.serial = QStringLiteral("A9007UX2");
    usb.setDevices({});
    control.setAlways(mine, true);
    EXPECT_TRUE(control.isAlways(mine));
    EXPECT_FALSE(control.isAlways(other));
    UsbControl later(machine);
    ScriptedUsb fresh;
    fresh.setDevices({other, mine});
    later.setUsb(&fresh);
    EXPECT_FALSE(fresh.devices().at(0).connected);
    EXPECT_TRUE(fresh.devices().at(1).connected);
    later.setAlways(mine, false);
    EXPECT_FALSE(later.isAlways(mine));
}

TEST_F(Usb, FiltersAreRememberedForTheMachine)
{
    control.setAlways(camera, true);
    UsbControl later(machine);
    ScriptedUsb fresh;
    fresh.setDevices({stick, camera});
    later.setUsb(&fresh);
    EXPECT_TRUE(fresh.devices().at(1).connected);
    EXPECT_FALSE(fresh.devices().at(0).connected);
    EXPECT_FALSE(UsbControl(newMachine()).isAlways(camera));
}

TEST_F(Usb, WhatTheUserTookBackIsNotConnectedAgainByItself)
{
    control.setAlways(stick, true);
    control.setConnected(stick.id, false);
    Q_EMIT usb.devicesChanged();
    EXPECT_FALSE(isConnected(stick.id));
}

TEST_F(Usb, NoMoreThanThereArePorts)
{
    const QSignalSpy failed(&control, &UsbControl::failed);
    usb.setPorts(1);
    control.setAlways(camera, true);
    setUsbFilters(machine, {{.vendor = 0x46d, .product = 0x825}, {.vendor = 0x951, .product = 0x1666}});
    UsbControl later(machine);
    ScriptedUsb fresh;
    fresh.setPorts(1);
    fresh.setDevices({stick, camera});
    later.setUsb(&fresh);
    EXPECT_EQ(later.connectedCount(), 1);
    EXPECT_EQ(failed.count(), 0);
}

/** Takes its time, as a real one does. */
TEST_F(Usb, WhatWasConnectedByHandComesBackWithTheNextConnection)
{
    control.setConnected(stick.id, true);
    EXPECT_EQ(control.heldNames(), QStringList{QStringLiteral("Kingston")});
    control.setUsb(nullptr);
    EXPECT_TRUE(control.heldNames().isEmpty());
    ScriptedUsb next;
    next.setPorts(0);
    control.setUsb(&next);
    control.expectAgain();
    HostUsbDevice moved = stick;
    moved.id = QStringLiteral("1-9");
    next.setDevices({camera, moved}); // without a port yet
    next.setPorts(1);
    EXPECT_TRUE(next.devices().last().connected);
    EXPECT_FALSE(next.devices().first().connected);
    EXPECT_EQ(control.heldNames().size(), 1);
    control.setUsb(nullptr);
}

TEST_F(Usb, WhatDoesNotComeBackIsToldOnce)
{
    control.setPatience(std::chrono::milliseconds(20));
    control.setConnected(stick.id, true);
    control.setConnected(camera.id, true);
    QSignalSpy missing(&control, &UsbControl::notConnectedAgain);
    ScriptedUsb next;
    next.setDevices({camera});
    control.setUsb(&next);
    control.expectAgain();
    ASSERT_TRUE(missing.wait());
    EXPECT_EQ(missing.first().first().toStringList(), QStringList{QStringLiteral("Kingston")});
    EXPECT_TRUE(next.devices().first().connected);
    control.setUsb(nullptr);
}

TEST_F(Usb, NothingComesBackWhenTheMachineWasOff)
{
    control.setConnected(stick.id, true);
    control.setUsb(nullptr);
    control.forgetHeld();
    ScriptedUsb next;
    next.setDevices({stick});
    control.setUsb(&next);
    control.expectAgain();
    EXPECT_FALSE(next.devices().first().connected);
    control.setUsb(nullptr);
}

class SlowUsb : public ScriptedUsb
{
public:
    Task<> connectDevice(QString id) override
    {
        ++asked;
        co_await QCoro::sleepFor(std::chrono::milliseconds(20));
        co_return co_await ScriptedUsb::connectDevice(id);
    }
    int asked = 0;
};

TEST_F(Usb, NoMoreThanThereArePortsWhenEachTakesAWhile)
{
    setUsbFilters(machine, {{.vendor = 0x46d, .product = 0x825}, {.vendor = 0x951, .product = 0x1666}});
    UsbControl later(machine);
    const QSignalSpy failed(&later, &UsbControl::failed);
    SlowUsb slow;
    slow.setPorts(1);
    slow.setDevices({stick, camera});
    later.setUsb(&slow);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return later.connectedCount() == 1;
    }));
    QTest::qWait(50);
    EXPECT_EQ(slow.asked, 1);
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(Usb, AllThatHaveAPortAreConnected)
{
    setUsbFilters(machine, {{.vendor = 0x46d, .product = 0x825}, {.vendor = 0x951, .product = 0x1666}});
    UsbControl later(machine);
    SlowUsb slow;
    slow.setDevices({stick});
    later.setUsb(&slow);
    slow.setDevices({stick, camera}); // plugged in while the first is on its way
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return later.connectedCount() == 2;
    }));
}

TEST_F(Usb, ASessionThatEndsLeavesNothing)
{
    control.setUsb(nullptr);
    EXPECT_FALSE(control.isAvailable());
    EXPECT_TRUE(control.devices().isEmpty());
    control.setConnected(stick.id, true);
    EXPECT_FALSE(isConnected(stick.id));
}

} // namespace

} // namespace vitrine

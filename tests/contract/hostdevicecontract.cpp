// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/hostdevicerole.h"
#include "tests/contract/contractfixture.h"

#include <QDir>
#include <QSet>

#include <algorithm>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

class HostDeviceContract : public Contract
{
protected:
    QList<HostDevice> devices()
    {
        const auto all = await(backend->hostDevices()->devices());
        EXPECT_TRUE(succeeded(all));
        return all.value_or(QList<HostDevice>());
    }
    [[nodiscard]] bool isReal() const
    {
        const QLatin1StringView name(GetParam().name);
        return name == "live"_L1 || name == "system"_L1;
    }
};

TEST_P(HostDeviceContract, EachDeviceHasANameOfItsOwn)
{
    QSet<QString> names;
    for (const HostDevice &device : devices()) {
        EXPECT_FALSE(device.name.isEmpty());
        EXPECT_FALSE(names.contains(device.name)) << device.name.toStdString();
        names.insert(device.name);
        EXPECT_TRUE(device.kind == HostDeviceKind::Mediated || device.vendorId > 0) << device.name.toStdString();
        EXPECT_TRUE(device.kind != HostDeviceKind::Usb || device.usbBus > 0) << device.name.toStdString();
    }
}

TEST_P(HostDeviceContract, AllPciDevicesAreTold)
{
    QSet<QString> told;
    for (const HostDevice &device : devices()) {
        if (device.kind == HostDeviceKind::Pci) {
            told.insert(device.pci.toString());
        }
    }
    if (!isReal()) {
        EXPECT_TRUE(told.contains(u"0000:01:00.0"_s) && told.contains(u"0000:01:00.1"_s));
        return;
    }
    const QStringList there = QDir(u"/sys/bus/pci/devices"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    EXPECT_EQ(told, QSet<QString>(there.begin(), there.end()));
}

TEST_P(HostDeviceContract, WhatMovesTogetherIsTold)
{
    if (isReal()) {
        GTEST_SKIP() << "not known what this computer has";
    }
    const QList<HostDevice> all = devices();
    const auto at = [&all](int function) {
        return std::ranges::find(all, PciAddress{0, 1, 0, function}, &HostDevice::pci);
    };
    ASSERT_NE(at(0), all.end());
    ASSERT_NE(at(1), all.end());
    EXPECT_TRUE(at(0)->iommuGroup);
    EXPECT_EQ(at(0)->iommuGroup, at(1)->iommuGroup);
    EXPECT_EQ(at(0)->pciClass, 0x030000U);
    EXPECT_EQ(at(0)->vendorName, u"NVIDIA Corporation"_s);
}

TEST_P(HostDeviceContract, ADiskThatThisComputerRunsFromIsMarked)
{
    const QList<HostDevice> all = devices();
    const bool any = std::ranges::any_of(all, [](const HostDevice &device) {
        return !device.uses.isEmpty();
    });
    const bool needed = isReal() && QDir(u"/sys/block"_s).entryList({u"vd*"_s, u"nvme*"_s, u"sd*"_s}, QDir::AllEntries | QDir::NoDotAndDotDot).size() > 0;
    if (QLatin1StringView(GetParam().name) == "test driver"_L1) {
        EXPECT_FALSE(any) << "nothing is known of what a pretended computer does";
    } else if (needed || !isReal()) {
        EXPECT_TRUE(any);
    }
}

TEST_P(HostDeviceContract, PciDevicesFollowTheFeature)
{
    const Support feature = backend->capabilities().support(Feature::PciPassthrough);
    if (QLatin1StringView(GetParam().name) == "live"_L1) {
        EXPECT_EQ(feature.reason.code, ErrorCode::NeedsSystemConnection);
    } else {
        EXPECT_TRUE(feature.supported);
    }
    for (const HostDevice &device : devices()) {
        if (device.kind == HostDeviceKind::Pci) {
            EXPECT_EQ(device.support, feature) << device.name.toStdString();
        }
    }
}

TEST_P(HostDeviceContract, TheHypervisorTakesWhatIsWritten)
{
    QList<HostDevice> some = devices();
    some.removeIf([](const HostDevice &device) {
        return isPciBridge(device);
    });
    some.append({.name = {}, .kind = HostDeviceKind::Mediated, .mediatedId = QUuid::createUuid()});
    some.append({.name = {}, .kind = HostDeviceKind::Usb, .vendorId = 0x951, .productId = 0x1666, .usbBus = 1, .usbDevice = 4});
    const bool mediated = QLatin1StringView(GetParam().name) != "test driver"_L1; // it does not know them
    int n = 0;
    for (const HostDevice &device : std::as_const(some)) {
        if (device.kind == HostDeviceKind::Mediated && !mediated) {
            continue;
        }
        for (const UsbMatch match : {UsbMatch::Model, UsbMatch::Place}) {
            QString wanted = world->machineXml(u"host device %1"_s.arg(++n), QUuid::createUuid(), hostDeviceXml(device, match));
            const auto machine = await(backend->definitions()->define(wanted.remove("<controller type='usb' model='none'/>"_L1)));
            ASSERT_TRUE(succeeded(machine)) << hostDeviceXml(device, match).toStdString();
            const auto xml = await(backend->definitions()->xml(*machine, DefinitionKind::Stored));
            ASSERT_TRUE(succeeded(xml));
            EXPECT_TRUE(xml->contains("<hostdev"_L1));
            EXPECT_TRUE(succeeded(await(backend->definitions()->undefine(*machine, {}))));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Demo, HostDeviceContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, HostDeviceContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, HostDeviceContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
INSTANTIATE_TEST_SUITE_P(System, HostDeviceContract, testing::Values(ContractWorldMaker{"system", makeSystemWorld}));
#endif

} // namespace
} // namespace vitrine::test

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demobackend.h"
#include "tests/contract/contractworld.h"

namespace vitrine::test {
namespace {

class DemoWorld : public ContractWorld
{
public:
    [[nodiscard]] std::unique_ptr<Backend> makeBackend() override
    {
        return std::make_unique<DemoBackend>(QStringLiteral("demo:///?scenario=default&delay=1"));
    }
    [[nodiscard]] QString machineXml(const QString &name, const QUuid &uuid, const QString &devices) const override
    {
        return QStringLiteral(
                   "<domain type='kvm'><name>%1</name><uuid>%2</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                   "<os><type arch='x86_64' machine='q35'>hvm</type></os><devices>%3</devices></domain>")
            .arg(name, uuid.toString(QUuid::WithoutBraces), devices);
    }
    [[nodiscard]] QString imageFolder() const override
    {
        return QStringLiteral("/demo/images");
    }
    [[nodiscard]] bool breakConnection(Backend &backend) override
    {
        static_cast<DemoBackend &>(backend).loseConnection(std::chrono::milliseconds(50));
        return true;
    }
};

} // namespace

std::unique_ptr<ContractWorld> makeDemoWorld()
{
    return std::make_unique<DemoWorld>();
}

} // namespace vitrine::test

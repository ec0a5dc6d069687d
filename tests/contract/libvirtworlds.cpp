// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtbackend.h"
#include "tests/contract/contractworld.h"
#include "tests/support/livesession.h"

#include <QFile>
#include <QTemporaryDir>

namespace vitrine::test {
namespace {

class TestDriverWorld : public ContractWorld
{
public:
    TestDriverWorld()
        : m_fixture(m_folder.filePath(QStringLiteral("host.xml")))
    {
        QFile::copy(QStringLiteral(VITRINE_TEST_DATA "/testdriver/host.xml"), m_fixture);
    }
    [[nodiscard]] std::unique_ptr<Backend> makeBackend() override
    {
        return std::make_unique<LibvirtBackend>(QLatin1String("test://") + m_fixture);
    }
    [[nodiscard]] QString machineXml(const QString &name, const QUuid &uuid, const QString &devices) const override
    {
        return QStringLiteral(
                   "<domain type='test'><name>%1</name><uuid>%2</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                   "<os><type>hvm</type></os><devices>%3</devices></domain>")
            .arg(name, uuid.toString(QUuid::WithoutBraces), devices);
    }
    [[nodiscard]] QString imageFolder() const override
    {
        return QStringLiteral("/test/images");
    }
    [[nodiscard]] bool breakConnection(Backend &) override
    {
        return false;
    }

private:
    QTemporaryDir m_folder;
    QString m_fixture;
};

class LiveWorld : public ContractWorld
{
public:
    [[nodiscard]] QString skipReason() const override
    {
        return LiveSession::skipReason();
    }
    [[nodiscard]] std::unique_ptr<Backend> makeBackend() override
    {
        return std::make_unique<LibvirtBackend>(LiveSession::uri());
    }
    [[nodiscard]] QString machineXml(const QString &name, const QUuid &uuid, const QString &devices) const override
    {
        return liveMachineXml(name, uuid.toString(QUuid::WithoutBraces), devices);
    }
    [[nodiscard]] QString imageFolder() const override
    {
        return m_images.path();
    }
    [[nodiscard]] bool breakConnection(Backend &) override
    {
        m_session.killDaemon();
        return true;
    }

private:
    LiveSession m_session;
    QTemporaryDir m_images;
};

class SystemWorld : public ContractWorld
{
public:
    SystemWorld()
    {
        // Its emulators run as a user of their own.
        QFile::setPermissions(m_images.path(), QFile::permissions(m_images.path()) | QFileDevice::ReadOther | QFileDevice::ExeOther);
    }
    [[nodiscard]] QString skipReason() const override
    {
        return qEnvironmentVariable("VITRINE_SYSTEM_DAEMON") == QLatin1String("inside") ? QString()
                                                                                       : QStringLiteral("runs as root in tests/support/systemdaemon.sh only");
    }
    [[nodiscard]] std::unique_ptr<Backend> makeBackend() override
    {
        return std::make_unique<LibvirtBackend>(QStringLiteral("qemu:///system"));
    }
    [[nodiscard]] QString machineXml(const QString &name, const QUuid &uuid, const QString &devices) const override
    {
        return liveMachineXml(name, uuid.toString(QUuid::WithoutBraces), devices);
    }
    [[nodiscard]] QString imageFolder() const override
    {
        return m_images.path();
    }
    [[nodiscard]] bool breakConnection(Backend &) override
    {
        return false;
    }

private:
    QTemporaryDir m_images;
};

} // namespace

std::unique_ptr<ContractWorld> makeSystemWorld()
{
    return std::make_unique<SystemWorld>();
}

std::unique_ptr<ContractWorld> makeTestDriverWorld()
{
    return std::make_unique<TestDriverWorld>();
}

std::unique_ptr<ContractWorld> makeLiveWorld()
{
    return std::make_unique<LiveWorld>();
}

} // namespace vitrine::test

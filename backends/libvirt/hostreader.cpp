// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/hostreader.h"

#include "backends/libvirt/errortranslation.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStandardPaths>

#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace vitrine {
namespace {

constexpr char architecture[] = "x86_64";
constexpr char machineType[] = "q35";
constexpr quint64 normalPageBytes = 64 * 1024; // the largest normal one of any architecture

QByteArray domainCapabilities(const Session &session, const char *type)
{
    const std::unique_ptr<char, decltype(&std::free)> xml(virConnectGetDomainCapabilities(session.connection(), nullptr, architecture, machineType, type, 0),
                                                          &std::free);
    return QByteArray(xml.get());
}

QByteArray domainCapabilitiesOfAnyMachine(const Session &session)
{
    const std::unique_ptr<char, decltype(&std::free)> xml(virConnectGetDomainCapabilities(session.connection(), nullptr, nullptr, nullptr, nullptr, 0),
                                                          &std::free);
    return QByteArray(xml.get());
}

bool offers(const pugi::xml_node &element, const char *enumName, const char *value)
{
    for (const pugi::xml_node list : element.children("enum")) {
        if (qstrcmp(list.attribute("name").as_string(), enumName) != 0) {
            continue;
        }
        for (const pugi::xml_node offered : list.children("value")) {
            if (qstrcmp(offered.text().as_string(), value) == 0) {
                return true;
            }
        }
    }
    return false;
}

/** Directories in order of precedence: of two files with one name the first wins; order is by name. */
QList<FirmwareDescriptor> installedDescriptors(bool perUser)
{
    QStringList folders = {QStringLiteral("/etc/qemu/firmware"), QStringLiteral("/usr/share/qemu/firmware")};
    if (perUser) {
        folders.prepend(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QLatin1String("/qemu/firmware"));
    }
    QMap<QString, QString> paths;
    for (const QString &folder : std::as_const(folders)) {
        const QStringList names = QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files);
        for (const QString &name : names) {
            if (!paths.contains(name)) {
                paths.insert(name, folder + QLatin1Char('/') + name);
            }
        }
    }
    QList<FirmwareDescriptor> descriptors;
    for (const QString &path : std::as_const(paths)) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) {
            if (const auto descriptor = parseFirmwareDescriptor(file.readAll())) {
                descriptors.append(*descriptor);
            }
        }
    }
    return descriptors;
}

void nameMissingPieces(HostCapabilities &host)
{
    const std::pair<bool, QString> pieces[] = {
        {host.uefi, QStringLiteral("ovmf")},
        {host.tpm2, QStringLiteral("swtpm")},
        {host.passt, QStringLiteral("passt")},
        {host.spice, QStringLiteral("spice")},
        {host.virtiofs, QStringLiteral("virtiofsd")},
    };
    for (const auto &[present, name] : pieces) {
        if (!present) {
            host.missingPieces.append(name);
        }
    }
}

bool programExists(const QString &name)
{
    return !QStandardPaths::findExecutable(name).isEmpty()
        || !QStandardPaths::findExecutable(name, {QStringLiteral("/usr/bin"), QStringLiteral("/usr/libexec"), QStringLiteral("/usr/lib/qemu")}).isEmpty();
}

/** libvirt's capabilities name what its QEMU could use, not whether the helper program is installed. */
void checkHelperPrograms(HostCapabilities &host)
{
    host.tpm2 = host.tpm2 && programExists(QStringLiteral("swtpm")) && programExists(QStringLiteral("swtpm_setup"));
    host.passt = host.passt && programExists(QStringLiteral("passt"));
    host.virtiofs = host.virtiofs && programExists(QStringLiteral("virtiofsd"));
}

void readNode(const Session &session, HostCapabilities &host)
{
    virNodeInfo node = {};
    if (virNodeGetInfo(session.connection(), &node) == 0) {
        host.memoryBytes = quint64(node.memory) * 1024;
        host.processors = int(node.cpus);
    }
    unsigned char *map = nullptr;
    const int places = virNodeGetCPUMap(session.connection(), &map, nullptr, 0);
    for (int i = 0; i < places; ++i) {
        if (VIR_CPU_USED(map, i)) {
            host.processorNumbers.append(i);
        }
    }
    std::free(map);
    if (host.maxProcessors == 0) {
        host.maxProcessors = qMax(0, virConnectGetMaxVcpus(session.connection(), nullptr));
    }
}

/** libvirt has no word for this, but refuses to translate such a machine into a command line without the part. */
bool offersAcceleratedVideo(const Session &session, const QString &type)
{
    const QString xml = QStringLiteral(
                            "<domain type='%1'><name>vitrine-probe</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='q35'>hvm</type></os><devices>"
                            "<graphics type='egl-headless'><gl rendernode='/dev/dri/renderD128'/></graphics>"
                            "<video><model type='virtio'><acceleration accel3d='yes'/></model></video></devices></domain>")
                            .arg(type);
    const std::unique_ptr<char, decltype(&std::free)> line(
        virConnectDomainXMLToNative(session.connection(), "qemu-argv", xml.toUtf8().constData(), 0),
        &std::free);
    return line != nullptr;
}

} // namespace

void readMemoryPages(const QByteArray &capabilities, HostCapabilities &host)
{
    pugi::xml_document document;
    if (!document.load_buffer(capabilities.constData(), size_t(capabilities.size()))) {
        return;
    }
    host.numaNodes = 0;
    host.hugePages.clear();
    for (const pugi::xml_node cell : document.child("capabilities").child("host").child("topology").child("cells").children("cell")) {
        ++host.numaNodes;
        for (const pugi::xml_node pages : cell.children("pages")) {
            const quint64 bytes = pages.attribute("size").as_ullong() * 1024; // always in KiB
            if (bytes <= normalPageBytes) {
                continue;
            }
            auto known = std::ranges::find(host.hugePages, bytes, &HugePages::pageBytes);
            if (known == host.hugePages.end()) {
                known = host.hugePages.insert(known, {.pageBytes = bytes});
            }
            known->total += pages.text().as_ullong();
        }
    }
}

void refreshMemoryPages(const Session &session, HostCapabilities &host)
{
    const std::unique_ptr<char, decltype(&std::free)> xml(virConnectGetCapabilities(session.connection()), &std::free);
    readMemoryPages(QByteArray(xml.get()), host);
}

std::optional<FirmwareDescriptor> parseFirmwareDescriptor(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonObject mapping = root[QLatin1String("mapping")].toObject();
    const QJsonObject executable = mapping[QLatin1String("executable")].toObject();
    const QJsonObject vars = mapping[QLatin1String("nvram-template")].toObject();
    const QString raw = QStringLiteral("raw");
    if (mapping[QLatin1String("device")].toString() != QLatin1String("flash")
        || !root[QLatin1String("interface-types")].toArray().contains(QStringLiteral("uefi")) || executable[QLatin1String("format")].toString(raw) != raw
        || vars[QLatin1String("format")].toString(raw) != raw || vars[QLatin1String("filename")].toString().isEmpty()) {
        return std::nullopt;
    }
    FirmwareDescriptor descriptor;
    descriptor.loader = executable[QLatin1String("filename")].toString();
    descriptor.varsTemplate = vars[QLatin1String("filename")].toString();
    const QJsonArray features = root[QLatin1String("features")].toArray();
    descriptor.secureBoot = features.contains(QStringLiteral("secure-boot"));
    descriptor.enrolledKeys = features.contains(QStringLiteral("enrolled-keys"));
    const QJsonArray targets = root[QLatin1String("targets")].toArray();
    for (const QJsonValue &target : targets) {
        const QJsonArray machines = target[QLatin1String("machines")].toArray();
        for (const QJsonValue &machine : machines) {
            descriptor.forQ35 = descriptor.forQ35
                || (target[QLatin1String("architecture")].toString() == QLatin1String(architecture) && machine.toString().contains(QLatin1String("q35")));
        }
    }
    return descriptor;
}

void chooseFirmware(const QList<FirmwareDescriptor> &descriptors, const QStringList &offered, HostCapabilities &host)
{
    for (const FirmwareDescriptor &descriptor : descriptors) {
        if (!descriptor.forQ35 || !offered.contains(descriptor.loader)) {
            continue;
        }
        if (descriptor.secureBoot && descriptor.enrolledKeys && host.secureBootLoader.isEmpty()) {
            host.secureBootLoader = descriptor.loader;
            host.secureBootVarsTemplate = descriptor.varsTemplate;
        } else if (!descriptor.secureBoot && host.uefiLoader.isEmpty()) {
            host.uefiLoader = descriptor.loader;
            host.uefiVarsTemplate = descriptor.varsTemplate;
        }
    }
    host.uefi = !host.uefiLoader.isEmpty();
}

QStringList offeredLoaders(const QByteArray &xml)
{
    pugi::xml_document document;
    QStringList loaders;
    if (document.load_buffer(xml.constData(), size_t(xml.size()))) {
        for (const pugi::xml_node value : document.child("domainCapabilities").child("os").child("loader").children("value")) {
            loaders.append(QString::fromUtf8(value.text().as_string()));
        }
    }
    return loaders;
}

void readDomainCapabilities(const QByteArray &xml, HostCapabilities &host)
{
    pugi::xml_document document;
    if (!document.load_buffer(xml.constData(), size_t(xml.size()))) {
        return;
    }
    const pugi::xml_node root = document.child("domainCapabilities");
    const pugi::xml_node devices = root.child("devices");
    host.maxProcessors = root.child("vcpu").attribute("max").as_int();
    const pugi::xml_node graphics = devices.child("graphics");
    host.spice = offers(graphics, "type", "spice");
    host.vnc = offers(graphics, "type", "vnc");
    host.dbusDisplay = offers(graphics, "type", "dbus");
    host.virtioVideo = offers(devices.child("video"), "modelType", "virtio");
    const pugi::xml_node tpm = devices.child("tpm");
    host.tpm2 = offers(tpm, "backendModel", "emulator") && offers(tpm, "backendVersion", "2.0");
    host.passt = offers(devices.child("interface"), "backendType", "passt");
    host.virtiofs = offers(devices.child("filesystem"), "driverType", "virtiofs");
    host.usbRedirection = host.spice && offers(devices.child("redirdev"), "bus", "usb");
    host.spiceAudio = host.spice;
}

Result<HostCapabilities> readHost(const Session &session)
{
    HostCapabilities host;
    const bool isQemu = session.driver() == QLatin1String("QEMU");
    const QByteArray kvm = isQemu ? domainCapabilities(session, "kvm") : QByteArray();
    const QByteArray emulated = isQemu ? domainCapabilities(session, "qemu") : domainCapabilitiesOfAnyMachine(session);
    if (isQemu && kvm.isEmpty() && emulated.isEmpty()) {
        return fail(lastError({}));
    }
    host.offersKvm = !kvm.isEmpty();
    host.offersEmulation = isQemu && !emulated.isEmpty();
    host.hypervisorType = host.offersKvm ? QStringLiteral("kvm") : isQemu ? QStringLiteral("qemu") : session.driver().toLower();
    const QByteArray &best = kvm.isEmpty() ? emulated : kvm;
    readDomainCapabilities(best, host);
    host.acceleratedVideo = isQemu && host.virtioVideo && offersAcceleratedVideo(session, host.hypervisorType);
    if (session.isLocal()) {
        chooseFirmware(installedDescriptors(session.isPerUser()), offeredLoaders(best), host);
        checkHelperPrograms(host);
        nameMissingPieces(host);
    }
    readNode(session, host);
    return host;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/machinespec.h"

#include "backends/core/xmltree.h"

#include <sstream>

/**
 * @file
 * The reasons for each element: CONTRIBUTING.md and libvirt.org/formatdomain.html. What differs from
 * what other programs write: no network listener, pixels over D-Bus with SPICE beside it, firmware
 * variables as qcow2 (so that internal snapshots work live), free PCIe ports for hot-plug, shared
 * memory for virtiofs, and media that may vanish.
 */
namespace vitrine {

namespace {

constexpr int rootPorts = 14; ///< q35 leaves one free by itself; each hot-plugged device takes one.
constexpr int memorySlots = 8;

/** Builds one definition; a class only so that the parts need not pass three arguments around. */
class Writer
{
public:
    Writer(const MachineSpec &spec, const HostCapabilities &host)
        : m_spec(spec)
        , m_host(host)
        , m_firmware(firmwareFor(spec, host))
        , m_root(m_document.append_child("domain"))
    {
    }
    QString write();

private:
    using Attributes = std::initializer_list<std::pair<const char *, std::string>>;
    static pugi::xml_node add(pugi::xml_node parent, const char *name, Attributes attributes = {});
    static pugi::xml_node addText(pugi::xml_node parent, const char *name, const std::string &text, Attributes attributes = {});

    void writeMetadata();
    void writeMemory();
    void writeFirmware();
    void writeFeatures();
    void writeCpu();
    void writeClock();
    void writeDisks();
    void writeCdrom(const QString &path, int index, int bootOrder);
    void writeControllers();
    void writeNetwork();
    void writeSerial();
    void writeChannels();
    void writeGraphics();
    void writeVideo();
    void writeSoundAndUsb();
    void writeExtras();

    [[nodiscard]] bool emulated() const
    {
        return m_spec.acceleration == Acceleration::Emulation;
    }
    [[nodiscard]] bool hasMemoryRoom() const
    {
        return m_spec.maxMemoryBytes > m_spec.memoryBytes;
    }
    [[nodiscard]] int maxProcessors() const
    {
        return std::max(m_spec.processors, m_spec.maxProcessors);
    }
    [[nodiscard]] std::string domainType() const;

    const MachineSpec &m_spec;
    const HostCapabilities &m_host;
    const Firmware m_firmware;
    pugi::xml_document m_document;
    pugi::xml_node m_root;
    pugi::xml_node m_devices;
};

std::string kibibytes(quint64 bytes)
{
    return std::to_string(bytes / 1024);
}

std::string driveName(const char *prefix, int index)
{
    return prefix + std::string(1, char('a' + index));
}

pugi::xml_node Writer::add(pugi::xml_node parent, const char *name, Attributes attributes)
{
    pugi::xml_node node = parent.append_child(name);
    for (const auto &[key, value] : attributes) {
        node.append_attribute(key).set_value(value.c_str());
    }
    return node;
}

pugi::xml_node Writer::addText(pugi::xml_node parent, const char *name, const std::string &text, Attributes attributes)
{
    pugi::xml_node node = add(parent, name, attributes);
    node.text().set(text.c_str());
    return node;
}

std::string Writer::domainType() const
{
    if (!m_host.offersKvm && !m_host.offersEmulation && !m_host.hypervisorType.isEmpty()) {
        return xmlText(m_host.hypervisorType);
    }
    return emulated() ? "qemu" : "kvm";
}

void Writer::writeMetadata()
{
    addText(m_root, "name", xmlText(m_spec.name));
    if (!m_spec.uuid.isNull()) {
        addText(m_root, "uuid", xmlText(m_spec.uuid.toString(QUuid::WithoutBraces)));
    }
    if (!m_spec.title.isEmpty()) {
        addText(m_root, "title", xmlText(m_spec.title));
    }
    pugi::xml_node metadata = add(m_root, "metadata");
    if (!m_spec.osId.isEmpty()) {
        pugi::xml_node libosinfo = add(metadata, "libosinfo:libosinfo", {{"xmlns:libosinfo", "http://libosinfo.org/xmlns/libvirt/domain/1.0"}});
        add(libosinfo, "libosinfo:os", {{"id", xmlText(m_spec.osId)}});
    }
    add(metadata, "vitrine:machine", {{"xmlns:vitrine", "http://vitrine.org/xmlns/libvirt/machine/1.0"}, {"schema", "1"}});
}

void Writer::writeMemory()
{
    if (hasMemoryRoom()) {
        addText(m_root, "maxMemory", kibibytes(m_spec.maxMemoryBytes), {{"slots", std::to_string(memorySlots)}, {"unit", "KiB"}});
    }
    addText(m_root, "memory", kibibytes(m_spec.memoryBytes), {{"unit", "KiB"}});
    addText(m_root, "currentMemory", kibibytes(m_spec.memoryBytes), {{"unit", "KiB"}});
    pugi::xml_node backing = add(m_root, "memoryBacking");
    add(backing, "source", {{"type", "memfd"}});
    add(backing, "access", {{"mode", "shared"}});
    pugi::xml_node processors = addText(m_root, "vcpu", std::to_string(maxProcessors()), {{"placement", "static"}});
    if (maxProcessors() > m_spec.processors) {
        processors.append_attribute("current").set_value(m_spec.processors);
    }
}

void Writer::writeFirmware()
{
    pugi::xml_node os = add(m_root, "os");
    const bool secure = m_firmware == Firmware::UefiSecureBoot;
    const QString &loader = secure ? m_host.secureBootLoader : m_host.uefiLoader;
    const QString &variables = secure ? m_host.secureBootVarsTemplate : m_host.uefiVarsTemplate;
    addText(os, "type", "hvm", {{"arch", "x86_64"}, {"machine", "q35"}});
    if (m_firmware == Firmware::Bios) {
        return;
    }
    if (loader.isEmpty()) {
        // libvirt chooses; without these it would prefer Secure Boot with enrolled keys.
        os.append_attribute("firmware").set_value("efi");
        pugi::xml_node firmware = add(os, "firmware");
        add(firmware, "feature", {{"enabled", "no"}, {"name", "enrolled-keys"}});
        add(firmware, "feature", {{"enabled", "no"}, {"name", "secure-boot"}});
        return;
    }
    pugi::xml_node image = addText(os, "loader", xmlText(loader), {{"readonly", "yes"}});
    if (secure) {
        image.append_attribute("secure").set_value("yes");
    }
    image.append_attribute("type").set_value("pflash");
    if (!m_spec.nvramTemplate.isEmpty()) {
        add(os, "nvram", {{"template", xmlText(m_spec.nvramTemplate)}, {"templateFormat", "qcow2"}, {"format", "qcow2"}});
    } else if (!variables.isEmpty()) {
        add(os, "nvram", {{"template", xmlText(variables)}});
    }
}

void Writer::writeFeatures()
{
    pugi::xml_node features = add(m_root, "features");
    add(features, "acpi");
    add(features, "apic");
    if (m_spec.windows && !emulated()) {
        pugi::xml_node hyperv = add(features, "hyperv", {{"mode", "custom"}});
        for (const char *name : {"relaxed", "vapic"}) {
            add(hyperv, name, {{"state", "on"}});
        }
        add(hyperv, "spinlocks", {{"state", "on"}, {"retries", "8191"}});
        for (const char *name : {"vpindex", "runtime", "synic", "stimer", "frequencies", "tlbflush", "ipi"}) {
            add(hyperv, name, {{"state", "on"}});
        }
    }
    add(features, "vmport", {{"state", "off"}});
    if (m_firmware == Firmware::UefiSecureBoot) {
        add(features, "smm", {{"state", "on"}});
    }
}

void Writer::writeCpu()
{
    pugi::xml_node cpu = emulated() ? add(m_root, "cpu", {{"mode", "maximum"}}) : add(m_root, "cpu", {{"mode", "host-passthrough"}, {"migratable", "on"}});
    const std::string count = std::to_string(maxProcessors());
    add(cpu, "topology", {{"sockets", "1"}, {"cores", count}, {"threads", "1"}});
    if (hasMemoryRoom()) {
        // Memory can only be added to a guest with a NUMA node.
        const std::string all = "0-" + std::to_string(maxProcessors() - 1);
        add(add(cpu, "numa"), "cell", {{"id", "0"}, {"cpus", maxProcessors() > 1 ? all : "0"}, {"memory", kibibytes(m_spec.memoryBytes)}, {"unit", "KiB"}});
    }
}

void Writer::writeClock()
{
    pugi::xml_node clock = add(m_root, "clock", {{"offset", m_spec.windows ? "localtime" : "utc"}});
    add(clock, "timer", {{"name", "rtc"}, {"tickpolicy", "catchup"}});
    add(clock, "timer", {{"name", "pit"}, {"tickpolicy", "delay"}});
    add(clock, "timer", {{"name", "hpet"}, {"present", "no"}});
    if (m_spec.windows && !emulated()) {
        add(clock, "timer", {{"name", "hypervclock"}, {"present", "yes"}});
    }
    pugi::xml_node power = add(m_root, "pm");
    add(power, "suspend-to-mem", {{"enabled", "no"}});
    add(power, "suspend-to-disk", {{"enabled", "no"}});
}

void Writer::writeDisks()
{
    const bool sata = m_spec.diskBus == DiskBus::Sata;
    int sataDrives = 0;
    if (!m_spec.diskPath.isEmpty()) {
        pugi::xml_node disk = add(m_devices, "disk", {{"type", "file"}, {"device", "disk"}});
        add(disk, "driver", {{"name", "qemu"}, {"type", "qcow2"}, {"cache", "writeback"}, {"discard", "unmap"}, {"detect_zeroes", "unmap"}});
        add(disk, "source", {{"file", xmlText(m_spec.diskPath)}});
        add(disk, "target", {{"dev", driveName(sata ? "sd" : "vd", 0)}, {"bus", sata ? "sata" : "virtio"}});
        add(disk, "boot", {{"order", "2"}});
        sataDrives = sata ? 1 : 0;
    }
    writeCdrom(m_spec.isoPath, sataDrives++, 1);
    for (const QString &path : m_spec.extraIsoPaths) {
        writeCdrom(path, sataDrives++, 0);
    }
}

void Writer::writeCdrom(const QString &path, int index, int bootOrder)
{
    pugi::xml_node drive = add(m_devices, "disk", {{"type", "file"}, {"device", "cdrom"}});
    add(drive, "driver", {{"name", "qemu"}, {"type", "raw"}});
    if (!path.isEmpty()) {
        add(drive, "source", {{"file", xmlText(path)}, {"startupPolicy", "optional"}});
    }
    add(drive, "target", {{"dev", driveName("sd", index)}, {"bus", "sata"}});
    add(drive, "readonly");
    if (bootOrder > 0) {
        add(drive, "boot", {{"order", std::to_string(bootOrder)}});
    }
}

void Writer::writeControllers()
{
    add(m_devices, "controller", {{"type", "usb"}, {"model", "qemu-xhci"}, {"ports", "15"}});
    add(m_devices, "controller", {{"type", "pci"}, {"model", "pcie-root"}});
    for (int port = 0; port < rootPorts; ++port) {
        add(m_devices, "controller", {{"type", "pci"}, {"model", "pcie-root-port"}});
    }
}

void Writer::writeNetwork()
{
    if (!m_spec.network) {
        return;
    }
    pugi::xml_node interface = add(m_devices, "interface", {{"type", "user"}});
    if (m_host.passt) {
        add(interface, "backend", {{"type", "passt"}});
    }
    add(interface, "model", {{"type", m_spec.networkModel == NetworkModel::Virtio ? "virtio" : "e1000e"}});
}

void Writer::writeSerial()
{
    pugi::xml_node serial = add(m_devices, "serial", {{"type", "pty"}});
    if (!m_spec.serialLogPath.isEmpty()) {
        add(serial, "log", {{"file", xmlText(m_spec.serialLogPath)}, {"append", "on"}});
    }
}

void Writer::writeChannels()
{
    if (!m_spec.agentChannels) {
        return;
    }
    pugi::xml_node agent = add(m_devices, "channel", {{"type", "unix"}});
    add(agent, "target", {{"type", "virtio"}, {"name", "org.qemu.guest_agent.0"}});
    if (m_host.spice) {
        pugi::xml_node channel = add(m_devices, "channel", {{"type", "spicevmc"}});
        add(channel, "target", {{"type", "virtio"}, {"name", "com.redhat.spice.0"}});
        // For a folder shared by the window.
        pugi::xml_node folder = add(m_devices, "channel", {{"type", "spiceport"}});
        add(folder, "source", {{"channel", "org.spice-space.webdav.0"}});
        add(folder, "target", {{"type", "virtio"}, {"name", "org.spice-space.webdav.0"}});
    }
}

void Writer::writeGraphics()
{
    add(m_devices, "input", {{"type", "tablet"}, {"bus", "usb"}});
    if (m_spec.tpm2 && m_host.tpm2) {
        add(add(m_devices, "tpm", {{"model", "tpm-crb"}}), "backend", {{"type", "emulator"}, {"version", "2.0"}});
    }
    // The order is what ConsoleRole::openGraphics() counts by.
    if (m_host.spice) {
        pugi::xml_node spice = add(m_devices, "graphics", {{"type", "spice"}});
        add(spice, "listen", {{"type", "none"}});
        add(spice, "image", {{"compression", "off"}});
    } else if (m_host.vnc || !m_host.dbusDisplay) {
        pugi::xml_node vnc = add(m_devices, "graphics", {{"type", "vnc"}});
        add(vnc, "listen", {{"type", "none"}});
        add(vnc, "audio", {{"id", "1"}}); // else its viewers hear nothing
    }
    // After the others: virt-viewer takes the first of them and gives up on one it doesn't know.
    if (m_host.dbusDisplay) {
        add(m_devices, "graphics", {{"type", "dbus"}, {"p2p", "yes"}});
    }
    writeVideo();
}

/**
 * Under software emulation QEMU 10.0 can lock up for good when a guest's driver takes over virtio-vga: the
 * processor's thread waits in virtio_gpu_reset() for the main thread, and that one, which reads the VGA
 * picture, in tcg_log_global_after_sync() for the processor (2 of 60 starts of a Linux guest).
 */
void Writer::writeVideo()
{
    pugi::xml_node video = add(m_devices, "video");
    if (m_host.virtioVideo && !emulated()) {
        add(video, "model", {{"type", "virtio"}, {"heads", "1"}, {"primary", "yes"}});
    } else {
        constexpr const char *enoughFor4K = "65536"; // KiB
        add(video, "model", {{"type", "vga"}, {"vram", enoughFor4K}, {"heads", "1"}, {"primary", "yes"}});
    }
}

void Writer::writeSoundAndUsb()
{
    add(m_devices, "sound", {{"model", "ich9"}});
    add(m_devices, "audio", {{"id", "1"}, {"type", m_host.spice && m_host.spiceAudio ? "spice" : "none"}});
    if (m_host.spice && m_host.usbRedirection) {
        for (int stick = 0; stick < 2; ++stick) {
            add(m_devices, "redirdev", {{"bus", "usb"}, {"type", "spicevmc"}});
        }
    }
}

void Writer::writeExtras()
{
    if (!m_spec.virtioExtras) {
        add(m_devices, "memballoon", {{"model", "none"}});
        return;
    }
    pugi::xml_node balloon = add(m_devices, "memballoon", {{"model", "virtio"}, {"autodeflate", "on"}, {"freePageReporting", "on"}});
    add(balloon, "stats", {{"period", "5"}});
    pugi::xml_node random = add(m_devices, "rng", {{"model", "virtio"}});
    addText(random, "backend", "/dev/urandom", {{"model", "random"}});
}

QString Writer::write()
{
    m_root.append_attribute("type").set_value(domainType().c_str());
    writeMetadata();
    writeMemory();
    writeFirmware();
    writeFeatures();
    writeCpu();
    writeClock();
    m_devices = add(m_root, "devices");
    writeDisks();
    writeControllers();
    writeNetwork();
    writeSerial();
    writeChannels();
    writeGraphics();
    writeSoundAndUsb();
    writeExtras();
    std::ostringstream text;
    m_document.save(text, "  ", pugi::format_indent | pugi::format_no_declaration | pugi::format_attribute_single_quote, pugi::encoding_utf8);
    return QString::fromStdString(text.str());
}

} // namespace

QString domainXmlFor(const MachineSpec &spec, const HostCapabilities &host)
{
    return Writer(spec, host).write();
}

} // namespace vitrine

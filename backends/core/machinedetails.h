// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vitrine {

class DomainXml;

struct DiskDetails {
    enum class Kind {
        Disk,
        Cdrom,
        Floppy,
    };
    Kind kind = Kind::Disk;
    QString target = {}; ///< "vda"
    QString bus = {}; ///< "virtio", "sata", ...
    QString source = {}; ///< path, pool/volume or URL; empty: no medium
    QString sourceType = {}; ///< "file", "block", "volume", "network", ...
    QString format = {}; ///< "qcow2", "raw"
    bool readOnly = false;
    int bootOrder = 0; ///< 0: not booted from
    bool operator==(const DiskDetails &) const = default;
};
struct NicDetails {
    QString type = {}; ///< "user", "network", "bridge", "direct", ...
    QString backend = {}; ///< "passt", or empty
    QString source = {}; ///< network, bridge or device name
    QString model = {};
    QString mac = {};
    bool linkUp = true;
    bool operator==(const NicDetails &) const = default;
};
struct GraphicsDetails {
    QString type = {}; ///< "dbus", "spice", "vnc", ...
    bool peerToPeer = false; ///< dbus: by descriptor
    bool openGl = false; ///< Drawn by the host's graphics processor, and handed on in its memory.
    bool listensOnNetwork = false; ///< A TCP port is opened, be it on the loopback address only.
    QString address = {};
    int port = -1;
    bool operator==(const GraphicsDetails &) const = default;
};
/** A serial line or console that text goes over. */
struct TextConsoleDetails {
    enum class Kind {
        Serial,
        Virtio, ///< and other paravirtual ones
    };
    Kind kind = Kind::Serial;
    int port = 0;
    QString device = {}; ///< the hypervisor's name for it: ConsoleRole::openTextConsole()
    bool operator==(const TextConsoleDetails &) const = default;
};
struct SharedFolderDetails {
    QString source = {};
    QString tag = {};
    QString driver = {};
    bool readOnly = false;
    bool operator==(const SharedFolderDetails &) const = default;
};

/**
 * A definition as the details page shows it: plain values read from the XML, nothing interpreted for
 * display. Unknown elements don't appear here but stay in the DomainXml.
 */
struct MachineDetails {
    QString name = {};
    QString title = {};
    QString description = {};
    QString osId = {};
    QString hypervisorType = {};
    QString architecture = {};
    QString machineType = {}; ///< "pc-q35-10.0"
    quint64 memoryBytes = 0; ///< current
    quint64 maxMemoryBytes = 0; ///< limit for hot-plug; 0: none
    int processors = 0;
    int maxProcessors = 0;
    QString cpuMode = {};
    bool uefi = false;
    bool secureBoot = false;
    QString nvramPath = {};
    QString tpmModel = {}; ///< empty: none
    QString tpmVersion = {};
    QStringList bootOrder = {}; ///< "cdrom", "hd", "network" in order, from per-device or OS boot elements
    QString videoModel = {};
    int videoHeads = 1;
    bool acceleration3d = false;
    QList<GraphicsDetails> graphics = {}; ///< in document order: the index is openGraphics()'s
    QList<DiskDetails> disks = {};
    QList<NicDetails> nics = {};
    QString soundModel = {};
    QString audioBackend = {};
    QStringList usbControllers = {};
    int usbRedirections = 0;
    QStringList inputs = {}; ///< "tablet", "mouse", "keyboard"
    QStringList serialPorts = {};
    QList<TextConsoleDetails> textConsoles = {}; ///< those that can be opened
    QList<SharedFolderDetails> sharedFolders = {};
    QStringList channels = {}; ///< channel target names
    QStringList connectedChannels = {}; ///< those of them that a program in the guest has opened
    bool operator==(const MachineDetails &) const = default;

    [[nodiscard]] bool hasTablet() const
    {
        return inputs.contains(QStringLiteral("tablet"));
    }
};

[[nodiscard]] MachineDetails machineDetails(const DomainXml &xml);

} // namespace vitrine

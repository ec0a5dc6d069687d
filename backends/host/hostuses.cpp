// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/hostuses.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace vitrine {

using namespace Qt::StringLiterals;

/** Looks at files below a root as if that were the whole computer. */
class HostFiles
{
public:
    explicit HostFiles(const QString &root)
        : m_root(root.isEmpty() ? QString() : QFileInfo(root).canonicalFilePath())
    {
    }
    [[nodiscard]] QString text(const QString &path) const
    {
        QFile file(m_root + path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
    }
    [[nodiscard]] QStringList lines(const QString &path) const
    {
        return text(path).split(u'\n', Qt::SkipEmptyParts);
    }
    [[nodiscard]] QStringList names(const QString &folder, const QString &pattern = u"*"_s) const
    {
        return QDir(m_root + folder).entryList({pattern}, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System);
    }
    /** Where links lead; empty when nothing is there. */
    [[nodiscard]] QString real(const QString &path) const
    {
        const QString real = QFileInfo(m_root + path).canonicalFilePath();
        return real.startsWith(m_root) ? real.sliced(m_root.size()) : QString();
    }

private:
    QString m_root;
};

namespace {

using Kind = HostDeviceUse::Kind;

/** The disks that a block device is made of: LUKS, LVM and RAID stand on others. */
QStringList disksUnder(const HostFiles &files, const QString &block)
{
    const QStringList slaves = files.names(block + u"/slaves"_s);
    QStringList disks;
    for (const QString &slave : slaves) {
        disks += disksUnder(files, files.real(block + u"/slaves/"_s + slave));
    }
    return slaves.isEmpty() ? QStringList{block} : disks;
}

/** The device behind a line of mountinfo; Btrfs has numbers of its own, and names its device. */
QString blockOf(const HostFiles &files, const QString &number, const QString &source)
{
    const QString byNumber = number.isEmpty() ? QString() : files.real(u"/sys/dev/block/"_s + number);
    if (!byNumber.isEmpty() || !source.startsWith("/dev/"_L1)) {
        return byNumber;
    }
    const QString node = files.real(source);
    return files.real(u"/sys/class/block/"_s + (node.isEmpty() ? source : node).section(u'/', -1));
}

/** mountinfo writes blanks as \040. */
QString unescaped(QString path)
{
    return path.replace("\\040"_L1, " "_L1);
}

} // namespace

HostUses HostUses::read(const QString &root)
{
    const HostFiles files(root);
    HostUses uses;
    uses.readDisks(files);
    uses.readScreens(files);
    uses.readNetworks(files);
    uses.readInputs(files);
    return uses;
}

void HostUses::add(const QString &path, Kind kind, const QString &detail)
{
    if (!path.isEmpty()) {
        m_places.append({.path = path, .use = {.kind = kind, .detail = detail}});
    }
}

void HostUses::readDisks(const HostFiles &files)
{
    const auto addBlock = [&](const QString &block, const QString &detail) {
        for (const QString &disk : block.isEmpty() ? QStringList() : disksUnder(files, block)) {
            add(disk, Kind::Disk, detail);
        }
    };
    for (const QString &line : files.lines(u"/proc/self/mountinfo"_s)) {
        const QString source = line.section(" - "_L1, 1).section(u' ', 1, 1);
        addBlock(blockOf(files, line.section(u' ', 2, 2), source), unescaped(line.section(u' ', 4, 4)));
    }
    for (const QString &line : files.lines(u"/proc/swaps"_s)) { // its heading is no device
        addBlock(blockOf(files, {}, line.section(u' ', 0, 0)), u"swap"_s);
    }
}

void HostUses::readScreens(const HostFiles &files)
{
    for (const QString &connector : files.names(u"/sys/class/drm"_s, u"card*-*"_s)) {
        const QString path = u"/sys/class/drm/"_s + connector;
        if (files.text(path + u"/status"_s) == "connected"_L1) {
            add(files.real(path), Kind::Screen, connector.section(u'-', 1));
        }
    }
    for (const QString &device : files.names(u"/sys/bus/pci/devices"_s)) {
        const QString path = u"/sys/bus/pci/devices/"_s + device;
        if (files.text(path + u"/boot_vga"_s) == "1"_L1) {
            add(files.real(path), Kind::Screen, {});
        }
    }
}

void HostUses::readNetworks(const HostFiles &files)
{
    for (const QString &interface : files.names(u"/sys/class/net"_s)) {
        const QString path = u"/sys/class/net/"_s + interface;
        if (files.text(path + u"/operstate"_s) == "up"_L1) {
            add(files.real(path), Kind::Network, interface);
        }
    }
}

void HostUses::readInputs(const HostFiles &files)
{
    for (const QString &input : files.names(u"/sys/class/input"_s, u"input*"_s)) {
        const QString path = u"/sys/class/input/"_s + input;
        constexpr quint64 repeats = 1 << 20; // only keyboards repeat keys by themselves
        const bool isKeyboard = files.text(path + u"/capabilities/ev"_s).toULongLong(nullptr, 16) & repeats;
        const bool isMouse = files.text(path + u"/capabilities/rel"_s).toULongLong(nullptr, 16) & 1;
        if (isKeyboard || isMouse) {
            add(files.real(path), Kind::Input, files.text(path + u"/name"_s));
        }
    }
}

QList<HostDeviceUse> HostUses::of(const QString &path) const
{
    QList<HostDeviceUse> found;
    for (const Place &place : m_places) {
        const bool isBelow = place.path == path || place.path.startsWith(path + u'/');
        if (!path.isEmpty() && isBelow && !found.contains(place.use)) {
            found.append(place.use);
        }
    }
    return found;
}

} // namespace vitrine

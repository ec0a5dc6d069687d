// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/guesttools.h"

#include "models/machinetext.h"

#include <KLocalizedString>

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QUrl>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

struct Installer {
    QLatin1StringView system; ///< first word of the libosinfo id's path
    QLatin1StringView command;
};
constexpr Installer installers[] = {
    {"debian"_L1, "sudo apt install"_L1},
    {"ubuntu"_L1, "sudo apt install"_L1},
    {"linuxmint"_L1, "sudo apt install"_L1},
    {"elementary"_L1, "sudo apt install"_L1},
    {"pop"_L1, "sudo apt install"_L1},
    {"fedora"_L1, "sudo dnf install"_L1},
    {"rhel"_L1, "sudo dnf install"_L1},
    {"centos"_L1, "sudo dnf install"_L1},
    {"centos-stream"_L1, "sudo dnf install"_L1},
    {"rocky"_L1, "sudo dnf install"_L1},
    {"almalinux"_L1, "sudo dnf install"_L1},
    {"archlinux"_L1, "sudo pacman -S"_L1},
    {"manjaro"_L1, "sudo pacman -S"_L1},
    {"opensuse"_L1, "sudo zypper install"_L1},
    {"sles"_L1, "sudo zypper install"_L1},
    {"sled"_L1, "sudo zypper install"_L1},
    {"alpinelinux"_L1, "doas apk add"_L1},
};

QString packageOf(GuestTool tool)
{
    return tool == GuestTool::DisplayAgent ? u"spice-vdagent"_s : u"qemu-guest-agent"_s;
}

} // namespace

GuestToolAdvice guestToolAdvice(const QString &osId, const QList<GuestTool> &tools)
{
    const QString system = QUrl(osId).path().section(u'/', 1, 1).toLower();
    QStringList packages;
    for (const GuestTool tool : tools) {
        packages.append(packageOf(tool));
    }
    const QString names = QLocale().createSeparatedList(packages);
    if (system == "win"_L1) {
        return {.text = i18nc("@info", "Insert the disc “virtio-win” and run “virtio-win-guest-tools.exe” on it in Windows."), .needsMedium = true};
    }
    for (const Installer &installer : installers) {
        if (installer.system == system) {
            return {.text = i18ncp("@info",
                                   "In %2, install the package %3, then restart it.",
                                   "In %2, install the packages %3, then restart it.",
                                   packages.size(),
                                   osName(osId),
                                   names),
                    .command = installer.command + u' ' + packages.join(u' ')};
        }
    }
    return {.text = i18ncp("@info",
                           "In the guest, install the package %2, then restart it.",
                           "In the guest, install the packages %2, then restart it.",
                           packages.size(),
                           names)};
}

QString findToolsMedium(const QStringList &folders)
{
    QFileInfo newest;
    for (const QString &folder : folders) {
        const QFileInfoList images = QDir(folder).entryInfoList({u"virtio-win*.iso"_s}, QDir::Files | QDir::Readable);
        for (const QFileInfo &image : images) {
            if (newest.filePath().isEmpty() || newest.lastModified() < image.lastModified()) {
                newest = image;
            }
        }
    }
    return newest.filePath().isEmpty() ? QString() : newest.absoluteFilePath();
}

QStringList toolsMediumFolders()
{
    return {u"/usr/share/virtio-win"_s,
            u"/var/lib/libvirt/images"_s,
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/libvirt/images"_L1,
            QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)};
}

} // namespace vitrine

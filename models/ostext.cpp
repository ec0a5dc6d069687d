// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinetext.h"

#include <KLocalizedString>

#include <QRegularExpression>
#include <QUrl>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

struct Family {
    QLatin1StringView key; ///< the id's word for the system
    QLatin1StringView name;
    QLatin1StringView icon;
};
constexpr Family families[] = {
    {"debian"_L1, "Debian"_L1, "debian"_L1},
    {"ubuntu"_L1, "Ubuntu"_L1, "ubuntu"_L1},
    {"fedora"_L1, "Fedora"_L1, "fedora"_L1},
    {"archlinux"_L1, "Arch Linux"_L1, "arch"_L1},
    {"opensuse"_L1, "openSUSE"_L1, "suse"_L1},
    {"leap"_L1, "openSUSE Leap"_L1, "suse"_L1},
    {"tumbleweed"_L1, "openSUSE Tumbleweed"_L1, "suse"_L1},
    {"sles"_L1, "SUSE Linux Enterprise Server"_L1, "suse"_L1},
    {"rhel"_L1, "Red Hat Enterprise Linux"_L1, "redhat"_L1},
    {"centos"_L1, "CentOS"_L1, "redhat"_L1},
    {"centos-stream"_L1, "CentOS Stream"_L1, "redhat"_L1},
    {"rocky"_L1, "Rocky Linux"_L1, "redhat"_L1},
    {"almalinux"_L1, "AlmaLinux"_L1, "redhat"_L1},
    {"win"_L1, "Windows"_L1, "windows"_L1},
    {"freebsd"_L1, "FreeBSD"_L1, "bsd"_L1},
    {"openbsd"_L1, "OpenBSD"_L1, "bsd"_L1},
    {"netbsd"_L1, "NetBSD"_L1, "bsd"_L1},
    {"linux"_L1, "Linux"_L1, "linux"_L1},
    {"alpinelinux"_L1, "Alpine Linux"_L1, "linux"_L1},
    {"gnome"_L1, "GNOME"_L1, "linux"_L1},
    {"mageia"_L1, "Mageia"_L1, "linux"_L1},
    {"nixos"_L1, "NixOS"_L1, "linux"_L1},
};

const Family *familyOf(QStringView word)
{
    for (const Family &family : families) {
        if (word.compare(family.key, Qt::CaseInsensitive) == 0) {
            return &family;
        }
    }
    return nullptr;
}

/** The words of "http://debian.org/debian/13" after the host: debian, 13. */
QStringList wordsOf(const QString &osId)
{
    return QUrl(osId).path().split(u'/', Qt::SkipEmptyParts);
}

/** "2k22" -> "Server 2022", "8.1" -> "8.1". */
QString windowsVersion(const QString &version)
{
    static const QRegularExpression server(u"^2k(\\d\\d?)(r2)?$"_s);
    const auto match = server.match(version);
    if (!match.hasMatch()) {
        return version;
    }
    const QString year = "20"_L1 + match.captured(1).rightJustified(2, u'0');
    return "Server "_L1 + year + (match.captured(2).isEmpty() ? ""_L1 : " R2"_L1);
}

QString capitalized(QString word)
{
    if (!word.isEmpty()) {
        word[0] = word.at(0).toUpper();
    }
    return word;
}

} // namespace

QString osName(const QString &osId)
{
    const QStringList words = wordsOf(osId);
    if (words.isEmpty()) {
        return i18nc("@info operating system of a machine", "Not known");
    }
    if (words.size() > 1) {
        // "opensuse/leap/15.6": the more exact word names it.
        if (const Family *inner = familyOf(words.at(1))) {
            return QStringList(QStringList{inner->name} + words.mid(2)).join(u' ');
        }
    }
    const Family *family = familyOf(words.first());
    QStringList name{family ? QString(family->name) : capitalized(words.first())};
    for (const QString &word : words.mid(1)) {
        name.append(family && family->key == "win"_L1 ? windowsVersion(word) : word);
    }
    return name.join(u' ');
}

QString osIconPath(const QString &osId)
{
    const QStringList words = wordsOf(osId);
    const Family *family = words.isEmpty() ? nullptr : familyOf(words.first());
    QString icon = u"generic"_s;
    if (family) {
        icon = family->icon;
    } else if (osId.contains("linux"_L1, Qt::CaseInsensitive)) {
        icon = u"linux"_s;
    }
    return ":/vitrine/os/"_L1 + icon + ".svg"_L1;
}

} // namespace vitrine

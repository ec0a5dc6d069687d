// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/osinfo/mediainfo.h"

#include <QRegularExpression>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** A pattern's first group is the whole version, the second one that part of it that the database uses. */
struct Row {
    QLatin1StringView pattern;
    QLatin1StringView idPrefix;
    QLatin1StringView name;
};

constexpr auto debian = "http://debian.org/debian/"_L1;
constexpr auto ubuntu = "http://ubuntu.com/ubuntu/"_L1;

constexpr Row labelRows[] = {
    {"^Debian ((\\d+)[\\d.]*)"_L1, debian, "Debian"_L1},
    {"^d-live ((\\d+)[\\d.]*)"_L1, debian, "Debian"_L1},
    {"^[KXL]?ubuntu[a-z -]*?((\\d\\d\\.\\d\\d)[\\d.]*)"_L1, ubuntu, "Ubuntu"_L1},
    {"^Edubuntu[a-z -]*?((\\d\\d\\.\\d\\d)[\\d.]*)"_L1, ubuntu, "Ubuntu"_L1},
    {"^Fedora-.*?-((\\d\\d+))"_L1, "http://fedoraproject.org/fedora/"_L1, "Fedora"_L1},
    {"^alpine-\\S+ v?((\\d+\\.\\d+)[\\d.]*)"_L1, "http://alpinelinux.org/alpinelinux/"_L1, "Alpine Linux"_L1},
    {"^Rocky-((\\d+))\\b"_L1, "http://rockylinux.org/rocky/"_L1, "Rocky Linux"_L1},
    {"^AlmaLinux-((\\d+))\\b"_L1, "http://almalinux.org/almalinux/"_L1, "AlmaLinux"_L1},
    {"^CentOS-Stream-((\\d+))\\b"_L1, "http://centos.org/centos-stream/"_L1, "CentOS Stream"_L1},
    {"^openSUSE-Leap-((\\d+\\.\\d+))"_L1, "http://opensuse.org/opensuse/"_L1, "openSUSE Leap"_L1},
    {"^nixos-.*?((\\d\\d\\.\\d\\d))"_L1, "http://nixos.org/nixos/"_L1, "NixOS"_L1},
};
constexpr Row infoRows[] = {
    {"^Debian GNU/Linux ((\\d+)[\\d.]*)"_L1, debian, "Debian"_L1},
    {"^Official Debian GNU/Linux Live ((\\d+)[\\d.]*)"_L1, debian, "Debian"_L1},
    {"^[KXL]?ubuntu[a-z -]*? ((\\d\\d\\.\\d\\d)[\\d.]*)"_L1, ubuntu, "Ubuntu"_L1},
};

MediaGuess match(const Row &row, const QString &text)
{
    const QRegularExpression pattern(row.pattern, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch found = pattern.match(text);
    if (!found.hasMatch()) {
        return {};
    }
    return {.idPrefix = row.idPrefix, .version = found.captured(2), .variant = row.name + u' ' + found.captured(1)};
}

/** Names without a version number, or with one that is not the database's. */
MediaGuess guessByHand(const QString &label)
{
    static const QRegularExpression arch(u"^ARCH_(\\d{4})(\\d{2})"_s);
    static const QRegularExpression mint(u"^Linux Mint (\\d\\d)([\\d.]*)"_s);
    static const QRegularExpression freeBsd(u"^(\\d+)_(\\d+)_RELEASE_AMD64"_s);
    static const QRegularExpression windows(u"^(CCCOMA|CPBA|CCSA|CENA|J_CCSA)_X64FRE"_s);
    if (const auto found = arch.match(label); found.hasMatch()) {
        return {u"http://archlinux.org/archlinux/"_s, u"rolling"_s, u"Arch Linux %1.%2"_s.arg(found.captured(1), found.captured(2))};
    }
    if (const auto found = mint.match(label); found.hasMatch()) {
        // Mint 20, 21, 22 are made from Ubuntu 20.04, 22.04, 24.04.
        const int base = 20 + 2 * (found.captured(1).toInt() - 20);
        return {ubuntu, u"%1.04"_s.arg(base), u"Linux Mint "_s + found.captured(1) + found.captured(2)};
    }
    if (const auto found = freeBsd.match(label); found.hasMatch()) {
        const QString version = found.captured(1) + u'.' + found.captured(2);
        return {u"http://freebsd.org/freebsd/"_s, version, u"FreeBSD "_s + version};
    }
    if (windows.match(label).hasMatch()) {
        return {u"http://microsoft.com/win/"_s, u"11"_s, u"Windows"_s};
    }
    if (label.startsWith("openSUSE-Tumbleweed"_L1)) {
        return {u"http://opensuse.org/opensuse/"_s, u"tumbleweed"_s, u"openSUSE Tumbleweed"_s};
    }
    return {};
}

} // namespace

MediaGuess guessMedia(const QString &label, const QString &diskInfo)
{
    for (const Row &row : labelRows) {
        if (const MediaGuess guess = match(row, label); !guess.idPrefix.isEmpty()) {
            return guess;
        }
    }
    if (const MediaGuess guess = guessByHand(label); !guess.idPrefix.isEmpty()) {
        return guess;
    }
    for (const Row &row : infoRows) {
        if (const MediaGuess guess = match(row, diskInfo); !guess.idPrefix.isEmpty()) {
            return guess;
        }
    }
    return {};
}

bool versionLess(const QString &a, const QString &b)
{
    const QStringList left = a.split(u'.');
    const QStringList right = b.split(u'.');
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        const int x = left.value(i).toInt();
        const int y = right.value(i).toInt();
        if (x != y) {
            return x < y;
        }
    }
    return false;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/foldermount.h"

#include "models/machinetext.h"

#include <KLocalizedString>

#include <QRegularExpression>
#include <QUrl>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9._-]+$"_s);
    return plain.match(word).hasMatch();
}

QString shellQuoted(const QString &word)
{
    return isPlain(word) ? word : u'\'' + QString(word).replace(u'\'', "'\\''"_L1) + u'\'';
}

/** Spaces and the like would end the field of /etc/fstab. */
QString tableWord(const QString &word)
{
    QString escaped = word;
    return escaped.replace(u'\\', "\\134"_L1).replace(u' ', "\\040"_L1).replace(u'\t', "\\011"_L1);
}

FolderMount linuxMount(const QString &osId, const QString &tag, bool virtioFs)
{
    const QString type = virtioFs ? u"virtiofs"_s : u"9p"_s;
    const QString options = virtioFs ? QString() : u"trans=virtio,version=9p2000.L,msize=262144"_s;
    const QString place = u"/mnt/"_s + (isPlain(tag) ? tag : u"shared"_s);
    const QString option = options.isEmpty() ? QString() : u" -o "_s + options;
    const QString line = u"%1 %2 %3 %4nofail 0 0"_s.arg(tableWord(tag), place, type, options.isEmpty() ? options : options + u',');
    return {.text = osId.isEmpty() ? i18nc("@info before a command", "In a terminal of the guest (Linux):")
                                   : i18nc("@info before a command, %1: the guest's system", "In a terminal of the guest (%1):", osName(osId)),
            .command = u"sudo mkdir -p %1 && sudo mount -t %2%3 %4 %1"_s.arg(place, type, option, shellQuoted(tag)),
            .permanent = u"echo %1 | sudo tee -a /etc/fstab"_s.arg(shellQuoted(line))};
}

FolderMount windowsMount(const QString &tag, bool virtioFs)
{
    if (!virtioFs) {
        return {.text = i18nc("@info", "Windows opens folders that are shared by virtiofs only.")};
    }
    return {.text = i18nc("@info before a command",
                          "In Windows, install WinFsp and the guest tools of the disc “virtio-win”. Then, in a command prompt:"),
            .command = uR"("C:\Program Files\Virtio-Win\VioFS\virtiofs.exe" -t "%1" -m Z:)"_s.arg(QString(tag).remove(u'"'))};
}

} // namespace

FolderMount folderMount(const QString &osId, const QString &tag, const QString &driver)
{
    const bool virtioFs = driver == "virtiofs"_L1;
    const QString system = QUrl(osId).path().section(u'/', 1, 1).toLower();
    if (system == "win"_L1) {
        return windowsMount(tag, virtioFs);
    }
    if (system.endsWith("bsd"_L1) || system.startsWith("macos"_L1) || system == "solaris"_L1) {
        return {.text = i18nc("@info %1: the guest's system", "%1 has no driver for shared folders.", osName(osId))};
    }
    return linuxMount(osId, tag, virtioFs);
}

FolderMount windowFolderMount(const QString &osId)
{
    if (QUrl(osId).path().section(u'/', 1, 1).toLower() == "win"_L1) {
        return {.text = i18nc("@info before a command", "In Windows, install “Spice WebDAV daemon”. Then, in a command prompt:"),
                .command = uR"(net use * http://localhost:9843/)"_s};
    }
    return {.text = i18nc("@info before an address", "In the guest, install the package spice-webdavd. Then open this address in its file manager:"),
            .command = u"dav://localhost:9843/"_s};
}

} // namespace vitrine

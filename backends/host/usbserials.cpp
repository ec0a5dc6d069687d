// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/usbserials.h"

#include <QDir>
#include <QFile>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).simplified() : QString();
}

} // namespace

QHash<QString, QString> usbSerials(const QString &root)
{
    QHash<QString, QString> serials;
    const QDir devices(root + u"/sys/bus/usb/devices"_s);
    for (const QString &name : devices.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = devices.filePath(name);
        const QString serial = textOf(path + u"/serial"_s);
        const QString bus = textOf(path + u"/busnum"_s); // interfaces have none of this
        if (!serial.isEmpty() && !bus.isEmpty()) {
            serials.insert(bus + u'-' + textOf(path + u"/devnum"_s), serial);
        }
    }
    return serials;
}

} // namespace vitrine

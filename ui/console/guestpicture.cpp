// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestpicture.h"

#include "backends/console/consolesession.h"

#include <QDateTime>
#include <QRegularExpression>

namespace vitrine {

QImage guestPicture(const ConsoleHead *head)
{
    QImage picture;
    if (head && !head->size().isEmpty()) {
        head->read([&picture](const QImage &image) {
            const bool same = image.format() == QImage::Format_RGB32;
            picture = same ? image.copy() : image.convertToFormat(QImage::Format_RGB32);
        });
    }
    return picture;
}

QString proposedFileName(const QString &machineName, const QString &suffix)
{
    static const QRegularExpression awkward(QStringLiteral("[/\\\\:*?\"<>|\\p{Cc}]+"));
    QString name = machineName.left(80).trimmed();
    name.replace(awkward, QStringLiteral("-"));
    while (name.startsWith(u'.')) {
        name.remove(0, 1); // would be hidden
    }
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd hh-mm-ss"));
    return QStringLiteral("%1 %2.%3").arg(name, time, suffix).trimmed();
}

} // namespace vitrine

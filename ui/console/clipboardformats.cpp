// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/clipboardformats.h"

#include <QBuffer>
#include <QImageReader>
#include <QMimeData>
#include <QTextDocumentFragment>

#include <array>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

const auto ownerType = u"application/x-vitrine-guest"_s;

/** 8K screens and a row of three 4K ones pass. */
constexpr int maxSide = 16384;
constexpr qint64 maxPixels = 64LL * 1024 * 1024;

/** MIME type and Qt's name of the formats a guest's agent speaks, best first. */
constexpr std::array imageTypes = {
    std::pair{"image/png"_L1, "png"},
    std::pair{"image/bmp"_L1, "bmp"},
    std::pair{"image/tiff"_L1, "tiff"},
    std::pair{"image/jpeg"_L1, "jpeg"},
};

QByteArray readerFormat(const QString &mimeType)
{
    for (const auto &[type, format] : imageTypes) {
        if (type == mimeType && QImageReader::supportedImageFormats().contains(format)) {
            return format;
        }
    }
    return {};
}

} // namespace

QString clipboardTextType()
{
    return u"text/plain;charset=utf-8"_s;
}

QString clipboardImageType()
{
    return imageTypes.front().first;
}

QStringList offerOf(const QMimeData &data)
{
    QStringList offer;
    if (data.hasText() || data.hasHtml()) {
        offer.append(clipboardTextType());
    }
    if (data.hasImage()) {
        offer.append(clipboardImageType());
    }
    return offer;
}

QByteArray textForGuest(const QMimeData &data)
{
    if (data.hasText()) {
        return data.text().toUtf8();
    }
    return QTextDocumentFragment::fromHtml(data.html()).toPlainText().toUtf8();
}

QString textFromGuest(const QByteArray &data)
{
    QString text = QString::fromUtf8(data);
    text.remove(QChar::Null);
    return text.replace("\r\n"_L1, "\n"_L1);
}

QString bestImageType(const QStringList &offered)
{
    for (const auto &[type, format] : imageTypes) {
        if (offered.contains(type) && !readerFormat(type).isEmpty()) {
            return type;
        }
    }
    return {};
}

Result<GuestPicture> readGuestPicture(const QByteArray &data, const QString &mimeType)
{
    QBuffer buffer;
    buffer.setData(data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, readerFormat(mimeType));
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty()) {
        return fail(ErrorCode::Protocol, mimeType, reader.errorString());
    }
    if (size.width() > maxSide || size.height() > maxSide || qint64(size.width()) * size.height() > maxPixels) {
        return fail(ErrorCode::TooLarge, mimeType);
    }
    const QImage read = reader.read();
    // A picture with a palette can have one that Qt reads, and does not write.
    GuestPicture picture{.image = read.convertToFormat(read.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32)};
    picture.png = writePng(picture.image);
    if (picture.png.isEmpty()) {
        return fail(ErrorCode::Protocol, mimeType, reader.errorString());
    }
    return picture;
}

QByteArray writePng(const QImage &image)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return png;
}

void markOwner(QMimeData &data, const QString &owner)
{
    data.setData(ownerType, owner.toUtf8());
}

bool isOwnedBy(const QMimeData &data, const QString &owner)
{
    return data.data(ownerType) == owner.toUtf8();
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "ui/console/clipboardformats.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <array>

using namespace vitrine;

/**
 * @file
 * What a guest has put on its clipboard: an input's first byte chooses the type, the rest is a picture
 * of that type, or a text.
 */
namespace {

constexpr std::array types = {"image/png", "image/bmp", "image/jpeg", "image/tiff"};

/** A picture of many pixels takes seconds and shows nothing that a small one would not. */
bool isSmall(const QByteArray &data, const QByteArray &format)
{
    QBuffer buffer;
    buffer.setData(data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    return qint64(size.width()) * size.height() <= 256 * 256 || size.width() > 16384 || size.height() > 16384;
}

void readPicture(const QByteArray &data, const QByteArray &type)
{
    if (!isSmall(data, type.mid(6))) {
        return;
    }
    const auto read = readGuestPicture(data, QString::fromLatin1(type));
    if (!read) {
        require(read.error().code == ErrorCode::Protocol || read.error().code == ErrorCode::TooLarge, "a refusal is Protocol or TooLarge");
        return;
    }
    require(!read->image.isNull() && read->image.width() <= 16384 && read->image.height() <= 16384, "a picture is of a sane size");
    require(read->png.startsWith("\x89PNG"), "it is encoded anew");
}

void readText(const QByteArray &data)
{
    const QString text = textFromGuest(data);
    require(text.isValidUtf16() && !text.contains(QChar::Null), "a text is valid Unicode without NUL");
    require(text.size() <= data.size(), "a text does not grow");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argc = 0;
    static const QCoreApplication application(argc, nullptr);
    static const auto quiet = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { }); // Qt tells what is wrong with each
    (void)quiet;
    if (size == 0) {
        return 0;
    }
    const QByteArray content(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const std::size_t choice = data[0] % (types.size() + 1);
    if (choice < types.size()) {
        readPicture(content, types.at(choice));
    } else {
        readText(content);
    }
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    QImage image(9, 5, QImage::Format_RGB32);
    image.fill(0xff336699);
    image.setPixel(4, 2, 0xffffffff);
    std::vector<std::string> seeds;
    for (std::size_t i = 0; i < types.size(); ++i) {
        for (const auto format : {QImage::Format_RGB32, QImage::Format_Grayscale8, QImage::Format_Mono, QImage::Format_ARGB32}) {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::WriteOnly);
            if (image.convertToFormat(format).save(&buffer, types.at(i) + 6)) {
                seeds.push_back(std::string(1, char(i)) + bytes.toStdString());
            }
        }
    }
    seeds.push_back(std::string(1, char(types.size())) + "Gr\xc3\xbc\xc3\x9f" "e\r\nzwei\xff");
    return seeds;
}

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/isodescriptors.h"

#include <algorithm>
#include <cctype>

namespace vitrine {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t firstDescriptor = 16 * isoSectorBytes;

enum DescriptorType : std::uint8_t {
    BootRecord = 0,
    Primary = 1,
    Terminator = 255,
};

/** The part of `bytes` from `offset` on, shorter or empty where `bytes` ends. */
Bytes slice(Bytes bytes, std::size_t offset, std::size_t length)
{
    if (offset >= bytes.size()) {
        return {};
    }
    return bytes.subspan(offset, std::min(length, bytes.size() - offset));
}

std::uint8_t byteAt(Bytes bytes, std::size_t offset)
{
    return offset < bytes.size() ? std::uint8_t(bytes[offset]) : 0;
}

std::uint32_t little16(Bytes bytes, std::size_t offset)
{
    return byteAt(bytes, offset) | std::uint32_t(byteAt(bytes, offset + 1)) << 8;
}

std::uint32_t little32(Bytes bytes, std::size_t offset)
{
    return little16(bytes, offset) | little16(bytes, offset + 2) << 16;
}

std::string_view textAt(Bytes bytes, std::size_t offset, std::size_t length)
{
    const Bytes part = slice(bytes, offset, length);
    return {reinterpret_cast<const char *>(part.data()), part.size()};
}

/** Identifiers are ASCII by the standard and anything in the wild. */
QString identifier(Bytes descriptor, std::size_t offset, std::size_t length)
{
    const std::string_view raw = textAt(descriptor, offset, length);
    const QByteArray bytes(raw.data(), qsizetype(raw.size()));
    QString text = QString::fromUtf8(bytes);
    if (text.contains(QChar::ReplacementCharacter)) {
        text = QString::fromLatin1(bytes);
    }
    text.removeIf([](QChar character) {
        return character.category() == QChar::Other_Control;
    });
    return text.trimmed();
}

IsoExtent extentOf(Bytes record)
{
    return {.offset = std::uint64_t(little32(record, 2)) * isoSectorBytes, .length = little32(record, 10)};
}

void readPrimary(Bytes descriptor, IsoDescriptors &result)
{
    result.iso9660 = true;
    result.system = identifier(descriptor, 8, 32);
    result.label = identifier(descriptor, 40, 32);
    result.publisher = identifier(descriptor, 318, 128);
    result.application = identifier(descriptor, 574, 128);
    const std::uint32_t blockBytes = little16(descriptor, 128);
    result.volumeBytes = std::uint64_t(little32(descriptor, 80)) * (blockBytes == 0 ? isoSectorBytes : blockBytes);
    result.rootDirectory = extentOf(slice(descriptor, 156, 34));
}

void readDescriptor(Bytes descriptor, IsoDescriptors &result)
{
    const std::uint8_t type = byteAt(descriptor, 0);
    if (type == Primary && !result.iso9660) {
        readPrimary(descriptor, result);
    } else if (type == BootRecord && textAt(descriptor, 7, 23) == "EL TORITO SPECIFICATION") {
        result.bootCatalog = std::uint64_t(little32(descriptor, 71)) * isoSectorBytes;
    }
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

/** The Rock Ridge "NM" name in the system use area of a directory record; empty: none. */
std::string_view rockRidgeName(Bytes area)
{
    for (std::size_t at = 0; at + 4 <= area.size();) {
        const std::size_t length = byteAt(area, at + 2);
        if (length < 4 || at + length > area.size()) {
            break;
        }
        if (textAt(area, at, 2) == "NM" && length > 5) {
            return textAt(area, at + 5, length - 5);
        }
        at += length;
    }
    return {};
}

bool recordIsCalled(Bytes record, std::string_view name)
{
    const std::size_t nameLength = byteAt(record, 32);
    if (33 + nameLength > record.size()) {
        return false;
    }
    std::string_view isoName = textAt(record, 33, nameLength);
    isoName = isoName.substr(0, isoName.find(';'));
    const std::size_t areaOffset = 33 + nameLength + (nameLength % 2 == 0 ? 1 : 0);
    return equalIgnoringCase(isoName, name) || equalIgnoringCase(rockRidgeName(slice(record, areaOffset, record.size())), name);
}

} // namespace

IsoDescriptors parseIsoDescriptors(std::span<const std::byte> head)
{
    IsoDescriptors result;
    bool terminated = false;
    for (std::size_t offset = firstDescriptor; offset + isoSectorBytes <= head.size(); offset += isoSectorBytes) {
        const Bytes sector = slice(head, offset, isoSectorBytes);
        const std::string_view magic = textAt(sector, 1, 5);
        if (magic == "CD001") {
            if (!terminated) {
                readDescriptor(sector, result);
                terminated = byteAt(sector, 0) == Terminator;
            }
        } else if (magic == "NSR02" || magic == "NSR03") {
            result.udf = true;
        } else if (magic != "BEA01" && magic != "TEA01" && magic != "BOOT2") {
            break;
        }
    }
    return result;
}

BootCatalog parseBootCatalog(std::span<const std::byte> catalog)
{
    constexpr std::size_t entryBytes = 32;
    constexpr std::uint8_t bootable = 0x88;
    constexpr std::uint8_t efi = 0xef;
    BootCatalog result;
    if (catalog.size() < 2 * entryBytes || byteAt(catalog, 0) != 1 || byteAt(catalog, 30) != 0x55 || byteAt(catalog, 31) != 0xaa) {
        return result;
    }
    std::uint8_t platform = byteAt(catalog, 1);
    const std::size_t end = std::min(catalog.size(), isoSectorBytes);
    for (std::size_t at = entryBytes; at + entryBytes <= end; at += entryBytes) {
        const std::uint8_t kind = byteAt(catalog, at);
        if (kind == 0x90 || kind == 0x91) { // head of a section for another platform
            platform = byteAt(catalog, at + 1);
        } else if (kind == bootable) {
            (platform == efi ? result.uefi : result.bios) = true;
        }
    }
    return result;
}

std::optional<IsoExtent> findInDirectory(std::span<const std::byte> directory, std::string_view name)
{
    constexpr std::size_t smallestRecord = 34;
    std::size_t at = 0;
    while (at < directory.size()) {
        const std::size_t length = byteAt(directory, at);
        if (length < smallestRecord) {
            at = (at / isoSectorBytes + 1) * isoSectorBytes; // records don't cross sectors
            continue;
        }
        const Bytes record = slice(directory, at, length);
        if (record.size() == length && recordIsCalled(record, name)) {
            return extentOf(record);
        }
        at += length;
    }
    return std::nullopt;
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/images/isodescriptors.h"

#include <QByteArray>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace vitrine {

/**
 * Makes the smallest image that has what a test is about: descriptors at sector 16, a boot catalog
 * at 20, the root folder at 21, /.disk at 22, /.disk/info at 23.
 */
class IsoBuilder
{
public:
    static constexpr std::uint32_t sectors = 32;
    static constexpr std::uint32_t catalogSector = 20;
    static constexpr std::uint32_t rootSector = 21;

    IsoBuilder()
        : m_bytes(sectors * isoSectorBytes, '\0')
    {
        descriptor(16, 1);
        setVolumeSectors(sectors);
        little16(16 * isoSectorBytes + 128, isoSectorBytes);
        putRecord(16 * isoSectorBytes + 156, rootSector, isoSectorBytes, std::string_view("\0", 1));
        descriptor(17, 255);
    }
    IsoBuilder &label(std::string_view text)
    {
        return identifier(40, 32, text);
    }
    IsoBuilder &system(std::string_view text)
    {
        return identifier(8, 32, text);
    }
    IsoBuilder &publisher(std::string_view text)
    {
        return identifier(318, 128, text);
    }
    IsoBuilder &application(std::string_view text)
    {
        return identifier(574, 128, text);
    }
    IsoBuilder &setVolumeSectors(std::uint32_t count)
    {
        little32(16 * isoSectorBytes + 80, count);
        return *this;
    }
    /** El Torito entries; `bios` is the default entry. */
    IsoBuilder &bootable(bool bios, bool uefi)
    {
        descriptor(17, 0);
        put(17 * isoSectorBytes + 7, "EL TORITO SPECIFICATION");
        little32(17 * isoSectorBytes + 71, catalogSector);
        descriptor(18, 255);
        const std::size_t catalog = catalogSector * isoSectorBytes;
        m_bytes[catalog] = 1;
        m_bytes[catalog + 30] = char(0x55);
        m_bytes[catalog + 31] = char(0xaa);
        m_bytes[catalog + 32] = char(bios ? 0x88 : 0);
        m_bytes[catalog + 64] = char(0x91);
        m_bytes[catalog + 65] = char(0xef);
        m_bytes[catalog + 96] = char(uefi ? 0x88 : 0);
        return *this;
    }
    /** /.disk/info; with Rock Ridge the ISO names are other ones. */
    IsoBuilder &diskInfo(std::string_view text, bool rockRidge = true)
    {
        putRecord(rootSector * isoSectorBytes, 22, isoSectorBytes, rockRidge ? "_DISK" : ".DISK", rockRidge ? ".disk" : "");
        putRecord(22 * isoSectorBytes, 23, std::uint32_t(text.size()), "INFO;1", rockRidge ? "info" : "");
        put(23 * isoSectorBytes, text);
        return *this;
    }
    IsoBuilder &put(std::size_t offset, std::string_view text)
    {
        std::memcpy(m_bytes.data() + offset, text.data(), text.size());
        return *this;
    }
    void little32(std::size_t offset, std::uint32_t value)
    {
        little16(offset, std::uint16_t(value));
        little16(offset + 2, std::uint16_t(value >> 16));
    }
    [[nodiscard]] QByteArray bytes() const
    {
        return m_bytes;
    }

private:
    void descriptor(std::uint32_t sector, std::uint8_t type)
    {
        m_bytes[sector * isoSectorBytes] = char(type);
        put(sector * isoSectorBytes + 1, std::string_view("CD001\1", 6));
    }
    IsoBuilder &identifier(std::size_t offset, std::size_t length, std::string_view text)
    {
        std::memset(m_bytes.data() + 16 * isoSectorBytes + offset, ' ', length);
        return put(16 * isoSectorBytes + offset, text.substr(0, length));
    }
    void little16(std::size_t offset, std::uint16_t value)
    {
        m_bytes[offset] = char(value);
        m_bytes[offset + 1] = char(value >> 8);
    }
    void putRecord(std::size_t offset, std::uint32_t sector, std::uint32_t length, std::string_view name, std::string_view rockRidge = {})
    {
        const std::size_t area = 33 + name.size() + (name.size() % 2 == 0 ? 1 : 0);
        m_bytes[offset] = char(area + (rockRidge.empty() ? 0 : 5 + rockRidge.size()));
        little32(offset + 2, sector);
        little32(offset + 10, length);
        m_bytes[offset + 32] = char(name.size());
        put(offset + 33, name);
        if (!rockRidge.empty()) {
            put(offset + area, "NM");
            m_bytes[offset + area + 2] = char(5 + rockRidge.size());
            m_bytes[offset + area + 3] = 1;
            put(offset + area + 5, rockRidge);
        }
    }

    QByteArray m_bytes;
};

} // namespace vitrine

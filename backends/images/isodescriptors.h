// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/**
 * @file
 * Pure readers of the few structures of an optical disc image that tell what it is. Every byte is
 * untrusted: nothing is read outside the span, nothing recurses, all loops are bounded by the span.
 * Formats: ECMA-119 (ISO 9660), ECMA-167 part 2 (UDF recognition), El Torito 1.0.
 */
namespace vitrine {

constexpr std::size_t isoSectorBytes = 2048;
/** How much of the start of an image parseIsoDescriptors() may make use of. */
constexpr std::size_t isoHeadBytes = 64 * isoSectorBytes;

/** A run of bytes in the image: where it claims to be, not checked against the image's size. */
struct IsoExtent {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    bool operator==(const IsoExtent &) const = default;
};

struct IsoDescriptors {
    bool iso9660 = false;
    bool udf = false;
    QString label = {}; ///< Texts are without padding and control characters.
    QString system = {};
    QString publisher = {};
    QString application = {};
    std::uint64_t volumeBytes = 0; ///< What the image says its size is.
    std::optional<std::uint64_t> bootCatalog = {}; ///< Offset of the El Torito boot catalog.
    IsoExtent rootDirectory = {};
    bool operator==(const IsoDescriptors &) const = default;
};

/** Reads the volume descriptors out of the first bytes of an image (from offset 0). */
[[nodiscard]] IsoDescriptors parseIsoDescriptors(std::span<const std::byte> head);

/** What the entries of a boot catalog are for. */
struct BootCatalog {
    bool bios = false;
    bool uefi = false;
    bool operator==(const BootCatalog &) const = default;
};
/** `catalog`: the bytes at IsoDescriptors::bootCatalog; one sector is enough. */
[[nodiscard]] BootCatalog parseBootCatalog(std::span<const std::byte> catalog);

/** Finds a file or folder by its ISO 9660 or Rock Ridge name, in any case, in a directory's bytes. */
[[nodiscard]] std::optional<IsoExtent> findInDirectory(std::span<const std::byte> directory, std::string_view name);

} // namespace vitrine

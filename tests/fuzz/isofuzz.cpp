// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/images/isodescriptors.h"
#include "tests/support/isobuilder.h"

using namespace vitrine;

namespace {

constexpr std::size_t systemArea = 16 * isoSectorBytes; ///< nobody reads it: left out of the inputs

std::span<const std::byte> from(std::span<const std::byte> bytes, std::uint64_t offset)
{
    return offset < bytes.size() ? bytes.subspan(std::size_t(offset)) : std::span<const std::byte>();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::vector<std::byte> image(systemArea + size);
    if (size > 0) {
        std::memcpy(image.data() + systemArea, data, size);
    }
    const IsoDescriptors descriptors = parseIsoDescriptors(image);
    require(descriptors.label.size() <= 32 && descriptors.publisher.size() <= 128, "texts are as long as their fields");
    require(descriptors.iso9660 || descriptors.label.isEmpty(), "only a primary descriptor has a label");
    if (descriptors.bootCatalog) {
        (void)parseBootCatalog(from(image, *descriptors.bootCatalog));
    }
    const auto folder = findInDirectory(from(image, descriptors.rootDirectory.offset), ".disk");
    if (folder) {
        (void)findInDirectory(from(image, folder->offset), "info");
    }
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    std::vector<std::string> seeds;
    for (const QByteArray &image : {IsoBuilder().label("Debian 13.1.0 amd64 n").bootable(true, true).diskInfo("Debian").bytes(),
                                    IsoBuilder().label("X").diskInfo("Ubuntu", false).bytes()}) {
        seeds.push_back(image.mid(systemArea).toStdString());
    }
    return seeds;
}

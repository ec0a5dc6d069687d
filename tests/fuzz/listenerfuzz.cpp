// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/console/displaylistener.h"
#include "backends/core/filedescriptor.h"

#include <QCoreApplication>

#include <array>
#include <cstring>
#include <span>

#include <sys/mman.h>
#include <unistd.h>

using namespace vitrine;

/**
 * @file
 * Calls of a hostile QEMU: an input is a row of them, each a byte that chooses the method, its numbers
 * (four bytes each, little-endian), and for methods with pixels a 16-bit count and that many bytes.
 */
namespace {

class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size)
        : m_rest(data, size)
    {
    }
    [[nodiscard]] bool atEnd() const
    {
        return m_rest.empty();
    }
    quint32 number(std::size_t size)
    {
        quint32 value = 0;
        const std::span<const std::uint8_t> taken = bytes(size);
        std::memcpy(&value, taken.data(), taken.size());
        return value;
    }
    std::span<const std::uint8_t> bytes(std::size_t size)
    {
        const auto taken = m_rest.first(std::min(size, m_rest.size()));
        m_rest = m_rest.subspan(taken.size());
        return taken;
    }

private:
    std::span<const std::uint8_t> m_rest;
};

struct Call {
    const char *method;
    const char *arguments; ///< without the bytes at the end
    bool pixels;
};
constexpr std::array calls = {
    Call{"Scanout", "uuuu", true},
    Call{"Update", "iiiiuu", true},
    Call{"ScanoutMap", "huuuuu", false},
    Call{"UpdateMap", "iiii", false},
    Call{"CursorDefine", "iiii", true},
    Call{"MouseSet", "iii", false},
    Call{"Disable", "", false},
};
constexpr std::size_t shrink = calls.size(); ///< no call: the peer cuts the file under the mapping

constexpr off_t sharedBytes = 1 << 16;

GVariantPtr argumentsOf(const Call &call, Input &input)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE_TUPLE);
    for (const char *type = call.arguments; *type; ++type) {
        const quint32 value = input.number(4);
        const bool isUnsigned = *type == 'u';
        g_variant_builder_add_value(&builder,
                                    isUnsigned         ? g_variant_new_uint32(value)
                                        : *type == 'h' ? g_variant_new_handle(static_cast<qint32>(value % 3) - 1)
                                                       : g_variant_new_int32(static_cast<qint32>(value)));
    }
    if (call.pixels) {
        const auto bytes = input.bytes(input.number(2));
        g_variant_builder_add_value(&builder, g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, bytes.data(), bytes.size(), 1));
    }
    return GVariantPtr(g_variant_ref_sink(g_variant_builder_end(&builder)));
}

/** Reads every pixel, as a painter would. */
quint64 sumOfPixels(const HeadPicture &picture)
{
    quint64 sum = 0;
    picture.read([&sum](const QImage &image) {
        for (int y = 0; y < image.height(); ++y) {
            const uchar *line = image.constScanLine(y);
            for (qsizetype i = 0; i < (qsizetype(image.width()) * image.depth() + 7) / 8; ++i) {
                sum += line[i];
            }
        }
    });
    return sum;
}

void check(HeadPicture &picture, bool agreed, QSize before)
{
    const QSize size = picture.size();
    require(agreed || size == before, "a refused call changes nothing");
    require(size.width() <= 16384 && size.height() <= 16384, "a picture is of a sane size");
    require(picture.takeDamage().subtracted(QRect(QPoint(), size)).isEmpty(), "damage lies in the picture");
    const GuestCursor cursor = picture.cursor();
    require(cursor.image.isNull() || cursor.image.rect().contains(cursor.hotSpot), "the hot spot lies in the cursor");
    (void)sumOfPixels(picture);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argc = 0;
    static const QCoreApplication application(argc, nullptr);
    const auto picture = std::make_shared<HeadPicture>(QCoreApplication::instance(), [](int) { });
    DisplayListener listener(picture);
    const GObjectPtr<GUnixFDList> descriptors(g_unix_fd_list_new());
    const FileDescriptor memory(memfd_create("picture", MFD_CLOEXEC));
    require(ftruncate(memory.get(), sharedBytes) == 0 && g_unix_fd_list_append(descriptors.get(), memory.get(), nullptr) == 0, "shared memory");

    Input input(data, size);
    for (int count = 0; count < 64 && !input.atEnd(); ++count) {
        const std::size_t choice = input.number(1) % (calls.size() + 1);
        const QSize before = picture->size();
        bool agreed = true;
        if (choice == shrink) {
            require(ftruncate(memory.get(), input.number(2)) == 0, "shrinking");
        } else {
            const Call &call = calls[choice];
            const GVariantPtr arguments = argumentsOf(call, input);
            require(DisplayListener::fits(call.method, arguments.get()), "arguments of the right types");
            agreed = listener.call(call.method, arguments.get(), descriptors.get()).has_value();
        }
        check(*picture, agreed, before);
    }
    picture->detach();
    QCoreApplication::processEvents();
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    const auto row = [](std::uint8_t method, std::initializer_list<quint32> numbers, std::string pixels = {}, bool counted = false) {
        std::string text(1, char(method));
        for (const quint32 value : numbers) {
            text.append(reinterpret_cast<const char *>(&value), 4);
        }
        if (counted) {
            const auto count = static_cast<quint16>(pixels.size());
            text.append(reinterpret_cast<const char *>(&count), 2);
        }
        return text + pixels;
    };
    constexpr quint32 x8r8g8b8 = 0x20020888;
    const std::string scanout = row(0, {8, 4, 32, x8r8g8b8}, std::string(128, 'x'), true);
    const std::string update = row(1, {2, 1, 3, 2, 12, x8r8g8b8}, std::string(24, 'y'), true);
    const std::string map = row(2, {1, 0, 64, 48, 256, x8r8g8b8});
    const std::string updateMap = row(3, {60, 40, 4, 8});
    const std::string cursor = row(4, {4, 4, 1, 1}, std::string(64, 'c'), true) + row(5, {3, 3, 1});
    const std::string cut = row(7, {}, std::string(2, '\0'));
    return {scanout + update, map + updateMap, map + cut + updateMap, scanout + map + updateMap + scanout + update, cursor, map + row(6, {}) + updateMap};
}

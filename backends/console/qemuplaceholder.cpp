// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemuplaceholder.h"

namespace vitrine {
namespace {

constexpr int letters = 29; // of "Display output is not active."
constexpr int letterWidth = 8;
constexpr int letterHeight = 16;
/** FNV-1a over the text's bits as QEMU 10.0 draws them, row by row. */
constexpr quint64 textHash = 0x23364539d2f12f19;

quint64 hashed(const QImage &text)
{
    quint64 hash = 0xcbf29ce484222325;
    for (int y = 0; y < letterHeight; ++y) {
        for (int letter = 0; letter < letters; ++letter) {
            quint64 bits = 0;
            for (int x = 0; x < letterWidth; ++x) {
                const bool ink = (text.pixel(letter * letterWidth + x, y) & RGB_MASK) != 0;
                bits = bits << 1 | (ink ? 1 : 0);
            }
            hash = (hash ^ bits) * 0x100000001b3;
        }
    }
    return hash;
}

} // namespace

bool isQemuPlaceholder(const QImage &picture)
{
    // On a grid of letters, in the middle.
    const int column = (picture.width() / letterWidth - letters) / 2;
    const int row = (picture.height() / letterHeight - 1) / 2;
    if (column < 0 || row < 0 || picture.height() < letterHeight) {
        return false;
    }
    return hashed(picture.copy(column * letterWidth, row * letterHeight, letters * letterWidth, letterHeight)) == textHash;
}

} // namespace vitrine

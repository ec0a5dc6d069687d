// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/console/vnccuttext.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto read = parseVncCutText(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!read) {
        require(read.error().code == ErrorCode::Protocol || read.error().code == ErrorCode::TooLarge, "a refusal is Protocol or TooLarge");
        return 0;
    }
    require(read->text.size() <= maxVncText, "a text is no longer than allowed");
    require(read->kind == VncCutText::Kind::Text || read->text.isEmpty(), "only a text has one");
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    constexpr int header = 8; // of the whole message
    std::vector<std::string> seeds;
    for (const VncCutText &sent : {VncCutText{.kind = VncCutText::Kind::Capabilities},
                                   VncCutText{.kind = VncCutText::Kind::Offer, .hasText = true},
                                   VncCutText{.kind = VncCutText::Kind::Request, .hasText = true},
                                   VncCutText{.kind = VncCutText::Kind::Text, .hasText = true, .text = "Grüße\nzwei"}}) {
        seeds.push_back(vncCutTextMessage(sent).mid(header).toStdString());
    }
    return seeds;
}

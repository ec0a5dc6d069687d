// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/console/spiceagentwatch.h"

using namespace vitrine;

namespace {

constexpr quint32 limit = 64;

bool passes(QByteArrayView stream, qsizetype step)
{
    SpiceAgentWatch watch(limit);
    for (; !stream.isEmpty(); stream = stream.sliced(std::min(step, stream.size()))) {
        if (!watch.follow(stream.first(std::min(step, stream.size())))) {
            return false;
        }
    }
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView stream(data, qsizetype(size));
    const bool whole = passes(stream, std::max<qsizetype>(stream.size(), 1));
    require(whole == passes(stream, 1) && whole == passes(stream, 7), "how a stream is cut makes no difference");
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    using namespace std::string_literals;
    const auto number = [](quint32 value) {
        return std::string{char(value & 255), char(value >> 8 & 255), char(value >> 16 & 255), char(value >> 24 & 255)};
    };
    const std::string reply = number(0) + std::string(162, 'k') + number(1) + number(0) + number(178) + number(8);
    const std::string greeting = "REDQ" + number(2) + number(2) + number(quint32(reply.size())) + reply + number(0);
    const auto agentData = [&](const std::string &part) {
        return "\x6d\0"s + number(quint32(part.size())) + part; // SPICE_MSG_MAIN_AGENT_DATA
    };
    const auto agentHeader = [&](quint32 size) {
        return number(1) + number(4) + number(0) + number(0) + number(size);
    };
    return {greeting + agentData(agentHeader(3) + "abc"),
            greeting + agentData(agentHeader(40)) + agentData(std::string(40, 'x')),
            greeting + agentData(agentHeader(65)),
            greeting + agentData(agentHeader(0xF0000000))};
}

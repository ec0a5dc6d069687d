// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/core/networkxml.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Result<NetworkXml> xml = NetworkXml::parse(QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!xml) {
        require(xml.error().code == ErrorCode::XmlInvalid, "a refusal is XmlInvalid");
        return 0;
    }
    const QString text = xml->toString();
    const NetworkDefinition definition = xml->definition();
    xml->apply(definition);
    require(xml->toString() == text, "applying what is there changes nothing");
    const Result<NetworkXml> again = NetworkXml::parse(text);
    require(again.has_value() && again->toString() == text, "what was written reads back the same");
    require(again->definition() == definition, "what was written means the same");
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    return {
        "<network/>",
        "<network><name>inside</name><uuid>6f2a3c0e-8a3f-4f0e-9c9b-2d8f7a1b5c11</uuid><forward mode='nat'><nat><port start='1024' end='65535'/></nat></forward>"
        "<bridge name='virbr3' stp='on'/><domain name='lan'/><ip address='192.168.50.1' netmask='255.255.255.0'><dhcp>"
        "<range start='192.168.50.2' end='192.168.50.99'/><host mac='52:54:00:01:02:03' name='a' ip='192.168.50.7'/></dhcp></ip>"
        "<ip family='ipv6' address='fd00::1' prefix='64'/></network>"};
}

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"

using namespace vitrine;

namespace {

void requireStable(const DomainXml &xml, const char *property)
{
    const QString text = xml.toString();
    const Result<DomainXml> again = DomainXml::parse(text);
    require(again.has_value(), property);
    require(again->toString() == text, property);
    require(machineDetails(*again) == machineDetails(xml), property);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString input = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    Result<DomainXml> xml = DomainXml::parse(input);
    if (!xml) {
        require(xml.error().code == ErrorCode::XmlInvalid, "a refusal is XmlInvalid");
        return 0;
    }
    requireStable(*xml, "what was written reads back the same");
    xml->setTitle(input.left(100));
    xml->setDescription(input.right(100));
    xml->setMemory(quint64(size) << 20);
    xml->setProcessors(int(size % 64) + 1);
    (void)xml->setMedium(QStringLiteral("sda"), input.left(50));
    xml->setAcceleration(size % 2 == 0);
    requireStable(*xml, "an edited definition reads back the same");
    return 0;
}

std::vector<std::string> builtInSeeds()
{
    return {"<domain/>", "<domain type='kvm'><a/>&amp;&#13;<![CDATA[]]></domain>"};
}

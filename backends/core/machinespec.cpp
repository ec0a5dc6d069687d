// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/machinespec.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxTitleCharacters = 200;
constexpr qsizetype maxNameBytes = 120;

/** Neither in a one-line title nor, for the most part, in an XML document. */
bool isForbidden(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return QChar::isNonCharacter(character);
    }
}

/** `text` cut to at most `bytes` bytes of UTF-8, between characters. */
QString cutToBytes(const QString &text, qsizetype bytes)
{
    qsizetype used = 0;
    qsizetype end = 0;
    while (end < text.size()) {
        const qsizetype units = text.at(end).isHighSurrogate() && end + 1 < text.size() ? 2 : 1;
        used += text.mid(end, units).toUtf8().size();
        if (used > bytes) {
            break;
        }
        end += units;
    }
    return text.left(end);
}

QString safeName(const QString &title)
{
    QString name;
    for (const char32_t character : title.trimmed().toUcs4()) {
        if (isForbidden(character) || character == U'/') {
            name += u'-';
        } else {
            name += QStringView(QChar::fromUcs4(character));
        }
    }
    const auto start = std::ranges::find_if(name, [](QChar character) {
        return character != u'-' && character != u'.' && !character.isSpace();
    });
    name.remove(0, std::distance(name.begin(), start));
    return name;
}

bool usesPiece(const MachineSpec &spec, const QString &piece)
{
    if (piece == "ovmf"_L1) {
        return spec.firmware != Firmware::Bios;
    }
    if (piece == "swtpm"_L1) {
        return spec.tpm2;
    }
    if (piece == "passt"_L1) {
        return spec.network;
    }
    return piece == "spice"_L1;
}

} // namespace

Firmware firmwareFor(const MachineSpec &spec, const HostCapabilities &host)
{
    if (spec.firmware == Firmware::UefiSecureBoot && !host.secureBootLoader.isEmpty()) {
        return Firmware::UefiSecureBoot;
    }
    return spec.firmware != Firmware::Bios && host.uefi ? Firmware::Uefi : Firmware::Bios;
}

QStringList missingPiecesFor(const MachineSpec &spec, const HostCapabilities &host)
{
    QStringList pieces;
    std::ranges::copy_if(host.missingPieces, std::back_inserter(pieces), [&spec](const QString &piece) {
        return usesPiece(spec, piece);
    });
    return pieces;
}

NameProblem checkTitle(const QString &title, const QStringList &takenTitles)
{
    const QString trimmed = title.trimmed();
    const auto characters = trimmed.toUcs4();
    // A newline at the end is not trimmed away silently: it was pasted, and more may be missing.
    if (!title.isValidUtf16() || std::ranges::any_of(title.toUcs4(), isForbidden)) {
        return NameProblem::ControlCharacter;
    }
    if (trimmed.isEmpty()) {
        return NameProblem::Empty;
    }
    if (characters.size() > maxTitleCharacters) {
        return NameProblem::TooLong;
    }
    return takenTitles.contains(trimmed) ? NameProblem::Taken : NameProblem::None;
}

QString machineNameFor(const QString &title, const QStringList &takenNames)
{
    QString base = safeName(title);
    if (base.isEmpty()) {
        base = u"machine"_s;
    }
    QString name = cutToBytes(base, maxNameBytes).trimmed();
    for (int number = 2; takenNames.contains(name); ++number) {
        const QString suffix = u"-%1"_s.arg(number);
        name = cutToBytes(base, maxNameBytes - suffix.size()).trimmed() + suffix;
    }
    return name;
}

} // namespace vitrine

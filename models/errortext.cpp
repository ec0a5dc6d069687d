// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errortext.h"

#include "models/errorwords.h"

#include <KLocalizedString>

#include <QRegularExpression>
#include <QSysInfo>

namespace vitrine {

namespace {

/** A name as it is; what has none, in words. */
QString subjectText(const QString &subject)
{
    if (subject.isEmpty()) {
        return i18nc("@info in place of a name that is not known", "(name not known)");
    }
    if (subject == QLatin1String("processors")) {
        return i18nc("@info what the system inside a machine was asked to let go of", "processors");
    }
    if (subject == QLatin1String("memory")) {
        return i18nc("@info what the system inside a machine was asked to let go of", "memory");
    }
    return subject;
}

/** Puts the subject in the place of %1, if the text has one. */
QString filled(const KLazyLocalizedString &text, const QString &subject)
{
    const KLocalizedString localized = text;
    if (!QByteArrayView(text.untranslatedText()).contains("%1")) {
        return localized.toString();
    }
    return localized.subs(subjectText(subject)).toString();
}

/** Debian's name of what is missing -> the name elsewhere. */
QString packageName(const QString &component, const QString &distribution)
{
    struct Names {
        QLatin1StringView debian;
        QLatin1StringView fedora;
        QLatin1StringView arch;
    };
    using namespace Qt::StringLiterals;
    static constexpr Names table[] = {
        {"ovmf"_L1, "edk2-ovmf"_L1, "edk2-ovmf"_L1},
        {"swtpm-tools"_L1, "swtpm-tools"_L1, "swtpm"_L1},
        {"qemu-system-modules-spice"_L1, "qemu-ui-spice-core"_L1, "qemu-ui-spice-core"_L1},
        {"qemu-system-gui"_L1, "qemu-ui-dbus"_L1, "qemu-ui-dbus"_L1},
        {"qemu-system-x86"_L1, "qemu-system-x86-core"_L1, "qemu-system-x86"_L1},
        {"qemu-system-modules-opengl"_L1, "qemu-ui-dbus"_L1, "qemu-ui-dbus"_L1},
        {"spice-client-glib-usb-acl-helper"_L1, "spice-glib"_L1, "spice-gtk"_L1},
        {"libvirt-daemon"_L1, "libvirt-daemon-driver-qemu"_L1, "libvirt"_L1},
    };
    const QString wanted = component == "swtpm"_L1 ? u"swtpm-tools"_s : component.toLower();
    for (const Names &names : table) {
        if (wanted == names.debian) {
            return distribution == "fedora"_L1 ? QString(names.fedora) : distribution == "arch"_L1 ? QString(names.arch) : wanted;
        }
    }
    return wanted;
}

QString installCommand(const QString &component)
{
    static const QString distribution = QSysInfo::productType();
    // Never a raw text in a command line that a person runs as root.
    static const QRegularExpression plainName(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9.+-]*$"));
    if (!plainName.match(component).hasMatch()) {
        return {};
    }
    const QString package = packageName(component, distribution);
    if (distribution == QLatin1String("fedora")) {
        return QStringLiteral("sudo dnf install ") + package;
    }
    if (distribution == QLatin1String("arch")) {
        return QStringLiteral("sudo pacman -S ") + package;
    }
    return QStringLiteral("sudo apt install ") + package;
}

QString commandFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::AccelerationForbidden:
        return QStringLiteral("sudo usermod -aG kvm \"$USER\"");
    case ErrorCode::ComponentMissing:
        return installCommand(error.subject);
    case ErrorCode::FirmwareMissing:
        return installCommand(QStringLiteral("ovmf"));
    default:
        return {};
    }
}

/** The raw facts, for the folded part and for reports. */
QString detailsOf(const Error &error)
{
    QStringList lines{errorCodeName(error.code)};
    if (!error.doing.isEmpty()) {
        lines.append(QStringLiteral("step: ") + error.doing);
    }
    if (!error.subject.isEmpty()) {
        lines.append(QStringLiteral("subject: ") + error.subject);
    }
    if (!error.detail.isEmpty()) {
        lines.append(error.detail);
    }
    return lines.join(u'\n');
}

/** A removal that got half way: the subject lists the files that are still there, one a line. */
ErrorText filesLeftText(const Error &error)
{
    return {
        .title = i18nc("@title", "Some files of the removed machine are still there"),
        .explanation = i18nc("@info",
                             "The machine was removed, but these files could not be deleted: %1. You can delete them in the file manager.",
                             error.subject.split(u'\n').join(QLatin1String(", "))),
        .command = {},
        .remedies = {},
        .details = detailsOf(error),
    };
}

/** A creation whose parts are still there. No remedy: another try would find them in its way. */
ErrorText creationLeftText(const Error &error)
{
    const QString subject = error.subject.section(u'\n', 0, 0);
    const QStringList left = error.subject.split(u'\n').mid(1);
    const ErrorWords &words = errorWords(error.code);
    return {
        .title = filled(words.title, subject),
        .explanation = i18nc("@info %1 is a few sentences: why, and what to do; %2 is a list of files and a machine",
                             "%1 Some of what was made for the new machine may still be there: %2. Remove it when you do not need it.",
                             filled(words.explanation, subject),
                             left.join(QLatin1String(", "))),
        .command = {},
        .remedies = {},
        .details = detailsOf(error),
    };
}

} // namespace

ErrorText errorText(const Error &error)
{
    if (error.doing == FilesLeftStep) {
        return filesLeftText(error);
    }
    if (error.doing == CreationLeftStep) {
        return creationLeftText(error);
    }
    const ErrorWords &words = errorWords(error.code);
    ErrorText text{
        .title = filled(words.title, error.subject),
        .explanation = filled(words.explanation, error.subject),
        .command = commandFor(error),
        .remedies = words.remedies,
        .details = detailsOf(error),
    };
    if (!text.command.isEmpty()) {
        text.remedies.append(Remedy::CopyCommand);
    }
    return text;
}

QString errorLine(const Error &error)
{
    const ErrorText text = errorText(error);
    if (error.subject.isEmpty() || error.doing == FilesLeftStep || error.doing == CreationLeftStep || text.title.contains(error.subject)) {
        return text.title;
    }
    return i18nc("@info what is wrong: with what", "%1: %2", text.title, error.subject);
}

QString accelerationReason(const Error &problem)
{
    switch (problem.code) {
    case ErrorCode::AccelerationForbidden:
        return i18nc("@info", "Your account may not open /dev/kvm.");
    case ErrorCode::AccelerationAbsent:
        return i18nc("@info", "This computer offers no hardware acceleration.");
    case ErrorCode::AccelerationFaulty:
        return i18nc("@info", "Hardware acceleration does not work properly on this computer.");
    default:
        return i18nc("@info %1 is a short text without a full stop", "%1.", errorLine(problem));
    }
}

QString accelerationAdvice(const Error &problem)
{
    const QString command = commandFor(problem);
    return command.isEmpty() ? QString() : i18nc("@info %1 is a command", "To mend this, run “%1” in a terminal, then sign out and in again.", command);
}

} // namespace vitrine

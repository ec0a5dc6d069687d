// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/underway.h"

#include <KLocalizedString>

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNamed = 5;
constexpr qsizetype longestName = 60;

QString named(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.first(std::min(names.size(), mostNamed))) {
        const QString line = name.simplified();
        shown.append(line.size() > longestName ? line.left(longestName) + u'…' : line);
    }
    const qsizetype left = names.size() - shown.size();
    return left > 0 ? i18ncp("@info names, how many more", "%2 and %1 more", "%2 and %1 more", left, shown.join(", "_L1))
                    : QLocale().createSeparatedList(shown);
}

QString closingText()
{
    return i18nc("@info", "Closing the window ends what is under way.");
}

QString reconnectingText(const Underway &underway)
{
    return underway.usbDevices.isEmpty()
        ? i18nc("@info", "Another connection to the screen ends what is under way.")
        : i18nc("@info", "Another connection to the screen ends what is under way. To the guest it is as if USB devices were unplugged, and plugged in again.");
}

} // namespace

QString underwayText(const Underway &underway)
{
    QStringList lines;
    if (!underway.files.isEmpty()) {
        lines.append(i18ncp("@info names of files",
                            "%1 file is still being sent to the guest: %2",
                            "%1 files are still being sent to the guest: %2",
                            underway.files.size(),
                            named(underway.files)));
    }
    if (!underway.usbDevices.isEmpty()) {
        lines.append(i18ncp("@info names of devices",
                            "%1 USB device of this computer is connected to the guest: %2",
                            "%1 USB devices of this computer are connected to the guest: %2",
                            underway.usbDevices.size(),
                            named(underway.usbDevices)));
    }
    return lines.join(u'\n');
}

QMessageBox *makeUnderwayQuestion(const Underway &underway, EndedBy cause, QWidget *window)
{
    const bool closing = cause == EndedBy::Closing;
    auto *box = new QMessageBox(QMessageBox::Warning,
                                closing ? i18nc("@title:window", "Close the Window") : i18nc("@title:window", "Connect the Screen Anew"),
                                closing ? closingText() : reconnectingText(underway),
                                QMessageBox::NoButton,
                                window);
    box->setObjectName(u"underwayQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(underwayText(underway));
    QPushButton *end = box->addButton(closing ? i18nc("@action:button", "Close Anyway") : i18nc("@action:button", "Connect Anew"), QMessageBox::AcceptRole);
    end->setObjectName(u"underwayEnd"_s);
    QPushButton *keep =
        box->addButton(closing ? i18nc("@action:button", "Keep Open") : i18nc("@action:button", "Keep the Connection"), QMessageBox::RejectRole);
    keep->setObjectName(u"underwayKeep"_s);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    return box;
}

} // namespace vitrine

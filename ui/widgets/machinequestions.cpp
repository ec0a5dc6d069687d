// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/machinequestions.h"

#include <KGuiItem>
#include <KLocalizedString>
#include <KMessageBox>
#include <KMessageDialog>
#include <KStandardGuiItem>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

struct Question {
    QString key; ///< names "do not ask again" in the settings
    QString title;
    QString text;
    KGuiItem yes;
};

void ask(QWidget *parent, const Question &question, std::function<void()> confirmed)
{
    if (!KMessageBox::shouldBeShownContinue(question.key)) {
        confirmed();
        return;
    }
    auto *dialog = new KMessageDialog(KMessageDialog::WarningContinueCancel, question.text, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(question.key);
    dialog->setCaption(question.title);
    dialog->setButtons(question.yes, KGuiItem(), KStandardGuiItem::cancel());
    dialog->setDontAskAgainText(i18nc("@option:check", "Do not ask again"));
    QObject::connect(dialog, &QDialog::finished, parent, [dialog, key = question.key, confirmed = std::move(confirmed)](int result) {
        if (result != KMessageDialog::PrimaryAction) {
            return;
        }
        if (dialog->isDontAskAgainChecked()) {
            KMessageBox::saveDontShowAgainContinue(key);
        }
        confirmed();
    });
    dialog->open();
}

} // namespace

void askForceOff(QWidget *parent, const QString &machineName, std::function<void()> confirmed)
{
    ask(parent,
        {.key = u"confirmForceOff"_s,
         .title = i18nc("@title:window", "Force Off"),
         .text = xi18nc("@info",
                        "<para>Turn <emphasis strong='true'>%1</emphasis> off at once?</para>"
                        "<para>It is like pulling the plug: unsaved work in the guest is lost, and its file systems may need a "
                        "check at the next start.</para>",
                        machineName),
         .yes = KGuiItem(i18nc("@action:button", "Force Off"), u"process-stop"_s)},
        std::move(confirmed));
}

void askReset(QWidget *parent, const QString &machineName, std::function<void()> confirmed)
{
    ask(parent,
        {.key = u"confirmReset"_s,
         .title = i18nc("@title:window", "Reset"),
         .text = xi18nc("@info",
                        "<para>Restart <emphasis strong='true'>%1</emphasis> at once?</para>"
                        "<para>It is like pressing the reset button: unsaved work in the guest is lost.</para>",
                        machineName),
         .yes = KGuiItem(i18nc("@action:button", "Reset"), u"view-refresh"_s)},
        std::move(confirmed));
}

void askDiscardState(QWidget *parent, const QString &machineName, std::function<void()> confirmed)
{
    ask(parent,
        {.key = u"confirmDiscardState"_s,
         .title = i18nc("@title:window", "Discard Saved State"),
         .text = xi18nc("@info",
                        "<para>Discard the saved state of <emphasis strong='true'>%1</emphasis>?</para>"
                        "<para>It is like pulling the plug at the moment when it was saved: programs that were open in the guest, and "
                        "unsaved work in them, are lost. Its disks stay as they are.</para>",
                        machineName),
         .yes = KGuiItem(i18nc("@action:button", "Discard"), u"edit-clear-history"_s)},
        std::move(confirmed));
}

} // namespace vitrine

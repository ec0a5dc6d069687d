// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingsdialog.h"

#include "ui/settings/combinationlistedit.h"
#include "ui/settings/hostcommandsedit.h"
#include "ui/settings/hostkeyedit.h"
#include "vitrinesettings.h"

#include <KConfigDialog>
#include <KLocalizedString>
#include <KMessageBox>
#include <KPageWidgetModel>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QLabel *hint(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setEnabled(false);
    return label;
}

/** KConfigDialog binds an exclusive group box to an enum: its n-th radio button is the n-th choice. */
QWidget *machinesPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    auto *box = new QGroupBox(i18nc("@title:group", "Acceleration of new machines"), page);
    box->setObjectName(u"kcfg_Acceleration"_s);
    auto *choices = new QVBoxLayout(box);
    const QList<QPair<QString, QString>> texts{
        {i18nc("@option:radio", "Automatic"), i18nc("@info", "Hardware acceleration where it has been seen to work on this computer, else software.")},
        {i18nc("@option:radio", "Always hardware (KVM)"), i18nc("@info", "Machines do not start where it is missing.")},
        {i18nc("@option:radio", "Always software"), i18nc("@info", "Works everywhere, but guests are many times slower.")},
    };
    const QStringList names{u"accelerationAutomatic"_s, u"accelerationKvm"_s, u"accelerationEmulation"_s};
    for (qsizetype i = 0; i < texts.size(); ++i) {
        auto *button = new QRadioButton(texts.at(i).first, box);
        button->setObjectName(names.at(i));
        button->setAccessibleDescription(texts.at(i).second);
        choices->addWidget(button);
        auto *explanation = hint(texts.at(i).second, box);
        explanation->setIndent(box->style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth) + box->style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing));
        choices->addWidget(explanation);
    }
    layout->addWidget(box);
    layout->addStretch(1);
    return page;
}

QWidget *inputPage()
{
    auto *page = new QWidget;
    auto *layout = new QFormLayout(page);
    auto *hostKey = new HostKeyEdit(page);
    hostKey->setObjectName(u"kcfg_HostKey"_s);
    layout->addRow(i18nc("@label", "Host key:"), hostKey);
    layout->addRow(
        hint(i18nc("@info", "Gives keyboard and pointer back to this computer; together with another key it is a command to the machine's window."), page));
    auto *capture = new QCheckBox(i18nc("@option:check", "Capture the keyboard when a machine's window is active"), page);
    capture->setObjectName(u"kcfg_CaptureWhenActive"_s);
    layout->addRow(i18nc("@label", "Capture:"), capture);
    layout->addRow(hint(i18nc("@info", "All keys go to the guest at once, those of the desktop too."), page));
    return page;
}

QWidget *combinationPage(const QString &name, const QString &listName, const QStringList &defaults, const QString &explanation)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    auto *list = new CombinationListEdit(defaults, page);
    list->setObjectName(name);
    list->setListName(listName);
    list->layout()->setContentsMargins({});
    layout->addWidget(hint(explanation, page));
    layout->addWidget(list, 1);
    return page;
}

QWidget *commandsPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    auto *commands = new HostCommandsEdit(page);
    commands->setObjectName(u"kcfg_HostCommandKeys"_s);
    layout->addWidget(hint(i18nc("@info", "Press one of these while you hold the Host key. The guest gets neither."), page));
    layout->addWidget(commands, 1);
    return page;
}

QWidget *combinationsPage()
{
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"combinationTabs"_s);
    const QString sent = i18nc("@title:tab", "Sent by the Input Menu");
    const QString kept = i18nc("@title:tab", "Kept on This Computer");
    tabs->addTab(combinationPage(u"kcfg_CombinationsToSend"_s,
                                 sent,
                                 VitrineSettings::defaultCombinationsToSendValue(),
                                 i18nc("@info", "For keys that the desktop or the Host key would take.")),
                 sent);
    tabs->addTab(combinationPage(u"kcfg_CombinationsKept"_s,
                                 kept,
                                 QStringList(),
                                 i18nc("@info",
                                       "Never reach a guest, also while the keyboard is captured: the desktop gets them. "
                                       "Under Wayland the first press ends the capture, and the desktop gets the next one.")),
                 kept);
    tabs->addTab(commandsPage(), i18nc("@title:tab", "With the Host Key"));
    return tabs;
}

QWidget *questionsPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    auto *close = new QCheckBox(i18nc("@option:check", "Ask before the window of a running machine closes"), page);
    close->setObjectName(u"kcfg_ConfirmClose"_s);
    layout->addWidget(close);
    auto *again = new QPushButton(i18nc("@action:button", "Ask All Questions Again"), page);
    again->setObjectName(u"askAgain"_s);
    again->setToolTip(i18nc("@info:tooltip", "Takes back every \"Do not ask again\""));
    QObject::connect(again, &QPushButton::clicked, again, [again] {
        KMessageBox::enableAllMessages();
        VitrineSettings::setCaptureExplained(false);
        VitrineSettings::self()->save();
        again->setEnabled(false);
    });
    layout->addWidget(again, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return page;
}

/** The pages are in the order of PreferencesPage. */
void showPage(KConfigDialog *dialog, PreferencesPage page)
{
    const auto *model = static_cast<const KPageWidgetModel *>(dialog->findChild<KPageWidget *>()->model());
    dialog->setCurrentPage(model->item(model->index(int(page), 0)));
}

} // namespace

void showSettingsDialog(QWidget *parent, PreferencesPage page)
{
    const QString name = u"settingsDialog"_s;
    if (KConfigDialog *open = KConfigDialog::exists(name)) {
        showPage(open, page);
        KConfigDialog::showDialog(name);
        return;
    }
    auto *dialog = new KConfigDialog(parent, name, VitrineSettings::self());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFaceType(KPageDialog::List);
    dialog->setWindowTitle(i18nc("@title:window", "Settings"));
    dialog->button(QDialogButtonBox::Help)->hide(); // Setting other buttons would cut those that are there off.
    dialog->addPage(machinesPage(), i18nc("@title settings page", "Machines"), u"computer"_s);
    dialog->addPage(inputPage(), i18nc("@title settings page", "Keyboard and Pointer"), u"input-keyboard"_s);
    dialog->addPage(combinationsPage(), i18nc("@title settings page", "Key Combinations"), u"configure-shortcuts"_s);
    dialog->addPage(questionsPage(), i18nc("@title settings page", "Questions"), u"dialog-question"_s);
    showPage(dialog, page);
    dialog->show();
}

} // namespace vitrine

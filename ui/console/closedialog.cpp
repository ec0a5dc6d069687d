// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/closedialog.h"

#include "vitrinesettings.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace vitrine {

namespace {

QString choiceText(CloseChoice choice)
{
    switch (choice) {
    case CloseChoice::KeepRunning:
        return i18nc("@option:radio", "&Keep it running in the background");
    case CloseChoice::SaveState:
        return i18nc("@option:radio", "&Save its state and stop it");
    case CloseChoice::ShutDown:
        return i18nc("@option:radio", "Ask the guest to shut &down");
    case CloseChoice::ForceOff:
        return i18nc("@option:radio", "Force it &off (unsaved work in the guest is lost)");
    }
    return {};
}

} // namespace

CloseDialog::CloseDialog(const QString &machineName, const QList<CloseChoice> &possible, const Underway &underway, QWidget *parent)
    : QDialog(parent)
    , m_choices(new QButtonGroup(this))
    , m_dontAsk(new QCheckBox(i18nc("@option:check", "Do this from now on, without asking"), this))
{
    setObjectName(QStringLiteral("closeDialog"));
    setWindowTitle(i18nc("@title:window", "Close the Window of %1", machineName));
    auto *layout = new QVBoxLayout(this);
    auto *question = new QLabel(i18nc("@info", "The machine is running. What shall become of it?"), this);
    question->setWordWrap(true);
    layout->addWidget(question);
    if (!underway.isEmpty()) {
        layout->insertWidget(0, makeWarning(underway));
    }
    for (const CloseChoice choice : {CloseChoice::KeepRunning, CloseChoice::SaveState, CloseChoice::ShutDown, CloseChoice::ForceOff}) {
        auto *button = new QRadioButton(choiceText(choice), this);
        button->setObjectName(QStringLiteral("closeChoice%1").arg(int(choice)));
        button->setEnabled(choice == CloseChoice::KeepRunning || possible.contains(choice));
        m_choices->addButton(button, int(choice));
        layout->addWidget(button);
    }
    // The last choice again, but for pulling the plug: that is never just one Enter away.
    QAbstractButton *last = m_choices->button(int(lastChoice()));
    const bool harmless = lastChoice() != CloseChoice::ForceOff && last->isEnabled();
    (harmless ? last : m_choices->button(int(CloseChoice::KeepRunning)))->setChecked(true);
    m_choices->checkedButton()->setFocus();
    m_dontAsk->setObjectName(QStringLiteral("dontAskAgain"));
    layout->addSpacing(style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing));
    layout->addWidget(m_dontAsk);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(i18nc("@action:button", "Close Window"));
    connect(buttons, &QDialogButtonBox::accepted, this, &CloseDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &CloseDialog::reject);
    layout->addWidget(buttons);
}

QWidget *CloseDialog::makeWarning(const Underway &underway)
{
    QString text = i18nc("@info what is under way, in lines", "Closing the window ends what is under way.\n%1", underwayText(underway)).toHtmlEscaped();
    auto *warning = new KMessageWidget(text.replace(u'\n', QStringLiteral("<br>")), this);
    warning->setObjectName(QStringLiteral("closeUnderway"));
    warning->setMessageType(KMessageWidget::Warning);
    warning->setCloseButtonVisible(false);
    warning->setWordWrap(true);
    return warning;
}

CloseChoice CloseDialog::choice() const
{
    return CloseChoice(m_choices->checkedId());
}

bool CloseDialog::mustAsk()
{
    return VitrineSettings::confirmClose();
}

CloseChoice CloseDialog::lastChoice()
{
    return CloseChoice(VitrineSettings::closeChoice());
}

void CloseDialog::accept()
{
    VitrineSettings::setCloseChoice(m_choices->checkedId());
    VitrineSettings::setConfirmClose(!m_dontAsk->isChecked());
    VitrineSettings::self()->save();
    QDialog::accept();
}

} // namespace vitrine

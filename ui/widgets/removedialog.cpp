// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/removedialog.h"

#include <KLocalizedString>

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

RemoveDialog::RemoveDialog(RemovalPlan plan, QWidget *parent)
    : QDialog(parent)
    , m_plan(std::move(plan))
{
    setObjectName(u"removeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(i18nc("@title:window", "Remove Machine"));
    auto *layout = new QVBoxLayout(this);
    auto *question = new QLabel(xi18nc("@info", "Remove <emphasis strong='true'>%1</emphasis> from the list?", m_plan.displayName), this);
    question->setObjectName(u"removeQuestion"_s);
    question->setWordWrap(true);
    layout->addWidget(question);
    if (ownFiles().isEmpty()) {
        auto *none = new QLabel(i18nc("@info", "No file belongs to this machine alone, so none is deleted."), this);
        none->setObjectName(u"removeNoFiles"_s);
        none->setWordWrap(true);
        layout->addWidget(none);
    } else {
        addChoice(layout);
    }
    if (m_plan.hasSavedState) {
        auto *saved = new QLabel(i18nc("@info", "Its saved state is lost in any case. To keep it, start the machine first and shut it down."), this);
        saved->setObjectName(u"removeSavedState"_s);
        saved->setWordWrap(true);
        layout->addWidget(saved);
    }
    addKeptFiles(layout);
    layout->addStretch();
    addButtons(layout);
    updateButton();
    resize(fontMetrics().averageCharWidth() * 80, sizeHint().height());
}

RemovalPlan RemoveDialog::plan() const
{
    return m_plan;
}

bool RemoveDialog::deletesDisks() const
{
    return m_delete && m_delete->isChecked();
}

QStringList RemoveDialog::ownFiles() const
{
    QStringList files = m_plan.ownDisks;
    if (!m_plan.firmwareFile.isEmpty()) {
        files.append(i18nc("@item path of a file", "%1 (firmware settings)", m_plan.firmwareFile));
    }
    if (m_plan.hasTpm) {
        files.append(i18nc("@item", "The keys in its TPM, without which disks that use them can’t be opened"));
    }
    return files;
}

void RemoveDialog::addChoice(QVBoxLayout *layout)
{
    m_keep = new QRadioButton(i18nc("@option:radio", "Keep its files"), this);
    m_keep->setObjectName(u"removeKeepFiles"_s);
    m_keep->setChecked(true);
    m_delete = new QRadioButton(i18nc("@option:radio", "Also delete its files. This cannot be undone:"), this);
    m_delete->setObjectName(u"removeDeleteFiles"_s);
    m_delete->setAccessibleDescription(ownFiles().join(u'\n'));
    layout->addWidget(m_keep);
    layout->addWidget(m_delete);
    layout->addWidget(fileList(ownFiles(), u"removeOwnDisks"_s));
    connect(m_delete, &QRadioButton::toggled, this, &RemoveDialog::updateButton);
}

void RemoveDialog::addKeptFiles(QVBoxLayout *layout)
{
    if (m_plan.keptFiles.isEmpty()) {
        return;
    }
    layout->addSpacing(layout->spacing());
    auto *title = new QLabel(i18nc("@info", "These files are never deleted (install media, or in use by other machines):"), this);
    title->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(fileList(m_plan.keptFiles, u"removeKeptFiles"_s));
}

QWidget *RemoveDialog::fileList(const QStringList &files, const QString &name)
{
    auto *label = new QLabel(files.join(u'\n'), this);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setIndent(style()->pixelMetric(QStyle::PM_IndicatorWidth) + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing));
    return label;
}

void RemoveDialog::addButtons(QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_remove = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_remove->setObjectName(u"removeConfirm"_s);
    m_remove->setIcon(QIcon::fromTheme(u"edit-delete"_s));
    m_remove->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void RemoveDialog::updateButton()
{
    m_remove->setText(deletesDisks() ? i18nc("@action:button", "Remove and Delete Files") : i18nc("@action:button", "Remove"));
}

} // namespace vitrine

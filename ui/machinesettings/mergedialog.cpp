// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/mergedialog.h"

#include "models/definition/changetext.h"
#include "models/definition/propertytext.h"

#include <KLocalizedString>

#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr qsizetype longest = 80;

/** One line for a button. */
QString lineOf(const DefinitionChange &change, bool value)
{
    const Property *property = value ? findProperty(change.property) : nullptr;
    QString text = (property ? valueText(*property, change.newValue) : changeText(change)).simplified();
    return (text.size() > longest ? text.first(longest) + u'…' : text).replace(u'&', u"&&"_s);
}

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

MergeDialog::MergeDialog(const MergedDefinition &merged, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"mergeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(i18nc("@title:window", "Changed Elsewhere Meanwhile"));
    auto *column = new QVBoxLayout(this);
    QStringList lines{i18nc("@info before a list of changes", "While you edited, this machine was changed elsewhere:")};
    const QList<DefinitionChange> changes = toldChanges(merged.theirs);
    for (const DefinitionChange &change : changes) {
        lines.append(i18nc("@item a change in a list", "• %1", changeText(change)));
    }
    auto *theirs = makeLabel(lines.join(u'\n'), this);
    theirs->setObjectName(u"mergeTheirs"_s);
    column->addWidget(theirs);
    column->addWidget(makeLabel(i18nc("@info", "You have changed some of that, too. Choose what it shall be; nothing happens to the machine until you apply it."), this));
    column->addWidget(makeChoices(merged.conflicts), 1);
    addButtons(column);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
}

QWidget *MergeDialog::makeChoices(const QList<MergeConflict> &conflicts)
{
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"mergeChoices"_s);
    scroll->setAccessibleName(i18nc("@label", "What both have changed"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins({});
    for (const MergeConflict &conflict : conflicts) {
        addChoice(conflict, column);
    }
    column->addStretch(1);
    scroll->setWidget(body);
    scroll->setMinimumHeight(qMin(body->sizeHint().height(), fontMetrics().lineSpacing() * 20));
    return scroll;
}

void MergeDialog::addChoice(const MergeConflict &conflict, QVBoxLayout *column)
{
    const bool values = conflict.mine.kind == DefinitionChange::Kind::Property && conflict.theirs.kind == DefinitionChange::Kind::Property;
    auto *group = new QGroupBox(changeSubject(conflict.mine).replace(u'&', u"&&"_s), this);
    auto *own = new QRadioButton(i18nc("@option:radio %1: a value or change", "Yours: %1", lineOf(conflict.mine, values)), group);
    auto *others = new QRadioButton(i18nc("@option:radio %1: a value or change", "Changed elsewhere: %1", lineOf(conflict.theirs, values)), group);
    own->setObjectName(u"merge_own_%1"_s.arg(m_choices.size()));
    others->setObjectName(u"merge_others_%1"_s.arg(m_choices.size()));
    auto *box = new QVBoxLayout(group);
    box->addWidget(own);
    box->addWidget(others);
    column->addWidget(group);
    m_choices.append({.mine = conflict.mine, .own = own, .others = others});
}

void MergeDialog::addButtons(QVBoxLayout *column)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton *go = buttons->button(QDialogButtonBox::Ok);
    go->setText(i18nc("@action:button", "Continue"));
    go->setEnabled(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto update = [this, go] {
        go->setEnabled(std::ranges::all_of(m_choices, [](const Choice &choice) {
            return choice.own->isChecked() || choice.others->isChecked();
        }));
    };
    for (const Choice &choice : std::as_const(m_choices)) {
        connect(choice.own, &QRadioButton::toggled, this, update);
        connect(choice.others, &QRadioButton::toggled, this, update);
    }
}

QList<DefinitionChange> MergeDialog::yielding() const
{
    QList<DefinitionChange> yielding;
    for (const Choice &choice : m_choices) {
        if (choice.others->isChecked()) {
            yielding.append(choice.mine);
        }
    }
    return yielding;
}

} // namespace vitrine

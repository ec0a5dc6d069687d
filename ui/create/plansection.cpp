// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/plansection.h"

#include "ui/create/fieldframe.h"

#include <KLocalizedString>

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QIcon>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QString iconName(const PlanLine &line)
{
    using Kind = PlanLine::Kind;
    switch (line.kind) {
    case Kind::Definition:
        return u"computer"_s;
    case Kind::NewDisk:
    case Kind::ExistingDisk:
        return u"drive-harddisk"_s;
    case Kind::Medium:
    case Kind::Drivers:
        return u"media-optical"_s;
    case Kind::FirmwareVariables:
        return u"cpu"_s;
    case Kind::TpmState:
        return u"security-high"_s;
    case Kind::Network:
        return u"network-wired"_s;
    case Kind::Acceleration:
        return u"speedometer"_s;
    case Kind::MissingPiece:
        break;
    }
    return u"dialog-warning"_s;
}

} // namespace

QToolButton *PlanSection::copyButton(const PlanLine &line)
{
    auto *button = new QToolButton(this);
    button->setObjectName(u"planCopyCommand"_s);
    button->setIcon(QIcon::fromTheme(u"edit-copy"_s));
    button->setText(i18nc("@action:button", "Copy Command"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(line.command);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleDescription(line.advice);
    connect(button, &QToolButton::clicked, this, [command = line.command] {
        QGuiApplication::clipboard()->setText(command);
    });
    return button;
}

PlanSection::PlanSection(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(u"plan"_s);
    m_grid->setColumnStretch(2, 1);
}

void PlanSection::show(const QList<PlanLine> &plan)
{
    if (m_shown == plan) {
        return;
    }
    m_shown = plan;
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < plan.size(); ++row) {
        addLine(row, plan.at(row));
    }
}

void PlanSection::addLine(int row, const PlanLine &line)
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    auto *icon = new QLabel(this);
    icon->setPixmap(QIcon::fromTheme(line.notice ? u"dialog-warning"_s : iconName(line)).pixmap(QSize(side, side), devicePixelRatio()));
    auto *label = new QLabel(line.label, this);
    auto *text = new PlainLabel(this);
    const QString said = line.advice.isEmpty() ? line.text : line.text + u' ' + line.advice;
    text->setPlainText(said);
    text->setAccessibleName(line.label + u": "_s + said);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(icon, row, 0, Qt::AlignTop);
    m_grid->addWidget(label, row, 1, Qt::AlignTop);
    m_grid->addWidget(text, row, 2, 1, line.command.isEmpty() ? 2 : 1);
    if (!line.command.isEmpty()) {
        m_grid->addWidget(copyButton(line), row, 3, Qt::AlignTop);
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/foldermountlines.h"

#include "models/foldermount.h"

#include <KLocalizedString>

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

FolderMountLines::FolderMountLines(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"folderMount"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    m_problem = addText(u"folderProblem"_s);
    m_text = addText(u"folderMountText"_s);
    m_once = addLine(u"folderMountCommand"_s, i18nc("@action:button", "Copy the command that opens the folder in the guest"));
    m_permanentText = addText(u"folderMountPermanentText"_s);
    m_permanentText->setText(i18nc("@info before a command", "So that the guest opens it at every start:"));
    m_permanent = addLine(u"folderMountPermanent"_s, i18nc("@action:button", "Copy the command that opens the folder at every start of the guest"));
    setProblem({});
}

QLabel *FolderMountLines::addText(const QString &name)
{
    auto *label = new QLabel(this);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    layout()->addWidget(label);
    return label;
}

FolderMountLines::Line FolderMountLines::addLine(const QString &name, const QString &accessibleName)
{
    Line line{.row = new QWidget(this), .command = nullptr};
    auto *row = new QHBoxLayout(line.row);
    row->setContentsMargins({});
    line.command = new QLabel(line.row);
    line.command->setObjectName(name);
    line.command->setTextFormat(Qt::PlainText);
    line.command->setWordWrap(true);
    line.command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    line.command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = new QToolButton(line.row);
    copy->setObjectName(name + u"Copy"_s);
    copy->setIcon(QIcon::fromTheme(u"edit-copy"_s));
    copy->setText(i18nc("@action:button", "Copy"));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAccessibleName(accessibleName);
    connect(copy, &QToolButton::clicked, this, [command = line.command] {
        QGuiApplication::clipboard()->setText(command->text());
    });
    row->addWidget(line.command, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    layout()->addWidget(line.row);
    return line;
}

void FolderMountLines::show(const Line &line, const QString &command)
{
    line.command->setText(command);
    line.row->setVisible(!command.isEmpty());
}

void FolderMountLines::setMount(const FolderMount &mount)
{
    m_text->setText(mount.text);
    show(m_once, mount.command);
    m_permanentText->setVisible(!mount.permanent.isEmpty());
    show(m_permanent, mount.permanent);
}

void FolderMountLines::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace vitrine

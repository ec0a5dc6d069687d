// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/mediaquestions.h"

#include "models/media/mediatext.h"

#include <KLocalizedString>

#include <QFileInfo>
#include <QIcon>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

struct Answer {
    QString name;
    QString text;
    QString iconName;
    QMessageBox::ButtonRole role = QMessageBox::AcceptRole;
    std::function<void()> call = {};
};

QMessageBox *ask(QWidget *parent, const QString &title, const QString &question, const QString &more, const QList<Answer> &answers)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, question, QMessageBox::Cancel, parent);
    box->setObjectName(u"mediaQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    for (const Answer &answer : answers) {
        QPushButton *button = box->addButton(answer.text, answer.role);
        button->setObjectName(answer.name);
        button->setIcon(QIcon::fromTheme(answer.iconName));
        QObject::connect(button, &QPushButton::clicked, parent, answer.call);
    }
    box->setDefaultButton(QMessageBox::Cancel);
    box->open();
    return box;
}

} // namespace

void askRemoveMedium(QWidget *parent, const ImageFacts &facts, bool hasTrash, std::function<void(RemovalWay)> confirmed)
{
    QList<Answer> answers;
    if (hasTrash) {
        answers.append({.name = u"mediaTrash"_s, .text = i18nc("@action:button", "Move to Trash"), .iconName = u"user-trash"_s, .call = [confirmed] {
                            confirmed(RemovalWay::Trash);
                        }});
    }
    answers.append({.name = u"mediaDelete"_s,
                    .text = i18nc("@action:button", "Delete for Ever"),
                    .iconName = u"edit-delete"_s,
                    .role = QMessageBox::DestructiveRole,
                    .call = [confirmed] {
                        confirmed(RemovalWay::ForEver);
                    }});
    QStringList more{i18nc("@info %1 is a size", "The file takes up %1. No machine uses it.", sizeText(facts.realBytes))};
    if (!facts.snapshots.isEmpty()) {
        more.append(i18ncp("@info", "The snapshot inside goes with it.", "The %1 snapshots inside go with it.", int(facts.snapshots.size())));
    }
    ask(parent, i18nc("@title:window", "Remove File"), i18nc("@info %1 is a path", "Remove this file?\n%1", facts.path), more.join(u' '), answers);
}

void askRemoveForEver(QWidget *parent, const QString &path, std::function<void()> confirmed)
{
    ask(parent,
        i18nc("@title:window", "Remove File"),
        i18nc("@info %1 is a path", "There is no trash on the disk of this file. Delete it for ever?\n%1", path),
        {},
        {{.name = u"mediaDelete"_s,
          .text = i18nc("@action:button", "Delete for Ever"),
          .iconName = u"edit-delete"_s,
          .role = QMessageBox::DestructiveRole,
          .call = std::move(confirmed)}});
}

void askCompact(QWidget *parent, const ImageFacts &facts, std::function<void()> confirmed)
{
    ask(parent,
        i18nc("@title:window", "Compact Disk"),
        i18nc("@info %1 is a path", "Write this file anew without what the guest no longer uses?\n%1", facts.path),
        i18nc("@info %1 is a size",
              "Until it is done up to %1 more are taken. The old file goes when the new one has been compared with it.",
              sizeText(facts.realBytes)),
        {{.name = u"mediaCompact"_s, .text = i18nc("@action:button", "Compact"), .iconName = u"archive-insert"_s, .call = std::move(confirmed)}});
}

void tellChecked(QWidget *parent, const QString &path, const ImageCheck &found, bool repaired, std::function<void()> repair)
{
    const bool bad = found.supported && (found.errors > 0 || found.leaks > 0);
    auto *box = new QMessageBox(found.errors > 0 ? QMessageBox::Warning : QMessageBox::Information,
                                i18nc("@title:window", "Disk Checked"),
                                QFileInfo(path).fileName(),
                                QMessageBox::Close,
                                parent);
    box->setObjectName(u"mediaChecked"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(checkText(found, repaired));
    if (bad) {
        QPushButton *button = box->addButton(i18nc("@action:button", "Repair"), QMessageBox::ActionRole);
        button->setObjectName(u"mediaRepair"_s);
        button->setIcon(QIcon::fromTheme(u"tools-wizard"_s));
        QObject::connect(button, &QPushButton::clicked, parent, repair);
    }
    box->setDefaultButton(QMessageBox::Close);
    box->open();
}

} // namespace vitrine

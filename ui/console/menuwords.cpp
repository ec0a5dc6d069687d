// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/menuwords.h"

#include <QAction>
#include <QMenu>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype maxLength = 70;
}

QString menuText(const QString &text)
{
    QString plain = text.simplified();
    plain.removeIf([](QChar character) {
        return !character.isPrint();
    });
    if (plain.size() > maxLength) {
        // Both ends tell: a name its beginning, a file its ending.
        plain = plain.first(maxLength / 2) + u'…' + plain.last(maxLength / 2);
    }
    return plain.replace(u'&', "&&"_L1);
}

QAction *addNote(QMenu *menu, const QString &name, const QString &text)
{
    QAction *note = menu->addAction(text);
    note->setObjectName(name);
    note->setEnabled(false);
    return note;
}

void disableActions(QMenu *menu, const QString &reason)
{
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        action->setEnabled(false);
        action->setToolTip(reason);
    }
}

} // namespace vitrine

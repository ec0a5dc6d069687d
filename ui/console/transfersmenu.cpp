// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/transfersmenu.h"

#include "backends/core/operation.h"
#include "ui/console/filesender.h"
#include "ui/console/menuwords.h"

#include <KLocalizedString>

#include <QPointer>

namespace vitrine {

using namespace Qt::StringLiterals;

TransfersMenu::TransfersMenu(FileSender *files, QAction *sendFiles, QWidget *window)
    : QMenu(window)
    , m_files(files)
    , m_sendFiles(sendFiles)
{
    setObjectName(u"transfersMenu"_s);
    connect(this, &QMenu::aboutToShow, this, &TransfersMenu::rebuild);
}

void TransfersMenu::rebuild()
{
    clear();
    int number = 0;
    const QList<Operation *> jobs = m_files->jobs();
    for (Operation *job : jobs) {
        const QString text = i18nc("@action:inmenu title of a transfer, how far it is", "Cancel: %1 (%2)", menuText(job->title()), job->step());
        QAction *cancel = addAction(QIcon::fromTheme(u"dialog-cancel"_s), text, this, [job = QPointer(job)] {
            if (job) {
                job->cancel();
            }
        });
        cancel->setObjectName(u"transferCancel_%1"_s.arg(number++));
    }
    addSeparator();
    addAction(m_sendFiles);
}

} // namespace vitrine

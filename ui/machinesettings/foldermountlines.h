// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace vitrine {

struct FolderMount;

/** What to type in the guest to open a shared folder, with buttons that copy it. GUI thread. */
class FolderMountLines : public QWidget
{
    Q_OBJECT

public:
    explicit FolderMountLines(QWidget *parent = nullptr);

    void setMount(const FolderMount &mount);
    /** Why the folder can't be shared at all; empty: it can. */
    void setProblem(const QString &problem);

private:
    struct Line {
        QWidget *row;
        QLabel *command;
    };
    [[nodiscard]] QLabel *addText(const QString &name);
    [[nodiscard]] Line addLine(const QString &name, const QString &accessibleName);
    static void show(const Line &line, const QString &command);

    QLabel *m_problem;
    QLabel *m_text;
    Line m_once;
    QLabel *m_permanentText;
    Line m_permanent;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace vitrine {

class FileSender;

/** Where files for the guest come from: dropped on its screen, or chosen in a dialog. */
class FileDrop : public QObject
{
    Q_OBJECT

public:
    /** Belongs to `view`, the guest's screen. */
    FileDrop(FileSender *files, QWidget *view);

    /** Asks for files and sends them. */
    void choose();

Q_SIGNALS:
    /** Files were brought, but the guest can't take any. */
    void impossible();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send(const QStringList &paths);

    FileSender *m_files;
    QWidget *m_view;
};

} // namespace vitrine

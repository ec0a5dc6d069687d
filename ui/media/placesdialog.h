// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace vitrine {

class MediaCommands;
class MediaLibrary;

/** The folders, shares and volume groups whose media are listed: added, opened, refreshed, taken off the list. */
class PlacesDialog : public QDialog
{
    Q_OBJECT

public:
    PlacesDialog(MediaLibrary *library, MediaCommands *commands, QWidget *parent);

private:
    void makeList();
    void makeForm();
    void fill();
    void update();
    void add();
    void chooseFolder();
    [[nodiscard]] QString type() const;
    [[nodiscard]] QString issue() const;
    [[nodiscard]] int current() const;

    MediaLibrary *m_library;
    MediaCommands *m_commands;
    QTreeWidget *m_list;
    QPushButton *m_open;
    QPushButton *m_refresh;
    QPushButton *m_remove;
    QComboBox *m_type;
    QLineEdit *m_name;
    QLineEdit *m_folder;
    QLineEdit *m_host;
    QLineEdit *m_source;
    QLabel *m_issue;
    QPushButton *m_add;
};

} // namespace vitrine

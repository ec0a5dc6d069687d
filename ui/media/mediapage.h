// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace vitrine {

class ErrorPresenter;
class MediaActions;
class MediaCommands;
class MediaFilterModel;
class MediaLibrary;
class MediaProperties;
class MediaTreeModel;

/**
 * All disks and discs of a connection: a tree of what builds on what, a pane about the chosen one, and
 * what can be done with it. Reads while it is shown. GUI thread; both pointers outlive it.
 */
class MediaPage : public QWidget
{
    Q_OBJECT

public:
    MediaPage(MediaLibrary *library, MediaCommands *commands, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpBars();
    void setUpTree();
    void connectActions();
    void connectResults();
    void onLibraryChanged();
    void onCurrentChanged();
    void select(const QString &path);
    void createImage();
    void copyImage();
    void moveImage();
    void resizeImage();
    void compactImage();
    void removeImage();
    void showMenu(const QPoint &position);
    [[nodiscard]] QString currentPath() const;
    [[nodiscard]] ImageFacts currentFacts() const;

    MediaLibrary *m_library;
    MediaCommands *m_commands;
    MediaTreeModel *m_model;
    MediaFilterModel *m_filter;
    MediaActions *m_actions;
    ErrorPresenter *m_errors;
    QLineEdit *m_search;
    QTreeView *m_tree;
    MediaProperties *m_properties;
    QStackedWidget *m_stack;
    QLabel *m_placeholder;
    QString m_wanted; ///< to be selected as soon as it is listed
};

} // namespace vitrine

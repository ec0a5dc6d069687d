// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QUuid>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace vitrine {

class ErrorPresenter;
class GuestView;
class NetworkActions;
class NetworkCommands;
class NetworkListModel;
class NetworkStore;
struct NetworkGuest;
struct NetworkInfo;

/**
 * The networks of a connection, and who is on the chosen one; or, where a user has no networks of their
 * own, what there is instead. Reads while it is shown. GUI thread; both pointers outlive it.
 */
class NetworksPage : public QWidget
{
    Q_OBJECT

public:
    NetworksPage(NetworkStore *store, NetworkCommands *commands, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setUpBar();
    void setUpLists();
    void setUpPages();
    void connectActions();
    void connectResults();
    void onStoreChanged();
    void onCurrentChanged();
    void askHost();
    [[nodiscard]] QString placeholderText() const;
    void create();
    void edit();
    void reserve(const NetworkGuest &guest);
    void showDialog(const NetworkInfo &network);
    void stop();
    void remove();
    void ask(const QString &title, const QString &question, const QString &button, const std::function<void()> &confirmed);
    [[nodiscard]] QUuid currentId() const;

    NetworkStore *m_store;
    NetworkCommands *m_commands;
    NetworkListModel *m_model;
    NetworkActions *m_actions;
    ErrorPresenter *m_errors;
    QTreeView *m_list;
    GuestView *m_guests;
    QLabel *m_about;
    QLabel *m_notice;
    QStackedWidget *m_stack;
    QLabel *m_placeholder;
    QUuid m_wanted; ///< to be selected as soon as it is listed
    bool m_passtMissing = false;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace vitrine {

class DefinitionDraft;
class ErrorPresenter;
class HistoryPage;
class MachineCommands;
class MachineStore;
class SettingsPane;
class XmlPage;
enum class SettingsPage;

/**
 * The pages of a machine's settings, their list, and the search over all of them. A page is made when it
 * is looked at or searched. GUI thread.
 */
class SettingsBook : public QWidget
{
    Q_OBJECT

public:
    /** All outlive it. */
    SettingsBook(MachineStore *store, MachineCommands *commands, MachineId id, ErrorPresenter *errors, QWidget *parent);

    /** (A focus proxy would take what stands before the list out of the order of Tab.) */
    void focusList();
    /** Makes the pages anew; the draft outlives them, until it is back in the event loop. */
    void setDraft(DefinitionDraft *draft);
    /** What is typed on the XML page counts. False: it is not well-formed. */
    [[nodiscard]] bool commitText();
    /** To the earlier definition that is chosen on the history's page. */
    void goBackInHistory();

Q_SIGNALS:
    /** A page came, so that Tab may lead elsewhere now. */
    void pageShown();
    /** The user wants goBackInHistory(). */
    void returnRequested();
    /** The machine is as the history had it. */
    void returned();

private:
    void setUpSearch();
    void fillList();
    void showPage(int row);
    void filter();
    [[nodiscard]] QWidget *widgetOf(int row);
    [[nodiscard]] SettingsPane *page(int row);
    [[nodiscard]] SettingsPane *makePage(SettingsPage page);
    [[nodiscard]] XmlPage *xmlPage();
    [[nodiscard]] HistoryPage *historyPage();

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineId m_id;
    ErrorPresenter *m_errors;
    QPointer<DefinitionDraft> m_draft;
    QLineEdit *m_search;
    QCheckBox *m_advanced;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QHash<int, SettingsPane *> m_pages;
    XmlPage *m_xml = nullptr;
    HistoryPage *m_history = nullptr; ///< where the store has a history
};

} // namespace vitrine

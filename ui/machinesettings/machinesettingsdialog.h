// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QDialog>
#include <QHash>

class QAbstractButton;
class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace vitrine {

class DefinitionDraft;
class ErrorPresenter;
class HistoryPage;
class MachineCommands;
class MachineStore;
class SettingsPageView;
class XmlPage;
enum class SettingsPage;

/**
 * The settings of one machine: pages made from the table of everything that can be set, a search over
 * all of them, and below what would change and when. A running machine follows as far as it can. Does
 * not block; deletes itself on close. GUI thread.
 */
class MachineSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /** Both outlive it. */
    MachineSettingsDialog(MachineStore *store, MachineCommands *commands, MachineId id, QWidget *parent);
    ~MachineSettingsDialog() override;

    /** Null until the definition was read. */
    [[nodiscard]] DefinitionDraft *draft() const;

    void done(int result) override;

private:
    void setUp();
    [[nodiscard]] QWidget *makeTop();
    void setUpButtons();
    void load();
    void take(std::unique_ptr<DefinitionDraft> draft);
    void addPages();
    [[nodiscard]] SettingsPageView *page(int row);
    void showPage(int row);
    [[nodiscard]] HistoryPage *historyPage();
    void filterPages();
    void updateChanges();
    void apply(bool live, bool closes);
    void onApplied(const Result<QString> &applied, bool closes);
    void showFailure(const Error &error, bool closes);

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineId m_id;
    std::unique_ptr<DefinitionDraft> m_draft;
    QLineEdit *m_search = nullptr;
    QCheckBox *m_advanced = nullptr;
    QListWidget *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    QHash<int, SettingsPageView *> m_pages;
    XmlPage *m_xml = nullptr;
    HistoryPage *m_history = nullptr; ///< where the store has a history
    QLabel *m_changes = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    ErrorPresenter *m_errors = nullptr;
    bool m_applying = false;
};

/** Opens the dialog above `parent`, or raises the one that this machine has already. */
void showMachineSettings(MachineStore *store, MachineCommands *commands, const MachineId &id, QWidget *parent);

} // namespace vitrine

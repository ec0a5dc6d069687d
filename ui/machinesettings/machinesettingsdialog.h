// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QDialog>

#include <functional>

class QDialogButtonBox;
class QLabel;
class QVBoxLayout;

namespace vitrine {

class ConcurrentChanges;
class DefinitionDraft;
class ErrorPresenter;
class MachineCommands;
struct LoadedDefinition;
class MachineStore;
class SettingsBook;
struct DefinitionEdit;

/**
 * The settings of one machine: pages made from the table of everything that can be set, a search over
 * all of them, and below what would change and when. A running machine follows as far as it can. What
 * other programs change meanwhile comes in (see ConcurrentChanges). Does not block; deletes itself on
 * close. GUI thread.
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
    void setUpSummary(QVBoxLayout *column);
    void setUpButtons();
    void load();
    void take(std::unique_ptr<DefinitionDraft> draft);
    void judgeBySurroundings(const LoadedDefinition &loaded);
    void orderFocus();
    void updateChanges();
    void apply(bool live, bool closes);
    void onApplied(const DefinitionEdit &edit, const Result<QString> &applied, bool closes);
    void showFailure(const Error &error, bool closes);
    void goBackInHistory();
    void askToDiscard(const QString &button, std::function<void()> discard);

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineId m_id;
    std::unique_ptr<DefinitionDraft> m_draft;
    SettingsBook *m_book = nullptr;
    QLabel *m_changes = nullptr;
    QWidget *m_summary = nullptr; ///< scrolls the changes
    QDialogButtonBox *m_buttons = nullptr;
    ErrorPresenter *m_errors = nullptr;
    ConcurrentChanges *m_concurrent = nullptr;
    bool m_applying = false;
};

/** Opens the dialog above `parent`, or raises the one that this machine has already. */
void showMachineSettings(MachineStore *store, MachineCommands *commands, const MachineId &id, QWidget *parent);

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"
#include "models/definition/definitionloading.h"

#include <QObject>
#include <QTimer>

#include <functional>

class KMessageWidget;
class QVBoxLayout;

namespace vitrine {

class ErrorPresenter;
class MachineCommands;
class MachineStore;
struct MergeConflict;
struct MergedDefinition;

/**
 * What other programs do to a machine while its settings are edited. Their changes are taken into the
 * draft and told in words; of what both have changed the user chooses. Nothing is overwritten or lost.
 * Works by the hypervisor's events and, as not every change has one, when applying was refused.
 * Belongs to the dialog; GUI thread.
 */
class ConcurrentChanges : public QObject
{
    Q_OBJECT

public:
    /** All outlive it; messages go into `layout` of `dialog`. */
    ConcurrentChanges(MachineStore *store, MachineCommands *commands, ErrorPresenter *errors, MachineId id, QVBoxLayout *layout, QWidget *dialog);

    /** What is edited from now on; it outlives this or another one follows. */
    void setDraft(DefinitionDraft *draft);
    /** Asked before the draft changes: whether what is being typed is in it. */
    void setCommit(std::function<bool()> commit);
    /** Events are the dialog's own as long as it applies. */
    void setPaused(bool paused);
    /** Reads what is stored and runs now; with `ask` the user chooses at once where that is needed. */
    void follow(bool ask);
    /**
     * Goes on after the draft's text `applied` was stored. What was entered since then stays a change;
     * what `applied` became there is no news.
     */
    void followOwn(const QString &applied);

Q_SIGNALS:
    /** The draft stands on what is stored now. */
    void followed();

private:
    void onRead(const LoadedDefinition &loaded, bool ask);
    void take(const LoadedDefinition &loaded, const MergedDefinition &merged);
    void choose(const LoadedDefinition &loaded, const MergedDefinition &merged);
    void tell(const MergedDefinition &merged, bool open);

    MachineStore *m_store;
    MachineCommands *m_commands;
    ErrorPresenter *m_errors;
    MachineId m_id;
    QWidget *m_dialog;
    DefinitionDraft *m_draft = nullptr;
    std::function<bool()> m_commit;
    KMessageWidget *m_message;
    QTimer m_settling;
    bool m_paused = false;
    bool m_active = false; ///< the machine was on when it was last read
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/concurrentchanges.h"

#include "models/definition/changetext.h"
#include "models/definition/definitiondraft.h"
#include "models/history/definitionhistory.h"
#include "models/machinestore.h"
#include "ui/machinesettings/mergedialog.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QAccessible>
#include <QAction>
#include <QCoroTask>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine {

namespace {

/** Programs store a definition several times in a row. */
constexpr auto settling = 300ms;
constexpr qsizetype mostLines = 6;

QString linesOf(const QList<DefinitionChange> &all)
{
    const QList<DefinitionChange> changes = toldChanges(all);
    QStringList lines;
    for (const DefinitionChange &change : changes.first(qMin(mostLines, changes.size()))) {
        lines.append(changeText(change).toHtmlEscaped());
    }
    if (changes.size() > mostLines) {
        lines.append(i18ncp("@info more changes than are listed", "and one more", "and %1 more", changes.size() - mostLines));
    }
    return lines.join("<br>"_L1);
}

} // namespace

ConcurrentChanges::ConcurrentChanges(MachineStore *store, MachineCommands *commands, ErrorPresenter *errors, MachineId id, QVBoxLayout *layout, QWidget *dialog)
    : QObject(dialog)
    , m_store(store)
    , m_commands(commands)
    , m_errors(errors)
    , m_id(std::move(id))
    , m_dialog(dialog)
    , m_message(new KMessageWidget(dialog))
{
    m_message->setObjectName(u"elsewhereMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    m_settling.setSingleShot(true);
    m_settling.setInterval(settling);
    connect(&m_settling, &QTimer::timeout, this, [this] {
        follow(false);
    });
    connect(store, &MachineStore::machineEvent, this, [this](const MachineId &changed, MachineEvent event) {
        if (changed == m_id && (event == MachineEvent::DevicesChanged || event == MachineEvent::MediaChanged)) {
            m_settling.start();
        }
    });
    connect(store, &MachineStore::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
        for (const MachineInfo &machine : machines) {
            if (machine.id == m_id && machine.isActive() != m_active) {
                m_settling.start(); // what takes effect when is another matter now
            }
        }
    });
}

void ConcurrentChanges::setDraft(DefinitionDraft *draft)
{
    m_draft = draft;
    m_active = draft && draft->isRunning();
}

void ConcurrentChanges::setCommit(std::function<bool()> commit)
{
    m_commit = std::move(commit);
}

void ConcurrentChanges::setPaused(bool paused)
{
    m_paused = paused;
}

void ConcurrentChanges::follow(bool ask)
{
    if (m_paused || !m_draft || m_dialog->findChild<MergeDialog *>()) {
        return;
    }
    QCoro::connect(loadDefinition(m_store, m_commands, m_id), this, [this, ask](const Result<std::shared_ptr<LoadedDefinition>> &loaded) {
        if (loaded && m_draft && !m_paused) {
            onRead(**loaded, ask);
        } else if (!loaded && ask) {
            m_errors->show(loaded.error());
        }
    });
}

void ConcurrentChanges::followOwn(const QString &applied)
{
    QCoro::connect(loadDefinition(m_store, m_commands, m_id), this, [this, applied](const Result<std::shared_ptr<LoadedDefinition>> &loaded) {
        if (!loaded) {
            m_errors->show(loaded.error(), {{Remedy::Retry, [this, applied] {
                                                 followOwn(applied);
                                             }}});
        } else if (m_draft) {
            m_message->animatedHide();
            take(**loaded, mergeDefinitions(*DomainXml::parse(applied), m_draft->xml(), *DomainXml::parse((*loaded)->stored)));
        }
    });
}

void ConcurrentChanges::onRead(const LoadedDefinition &loaded, bool ask)
{
    const DomainXml stored = *DomainXml::parse(loaded.stored);
    if (m_commit && !m_commit()) {
        return; // half a document is being typed; applying asks again
    }
    const MergedDefinition merged = m_draft->mergedWith(stored);
    if (merged.theirs.isEmpty()) {
        take(loaded, merged);
        return;
    }
    if (DefinitionHistory *history = DefinitionHistory::of(m_store)) {
        history->look(m_id); // some changes have no event
    }
    if (ask && !merged.conflicts.isEmpty()) {
        choose(loaded, merged);
        return;
    }
    tell(merged, !merged.conflicts.isEmpty());
    if (merged.conflicts.isEmpty()) {
        take(loaded, merged);
    }
}

void ConcurrentChanges::take(const LoadedDefinition &loaded, const MergedDefinition &merged)
{
    std::optional<DomainXml> active;
    if (!loaded.active.isEmpty()) {
        active = *DomainXml::parse(loaded.active);
    }
    m_active = active.has_value();
    m_draft->rebase(*DomainXml::parse(loaded.stored), std::move(active), *DomainXml::parse(merged.xml.toString()));
    Q_EMIT followed();
}

void ConcurrentChanges::choose(const LoadedDefinition &loaded, const MergedDefinition &merged)
{
    auto *dialog = new MergeDialog(merged, m_dialog);
    connect(dialog, &QDialog::accepted, this, [this, dialog, loaded] {
        const MergedDefinition chosen = m_draft->mergedWith(*DomainXml::parse(loaded.stored), dialog->yielding());
        m_errors->clear();
        tell(chosen, false);
        take(loaded, chosen);
        m_settling.start(); // nobody looked meanwhile
    });
    dialog->open();
}

/** `open`: the user has to choose first. */
void ConcurrentChanges::tell(const MergedDefinition &merged, bool open)
{
    const QString title = i18nc("@info", "This machine was changed elsewhere");
    QString text = u"<b>%1</b><br>%2"_s.arg(title, linesOf(merged.theirs));
    if (!merged.lost.isEmpty()) {
        text += u"<br>"_s + i18nc("@info %1: own changes", "These changes of yours could not be kept: %1", linesOf(merged.lost));
    }
    if (open) {
        text += u"<br>"_s + i18nc("@info", "You are changing some of that, too.");
    } else if (m_draft->isChanged()) {
        text += u"<br>"_s + i18nc("@info", "Your own changes are kept.");
    }
    m_message->setMessageType(open || !merged.lost.isEmpty() ? KMessageWidget::Warning : KMessageWidget::Information);
    m_message->setText(text);
    m_message->setAccessibleName(title);
    m_message->setAccessibleDescription(text.replace("<br>"_L1, "\n"_L1).remove("<b>"_L1).remove("</b>"_L1));
    qDeleteAll(m_message->actions());
    if (open) {
        auto *button = new QAction(QIcon::fromTheme(u"view-split-left-right"_s), i18nc("@action:button", "Choose…"), m_message);
        button->setObjectName(u"elsewhereChoose"_s);
        connect(button, &QAction::triggered, this, [this] {
            follow(true);
        });
        m_message->addAction(button);
    }
    m_message->animatedShow();
    QAccessibleEvent alert(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace vitrine

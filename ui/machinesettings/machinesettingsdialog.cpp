// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/machinesettingsdialog.h"

#include "models/definition/changetext.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/definitionloading.h"
#include "models/definition/propertytext.h"
#include "models/history/definitionhistory.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "ui/machinesettings/concurrentchanges.h"
#include "ui/machinesettings/savedstatenote.h"
#include "ui/machinesettings/settingsbook.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>
#include <KMessageDialog>

#include <QApplication>
#include <QCoroTask>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** Scrolls by keyboard, and shows that it has the keyboard: not every style frames that. */
class ChangesArea : public QScrollArea
{
public:
    explicit ChangesArea(QWidget *parent)
        : QScrollArea(parent)
    {
        setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    }

protected:
    void focusInEvent(QFocusEvent *event) override
    {
        setFrameStyle(QFrame::Box | QFrame::Plain);
        QScrollArea::focusInEvent(event);
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
        QScrollArea::focusOutEvent(event);
    }
};

QHash<MachineId, QPointer<MachineSettingsDialog>> &openDialogs()
{
    static QHash<MachineId, QPointer<MachineSettingsDialog>> dialogs;
    return dialogs;
}

} // namespace

void showMachineSettings(MachineStore *store, MachineCommands *commands, const MachineId &id, QWidget *parent)
{
    QPointer<MachineSettingsDialog> &dialog = openDialogs()[id];
    if (!dialog) {
        dialog = new MachineSettingsDialog(store, commands, id, parent);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

MachineSettingsDialog::MachineSettingsDialog(MachineStore *store, MachineCommands *commands, MachineId id, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_commands(commands)
    , m_id(std::move(id))
{
    setObjectName(u"machineSettings"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    const auto machine = store->machine(m_id);
    setWindowTitle(i18nc("@title:window %1: a machine", "Settings of “%1”", machine ? machine->displayName() : QString()));
    setUp();
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 44);
    load();
}

MachineSettingsDialog::~MachineSettingsDialog() = default;

DefinitionDraft *MachineSettingsDialog::draft() const
{
    return m_draft.get();
}

void MachineSettingsDialog::setUp()
{
    auto *column = new QVBoxLayout(this);
    m_errors = new ErrorPresenter(this, column);
    m_concurrent = new ConcurrentChanges(m_store, m_commands, m_errors, m_id, column, this);
    m_concurrent->setCommit([this] {
        return m_book->commitText();
    });
    connect(m_concurrent, &ConcurrentChanges::followed, this, [this] {
        m_applying = false;
        updateChanges();
    });
    column->addWidget(new SavedStateNote(m_store, m_commands, m_id, this));
    m_book = new SettingsBook(m_store, m_commands, m_id, m_errors, this);
    connect(m_book, &SettingsBook::pageShown, this, &MachineSettingsDialog::orderFocus);
    connect(m_book, &SettingsBook::returnRequested, this, &MachineSettingsDialog::goBackInHistory);
    connect(m_book, &SettingsBook::returned, this, [this] {
        m_draft->revert();
        m_concurrent->followOwn(m_draft->originalText());
    });
    column->addWidget(m_book, 1);
    setUpSummary(column);
    setUpButtons();
    column->addWidget(m_buttons);
    m_book->focusList();
    // Qt sees to that only when Tab comes from inside the same scroll area.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        for (QWidget *parent = now && isAncestorOf(now) ? now->parentWidget() : nullptr; parent && parent != this; parent = parent->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(parent)) {
                area->ensureWidgetVisible(now);
            }
        }
    });
}

void MachineSettingsDialog::setUpSummary(QVBoxLayout *column)
{
    m_changes = new QLabel(this);
    m_changes->setObjectName(u"settingsChanges"_s);
    m_changes->setTextFormat(Qt::PlainText);
    m_changes->setWordWrap(true);
    m_changes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_changes->setContentsMargins(6, 6, 6, 6);
    auto *scroll = new ChangesArea(this);
    scroll->setObjectName(u"settingsChangesArea"_s);
    scroll->setAccessibleName(i18nc("@label", "What will change"));
    scroll->setWidgetResizable(true);
    m_summary = scroll;
    scroll->setWidget(m_changes);
    scroll->setFixedHeight(fontMetrics().lineSpacing() * 4);
    column->addWidget(scroll);
}

void MachineSettingsDialog::setUpButtons()
{
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this);
    connect(m_buttons->button(QDialogButtonBox::Ok), &QPushButton::clicked, this, [this] {
        if (!m_book->commitText()) {
            return;
        }
        if (m_draft && m_draft->isChanged()) {
            apply(true, true);
        } else {
            done(Accepted);
        }
    });
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, [this] {
        if (m_book->commitText()) {
            apply(true, false);
        }
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void MachineSettingsDialog::load()
{
    updateChanges();
    QCoro::connect(loadDefinition(m_store, m_commands, m_id), this, [this](Result<std::shared_ptr<LoadedDefinition>> loaded) {
        if (!loaded) {
            m_errors->show(loaded.error(), {{Remedy::Retry, [this] {
                                                 load();
                                             }}});
            return;
        }
        m_errors->clear();
        if (DefinitionHistory *history = DefinitionHistory::of(m_store)) {
            history->look(m_id); // so that there is a way back
        }
        take((*loaded)->makeDraft());
        judgeBySurroundings(**loaded);
    });
}

void MachineSettingsDialog::judgeBySurroundings(const LoadedDefinition &loaded)
{
    QCoro::connect(readSurroundings(m_store, m_id, loaded), this, [this, draft = QPointer(m_draft.get())](const Result<DefinitionFacts> &facts) {
        if (facts && draft && draft == m_draft.get()) {
            draft->setFacts(*facts);
        }
    });
}

void MachineSettingsDialog::take(std::unique_ptr<DefinitionDraft> draft)
{
    if (m_draft) {
        m_draft.release()->deleteLater(); // pages of it end later
    }
    m_draft = std::move(draft);
    m_concurrent->setDraft(m_draft.get());
    connect(m_draft.get(), &DefinitionDraft::changed, this, &MachineSettingsDialog::updateChanges);
    m_book->setDraft(m_draft.get());
    updateChanges();
}

/** Tab leads from the pages' names into the page and then to the buttons; by itself new pages would come last. */
void MachineSettingsDialog::orderFocus()
{
    QList<QWidget *> behind{m_summary};
    for (const auto which : {QDialogButtonBox::Ok, QDialogButtonBox::Cancel, QDialogButtonBox::Apply}) {
        behind.append(m_buttons->button(which));
    }
    QWidget *last = previousInFocusChain();
    while (last != this && (!(last->focusPolicy() & Qt::TabFocus) || last->focusProxy() || last->window() != this || behind.contains(last))) {
        last = last->previousInFocusChain();
    }
    for (QWidget *widget : std::as_const(behind)) {
        setTabOrder(last, widget);
        last = widget;
    }
}

void MachineSettingsDialog::updateChanges()
{
    QStringList lines;
    if (m_draft) {
        for (const DefinitionIssue &issue : m_draft->issues()) {
            const Property *property = findProperty(issue.property);
            const QString name = property ? propertyName(*property) : deviceTitle(m_draft->xml(), issue.device);
            lines.append(i18nc("@info a problem, %1: setting, %2: what is wrong", "⚠ %1: %2", name, issueText(issue)));
        }
        const QList<DefinitionChange> changes = toldChanges(m_draft->changes());
        for (const DefinitionChange &change : changes) {
            lines.append(m_draft->isRunning() ? i18nc("@info %1: a change, %2: when it takes effect", "%1 (%2)", changeText(change), effectText(change.effect))
                                              : changeText(change));
        }
    }
    m_changes->setText(lines.isEmpty() ? i18nc("@info", "Nothing was changed.") : lines.join(u'\n'));
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(m_draft && m_draft->isApplicable() && !m_applying);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(m_draft && (m_draft->isApplicable() || !m_draft->isChanged()) && !m_applying);
}

void MachineSettingsDialog::apply(bool live, bool closes)
{
    m_applying = true;
    m_concurrent->setPaused(true);
    m_errors->clear();
    updateChanges();
    const DefinitionEdit edit{.before = m_draft->originalText(), .after = m_draft->text(), .live = live};
    QCoro::connect(m_commands->apply(m_id, edit), this, [this, edit, closes](const Result<QString> &applied) {
        onApplied(edit, applied, closes);
    });
}

void MachineSettingsDialog::onApplied(const DefinitionEdit &edit, const Result<QString> &applied, bool closes)
{
    m_concurrent->setPaused(false);
    if (!applied) {
        m_applying = false;
        updateChanges();
        showFailure(applied.error(), closes);
        return;
    }
    if (DefinitionHistory *history = DefinitionHistory::of(m_store)) {
        history->noteApplied(m_id, edit.before, *applied);
    }
    if (closes) {
        QDialog::done(Accepted);
    } else {
        m_concurrent->followOwn(edit.after);
    }
}

void MachineSettingsDialog::showFailure(const Error &error, bool closes)
{
    if (error.code == ErrorCode::ChangedElsewhere) {
        m_concurrent->follow(true);
        return;
    }
    RemedyActions remedies{{Remedy::Retry, [this, closes] {
                                apply(true, closes);
                            }}};
    m_errors->show(error, remedies);
}

void MachineSettingsDialog::goBackInHistory()
{
    if (m_book->commitText() && !m_draft->isChanged()) {
        m_book->goBackInHistory();
        return;
    }
    askToDiscard(i18nc("@action:button", "Discard and Return"), [this] {
        m_book->goBackInHistory();
    });
}

void MachineSettingsDialog::done(int result)
{
    if (result == Accepted || !m_draft || (m_book->commitText() && !m_draft->isChanged())) {
        QDialog::done(result);
        return;
    }
    askToDiscard(i18nc("@action:button", "Discard"), [this] {
        QDialog::done(Rejected);
    });
}

void MachineSettingsDialog::askToDiscard(const QString &button, std::function<void()> discard)
{
    auto *question =
        new KMessageDialog(KMessageDialog::WarningTwoActions, i18nc("@info", "Your changes of this machine's settings have not been applied."), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName(u"discardChanges"_s);
    question->setCaption(i18nc("@title:window", "Discard Changes?"));
    question->setButtons(KGuiItem(button, u"edit-delete"_s), KGuiItem(i18nc("@action:button", "Keep Editing")));
    connect(question, &KMessageDialog::finished, this, [discard = std::move(discard)](int answer) {
        if (answer == KMessageDialog::PrimaryAction) {
            discard();
        }
    });
    question->open();
}

} // namespace vitrine

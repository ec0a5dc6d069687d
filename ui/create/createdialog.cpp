// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/createdialog.h"

#include "backends/core/operation.h"
#include "ui/create/disksection.h"
#include "ui/create/fieldframe.h"
#include "ui/create/hardwaresection.h"
#include "ui/create/identitysection.h"
#include "ui/create/plansection.h"
#include "ui/widgets/collapsiblesection.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>

#include <QCheckBox>
#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

CollapsibleSection *section(const QString &name, const QString &title, const QString &icon, QWidget *body, bool expanded)
{
    auto *box = new CollapsibleSection(title, QIcon::fromTheme(icon));
    box->setObjectName(name);
    box->setBody(body);
    box->setExpanded(expanded);
    return box;
}

/** The first local file of a drag, or nothing. */
QString droppedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    const auto found = std::ranges::find_if(urls, &QUrl::isLocalFile);
    return found == urls.end() ? QString() : found->toLocalFile();
}

/** What a folded section has to say: its grave issue before its values. */
QString summaryWith(const QString &summary, const QList<CreationIssue> &issues, std::initializer_list<CreationField> fields)
{
    for (const CreationIssue &issue : issues) {
        if (issue.severity == IssueSeverity::Error && std::ranges::find(fields, issue.field) != fields.end()) {
            return u"⚠ "_s + issue.text;
        }
    }
    return summary;
}

} // namespace

CreateDialog::CreateDialog(CreateContext context, const QString &isoPath, QWidget *parent)
    : QDialog(parent)
    , m_context(std::move(context))
    , m_inquiry(m_context.store, m_context.connection, m_context.probes, &m_draft)
{
    setObjectName(u"createDialog"_s);
    setWindowTitle(i18nc("@title:window", "New Machine"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    setSizeGripEnabled(true);
    new QVBoxLayout(this);
    setUpSections();
    setUpFoot();
    const int em = fontMetrics().averageCharWidth();
    const int line = fontMetrics().lineSpacing();
    resize(100 * em, 42 * line);

    m_syncTimer.setSingleShot(true);
    m_syncTimer.setInterval(0);
    connect(&m_syncTimer, &QTimer::timeout, this, &CreateDialog::sync);
    connect(&m_draft, &CreationDraft::changed, &m_syncTimer, qOverload<>(&QTimer::start));
    connect(&m_draft, &CreationDraft::isoPathChanged, m_errors, &ErrorPresenter::clear);
    connect(&m_inquiry, &CreationInquiry::systemsListed, m_identity, &IdentitySection::setSystems);
    m_draft.setConnection(m_context.connection, m_context.connectionName);
    m_draft.setAcceleration(m_context.acceleration);
    m_inquiry.start();
    setIsoPath(isoPath);
    sync();
    m_identity->setFocus();
}

CreateDialog::~CreateDialog()
{
    // A parent that closes takes it along without a closeEvent().
    abandon();
}

void CreateDialog::setUpSections()
{
    m_identity = new IdentitySection(&m_draft);
    m_hardware = new HardwareSection(&m_draft);
    m_disk = new DiskSection(&m_draft);
    m_plan = new PlanSection;
    m_identityBox = section(u"identitySection"_s, i18nc("@title:group", "Name and operating system"), u"media-optical"_s, m_identity, true);
    m_hardwareBox = section(u"hardwareSection"_s, i18nc("@title:group", "Hardware"), u"cpu"_s, m_hardware, false);
    m_diskBox = section(u"diskSection"_s, i18nc("@title:group", "Hard disk"), u"drive-harddisk"_s, m_disk, false);
    m_planBox = section(u"planSection"_s, i18nc("@title:group", "What will be made"), u"document-preview"_s, m_plan, true);

    auto *page = new QWidget;
    page->setObjectName(u"createPage"_s);
    auto *pageLayout = new QVBoxLayout(page);
    for (CollapsibleSection *box : {m_identityBox, m_hardwareBox, m_diskBox, m_planBox}) {
        pageLayout->addWidget(box);
    }
    pageLayout->addStretch(1);
    m_form = page;
    alignFieldLabels(page);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto *outer = qobject_cast<QVBoxLayout *>(layout());
    outer->addWidget(scroll, 1);
    m_errors = new ErrorPresenter(this, outer);
}

void CreateDialog::setUpFoot()
{
    m_hint = new PlainLabel;
    m_hint->setObjectName(u"createHint"_s);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"createProgress"_s);
    m_progress->setAccessibleName(i18nc("@label progress bar", "Progress"));
    m_start = new QCheckBox(i18nc("@option:check", "&Start when ready"));
    m_start->setObjectName(u"startWhenReady"_s);
    m_start->setChecked(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(i18nc("@action:button", "&Create"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"createButton"_s);
    m_create->setIcon(QIcon::fromTheme(u"list-add"_s));
    m_create->setDefault(true);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_cancel->setObjectName(u"cancelButton"_s);

    auto *foot = new QHBoxLayout;
    foot->addWidget(m_start);
    foot->addStretch(1);
    foot->addWidget(buttons);
    auto *outer = qobject_cast<QVBoxLayout *>(layout());
    outer->addWidget(m_hint);
    outer->addWidget(m_progress);
    outer->addLayout(foot);
    connect(m_start, &QCheckBox::toggled, &m_draft, &CreationDraft::setStartWhenReady);
    connect(m_create, &QPushButton::clicked, this, &CreateDialog::create);
    connect(m_cancel, &QPushButton::clicked, this, &CreateDialog::reject);
}

void CreateDialog::setIsoPath(const QString &path)
{
    m_draft.setIsoPath(localPath(path));
}

bool CreateDialog::isCreating() const
{
    return m_operation && !m_operation->isFinished();
}

QList<CreationIssue> CreateDialog::visibleIssues() const
{
    QList<CreationIssue> issues = m_draft.issues();
    // A name that nobody was asked for yet is no mistake.
    if (!m_draft.isTouched(CreationField::Name)) {
        issues.removeIf([](const CreationIssue &issue) {
            const bool name = issue.field == CreationField::Name && issue.severity == IssueSeverity::Error;
            return name || (issue.field == CreationField::Iso && issue.severity == IssueSeverity::Info);
        });
    }
    return issues;
}

void CreateDialog::sync()
{
    const QList<CreationIssue> issues = visibleIssues();
    m_identity->sync(issues);
    m_hardware->sync(issues);
    m_disk->sync(issues);
    m_plan->show(m_draft.plan());
    syncSections(issues);
    syncFoot();
}

void CreateDialog::syncSections(const QList<CreationIssue> &issues)
{
    using enum CreationField;
    m_identityBox->setSummary(summaryWith(m_draft.identitySummary(), issues, {Iso, Name, Os}));
    m_hardwareBox->setSummary(summaryWith(m_draft.hardwareSummary(), issues, {Memory, Processors, Firmware, Tpm, Acceleration, Network}));
    m_diskBox->setSummary(summaryWith(m_draft.diskSummary(), issues, {Disk, DiskSize}));
}

void CreateDialog::syncFoot()
{
    const bool creating = isCreating();
    m_form->setEnabled(!creating);
    m_start->setEnabled(!creating);
    m_progress->setVisible(creating);
    m_create->setEnabled(!creating && m_draft.canCreate());
    m_cancel->setEnabled(!creating || m_operation->isCancellable());
    if (creating) {
        m_hint->setPlainText(m_operation->step());
        m_hint->show();
        return;
    }
    const QList<CreationIssue> issues = m_draft.issues();
    const CreationFacts &facts = m_draft.facts();
    QString hint;
    if (facts.isoStage == IsoStage::Checking || facts.isoStage == IsoStage::Detecting) {
        hint = i18nc("@info", "Looking at the image…");
    } else if (facts.isoStage == IsoStage::None && !m_draft.isTouched(CreationField::Name)) {
        hint = i18nc("@info", "Choose an installation image; everything else follows from it.");
    } else if (!issues.isEmpty() && issues.constFirst().severity == IssueSeverity::Error) {
        hint = issues.constFirst().text;
    } else if (!m_draft.canCreate()) {
        hint = i18nc("@info", "Looking at this computer…");
    }
    m_hint->setPlainText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void CreateDialog::create()
{
    if (isCreating() || !m_draft.canCreate()) {
        return;
    }
    m_errors->clear();
    m_request = m_draft.request();
    m_operation = m_context.creator->create(m_request);
    connect(m_operation, &Operation::changed, this, &CreateDialog::onOperationChanged);
    connect(m_operation, &Operation::finished, this, &CreateDialog::onOperationFinished);
    onOperationChanged();
    m_cancel->setFocus();
    if (m_operation->isFinished()) {
        onOperationFinished();
    }
}

void CreateDialog::onOperationChanged()
{
    const double progress = m_operation->progress();
    m_progress->setRange(0, progress < 0 ? 0 : 100);
    m_progress->setValue(int(progress * 100));
    syncFoot();
}

void CreateDialog::onOperationFinished()
{
    const Operation::Phase phase = m_operation->phase();
    if (phase == Operation::Phase::Done) {
        if (m_context.onCreated) {
            m_context.onCreated(m_request.id(), m_request.start);
        }
        accept();
        return;
    }
    const Error error = m_operation->error();
    m_operation.clear();
    syncFoot();
    m_create->setFocus();
    if (phase == Operation::Phase::Failed) {
        showError(error);
    }
    m_inquiry.refresh();
}

void CreateDialog::showError(const Error &error)
{
    m_errors->show(error,
                   {{Remedy::Retry,
                     [this] {
                         create();
                     }},
                    {Remedy::StartWithoutAcceleration,
                     [this] {
                         m_draft.setAcceleration(AccelerationChoice::Software);
                         create();
                     }},
                    {Remedy::ChooseFile, [this] {
                         m_identity->browse();
                     }}});
}

void CreateDialog::reject()
{
    if (isCreating()) {
        m_operation->cancel();
        return;
    }
    QDialog::reject();
}

void CreateDialog::closeEvent(QCloseEvent *event)
{
    abandon();
    QDialog::closeEvent(event);
}

/** Nobody would open the machine's screen. */
void CreateDialog::abandon()
{
    if (isCreating()) {
        disconnect(m_operation, nullptr, this, nullptr);
        m_operation->cancel();
        m_operation.clear();
    }
}

void CreateDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    // Files and free space may have changed in another window.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && !isCreating() && m_draft.facts().host) {
        m_inquiry.refresh();
    }
}

void CreateDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!isCreating() && !droppedFile(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void CreateDialog::dropEvent(QDropEvent *event)
{
    setIsoPath(droppedFile(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace vitrine

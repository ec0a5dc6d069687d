// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/detailspage.h"

#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "ui/main/detailsectionview.h"
#include "ui/main/machineheader.h"
#include "ui/widgets/errorpresenter.h"
#include "ui/widgets/machineactions.h"
#include "ui/widgets/machinepreview.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>

#include <QCoroTask>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine {

namespace {

constexpr std::chrono::milliseconds SliceOfSections = 3ms;

KConfigGroup foldingGroup()
{
    return KSharedConfig::openStateConfig()->group(u"DetailSections"_s);
}

} // namespace

DetailsPage::DetailsPage(MachineStore *store, MachineCommands *commands, MachineActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_commands(commands)
    , m_actions(actions)
    , m_layout(new QVBoxLayout(this))
    , m_header(new MachineHeader(actions, this))
    , m_placeholder(new QLabel(this))
    , m_loading(new QLabel(i18nc("@info:status", "Reading the machine's settings…"), this))
    , m_scroll(new QScrollArea(this))
{
    setObjectName(u"detailsPage"_s);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    m_presenter = new ErrorPresenter(this, m_layout);
    m_placeholder->setObjectName(u"detailsPlaceholder"_s);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setEnabled(false);
    m_loading->setObjectName(u"detailsLoading"_s);
    m_loading->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_loading->setEnabled(false);
    m_layout->addWidget(m_placeholder, 1);
    m_layout->addWidget(m_header);
    m_layout->addWidget(m_loading);
    m_layout->addWidget(m_scroll, 1);
    setUpBody();
    connectSources();
    m_header->hide();
    m_loading->hide();
    m_scroll->hide();
}

void DetailsPage::setUpBody()
{
    m_scroll->setObjectName(u"detailsScroll"_s);
    m_scroll->setAccessibleName(i18nc("@label", "Details"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::StrongFocus); // so that the arrow keys scroll it
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, body);
    m_sectionLayout = new QVBoxLayout;
    m_sectionLayout->setSpacing(0);
    m_columns->addLayout(m_sectionLayout, 1);
    auto *previewColumn = new QVBoxLayout;
    auto *previewSection = new CollapsibleSection(i18nc("@title:group", "Preview"), QIcon::fromTheme(u"video-display"_s), body);
    previewSection->setObjectName(u"section_preview"_s);
    m_preview = new MachinePreview(previewSection);
    m_preview->setObjectName(u"machinePreview"_s);
    m_preview->setAccessibleName(i18nc("@label", "Preview"));
    previewSection->setBody(m_preview);
    previewSection->setExpanded(foldingGroup().readEntry("preview", true));
    previewColumn->addWidget(previewSection);
    previewColumn->addStretch(1);
    m_columns->addLayout(previewColumn);
    m_scroll->setWidget(body);
    connect(m_preview, &MachinePreview::doubleClicked, this, [this] {
        m_actions->startOrShow(m_machine);
    });
    connect(previewSection, &CollapsibleSection::expandedChanged, this, [this](bool expanded) {
        saveFolding(u"preview"_s, expanded);
    });
}

void DetailsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Beside the sections where there is room, above them else.
    const bool wide = width() > fontMetrics().averageCharWidth() * 85;
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
}

void DetailsPage::connectSources()
{
    m_fetchTimer.setSingleShot(true);
    m_fetchTimer.setInterval(40ms);
    m_loadingTimer.setSingleShot(true);
    m_loadingTimer.setInterval(300ms);
    m_sliceTimer.setSingleShot(true);
    m_sliceTimer.setInterval(4ms); // for what was made to be painted in a turn of its own
    connect(&m_sliceTimer, &QTimer::timeout, this, &DetailsPage::showPendingSections);
    connect(&m_fetchTimer, &QTimer::timeout, this, &DetailsPage::fetch);
    connect(&m_loadingTimer, &QTimer::timeout, this, [this] {
        m_scroll->hide(); // still shows the machine before
        m_loading->show();
    });
    connect(m_store, &MachineStore::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
        for (const MachineInfo &machine : machines) {
            if (machine.id == m_machine) {
                updateHeader();
                m_fetchTimer.start();
            }
        }
    });
    connect(m_store, &MachineStore::machineEvent, this, [this](const MachineId &id, MachineEvent event) {
        const bool definitionChanged = event == MachineEvent::DevicesChanged || event == MachineEvent::MediaChanged;
        if (id == m_machine && definitionChanged) {
            m_fetchTimer.start();
        }
    });
    connect(m_store, &MachineStore::restartLoopingChanged, this, &DetailsPage::updateHeader);
    connect(m_store, &MachineStore::machinesRemoved, this, [this](const QList<MachineId> &ids) {
        for (const MachineId &id : ids) {
            m_errors.remove(id);
        }
    });
}

void DetailsPage::setMachine(const MachineId &id)
{
    if (m_machine == id) {
        return;
    }
    m_machine = id;
    m_hasSections = false;
    m_pendingSections.clear();
    m_disks.clear();
    m_preview->setPicture({});
    m_placeholder->setVisible(id.isNull());
    m_header->setVisible(!id.isNull());
    m_scroll->setVisible(!id.isNull() && !m_sections.isEmpty()); // those of the machine before, until the new ones are read
    m_loading->hide();
    showCurrentError();
    if (id.isNull()) {
        m_fetchTimer.stop();
        m_loadingTimer.stop();
        return;
    }
    updateHeader();
    m_loadingTimer.start();
    m_fetchTimer.start();
}

void DetailsPage::setPreview(const MachineId &id, const QImage &picture)
{
    if (id == m_machine) {
        m_preview->setPicture(picture);
    }
}

QSize DetailsPage::previewSize() const
{
    return m_preview->pictureSize();
}

void DetailsPage::setAccelerationProblem(const Error &problem)
{
    m_header->setAccelerationProblem(problem);
}

void DetailsPage::setPlaceholder(const QString &text)
{
    m_placeholder->setText(text);
}

void DetailsPage::updateHeader()
{
    const auto machine = m_store->machine(m_machine);
    if (!machine) {
        return;
    }
    m_header->setMachine(*machine, m_store->isRestartLooping(m_machine));
    m_preview->setText(machine->displayName() + u'\n' + stateText(*machine));
    if (!machine->isActive()) {
        m_preview->setPicture({});
    }
}

void DetailsPage::fetch()
{
    if (m_fetching) {
        m_fetchAgain = true;
        return;
    }
    m_fetching = true;
    QCoro::connect(m_commands->details(m_machine), this, [this, id = m_machine](const Result<MachineDetails> &details) {
        m_fetching = false;
        onFetched(id, details);
        if (std::exchange(m_fetchAgain, false)) {
            m_fetchTimer.start();
        }
    });
}

void DetailsPage::onFetched(const MachineId &id, const Result<MachineDetails> &details)
{
    const auto machine = m_store->machine(id);
    if (id != m_machine || !machine) {
        m_fetchAgain = !m_machine.isNull(); // the selection has moved on meanwhile
        return;
    }
    m_loadingTimer.stop();
    m_loading->hide();
    m_scroll->setVisible(details || m_hasSections);
    if (details) {
        m_hasSections = true;
        noteDisks(*details);
        showSections(detailSections(*machine, *details));
    } else if (!m_hasSections) {
        m_presenter->show(details.error(), {{Remedy::Retry, [this] {
                                                 fetch();
                                             }}});
    }
}

void DetailsPage::showSections(const QList<DetailSection> &sections)
{
    QSet<QString> wanted;
    for (const DetailSection &section : sections) {
        wanted.insert(section.key);
    }
    for (auto it = m_sections.cbegin(); it != m_sections.cend(); ++it) {
        if (!wanted.contains(it.key())) {
            it.value()->hide();
        }
    }
    const int widest = fontMetrics().averageCharWidth() * 22; // one long label must not push all values away
    m_labelWidth = qMin(DetailSectionView::labelWidth(sections, fontMetrics()), widest);
    m_pendingSections = sections;
    showPendingSections();
}

/** In slices: making, laying out and painting all of a first machine at once takes longer than a frame. */
void DetailsPage::showPendingSections()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_pendingSections.isEmpty()) {
        if (clock.durationElapsed() > SliceOfSections) {
            m_sliceTimer.start();
            return;
        }
        showSection(m_pendingSections.takeFirst());
    }
    if (m_sectionLayout->count() == m_sections.size()) {
        m_sectionLayout->addStretch(1);
    }
}

void DetailsPage::showSection(const DetailSection &section)
{
    DetailSectionView *&view = m_sections[section.key];
    if (!view) {
        view = new DetailSectionView(section);
        view->setExpanded(foldingGroup().readEntry(section.key, true));
        connect(view, &CollapsibleSection::expandedChanged, this, [this, key = section.key](bool expanded) {
            saveFolding(key, expanded);
        });
        const int end = m_sectionLayout->count();
        m_sectionLayout->insertWidget(end - (end == m_sections.size() ? 1 : 0), view);
    }
    view->setLabelWidth(m_labelWidth);
    view->setLines(section.lines);
    view->show();
}

void DetailsPage::saveFolding(const QString &key, bool expanded) const
{
    foldingGroup().writeEntry(key, expanded);
}

void DetailsPage::showError(const MachineId &id, const Error &error)
{
    m_errors.insert(id, error);
    if (id == m_machine) {
        showCurrentError();
    }
}

void DetailsPage::clearError(const MachineId &id)
{
    if (m_errors.remove(id) && id == m_machine) {
        showCurrentError();
    }
}

void DetailsPage::showShutDownIgnored(const MachineId &id)
{
    const auto machine = m_store->machine(id);
    if (machine && machine->isActive()) {
        m_header->setShutDownIgnored(id);
    }
}

void DetailsPage::showCurrentError()
{
    m_presenter->clear();
    const auto error = m_errors.constFind(m_machine);
    if (error != m_errors.cend()) {
        m_presenter->show(*error, remediesFor(m_machine, *error));
    }
}

RemedyActions DetailsPage::remediesFor(const MachineId &id, const Error &error)
{
    const auto act = [this, id](MachineAction action) {
        return [this, id, action] {
            clearError(id);
            m_actions->trigger(action, id);
        };
    };
    RemedyActions remedies{{Remedy::Retry,
                            [this, id] {
                                clearError(id);
                                m_actions->retry(id);
                            }},
                           {Remedy::StartWithoutAcceleration, act(MachineAction::StartWithoutAcceleration)},
                           {Remedy::ForceOff, act(MachineAction::ForceOff)},
                           {Remedy::Resume, [this, id] {
                                clearError(id);
                                m_commands->resume(id);
                            }}};
    if (const auto machine = m_store->machine(id); machine && machine->state == MachineState::Saved) {
        remedies.insert({Remedy::DiscardSavedState, act(MachineAction::DiscardSavedState)});
    }
    if (const auto disk = replaceableDisk(m_disks, error.subject)) {
        remedies.insert({Remedy::ChooseFile, [this, id, disk = *disk] {
                             m_actions->startWithOtherFile(id, disk);
                         }});
    }
    return remedies;
}

/** An image that is gone can be replaced where the definition names it. */
void DetailsPage::noteDisks(const MachineDetails &details)
{
    if (details.disks != std::exchange(m_disks, details.disks) && m_errors.contains(m_machine)) {
        showCurrentError();
    }
}

} // namespace vitrine

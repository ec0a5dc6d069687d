// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/mediapage.h"

#include "backends/core/backend.h"
#include "models/errortext.h"
#include "models/media/mediacommands.h"
#include "models/media/mediafiltermodel.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatreemodel.h"
#include "ui/media/enlarge.h"
#include "ui/media/imagedialog.h"
#include "ui/media/mediaactions.h"
#include "ui/media/mediaproperties.h"
#include "ui/media/mediaquestions.h"
#include "ui/media/placesdialog.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

MediaPage::MediaPage(MediaLibrary *library, MediaCommands *commands, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_commands(commands)
    , m_model(new MediaTreeModel(library, this))
    , m_filter(new MediaFilterModel(this))
    , m_actions(new MediaActions(library, commands, this))
    , m_search(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_properties(new MediaProperties(this))
    , m_stack(new QStackedWidget(this))
    , m_placeholder(new QLabel(this))
{
    setObjectName(u"mediaPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_errors = new ErrorPresenter(this, layout);
    setUpBars();
    setUpTree();
    connectActions();
    connectResults();
    onLibraryChanged();
    onCurrentChanged();
}

void MediaPage::setUpBars()
{
    auto *bar = new QToolBar(this);
    bar->setObjectName(u"mediaToolBar"_s);
    bar->setAccessibleName(i18nc("@title", "Media Toolbar"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions(m_actions->actions());
    layout()->addWidget(bar);

    auto *row = new QHBoxLayout;
    const int margin = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    row->setContentsMargins(margin, margin, margin, margin);
    m_search->setObjectName(u"mediaSearch"_s);
    m_search->setPlaceholderText(i18nc("@info:placeholder", "Search…"));
    m_search->setAccessibleName(i18nc("@label:textbox", "Search media"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    auto *kind = new QComboBox(this);
    kind->setObjectName(u"mediaKindFilter"_s);
    kind->setAccessibleName(i18nc("@label:listbox", "Shown"));
    kind->addItem(i18nc("@item:inlistbox", "Everything"), int(MediaFilterModel::Kind::All));
    kind->addItem(i18nc("@item:inlistbox", "Disks"), int(MediaFilterModel::Kind::Disks));
    kind->addItem(i18nc("@item:inlistbox", "Disc images"), int(MediaFilterModel::Kind::Discs));
    kind->addItem(i18nc("@item:inlistbox", "Not used by anything"), int(MediaFilterModel::Kind::Unused));
    row->addWidget(m_search, 1);
    row->addWidget(kind);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_search, &QLineEdit::textChanged, m_filter, &MediaFilterModel::setSearch);
    connect(kind, &QComboBox::currentIndexChanged, this, [this, kind] {
        m_filter->setKind(MediaFilterModel::Kind(kind->currentData().toInt()));
        m_tree->expandAll();
    });
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(find);
    connect(find, &QAction::triggered, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void MediaPage::setUpTree()
{
    m_filter->setSourceModel(m_model);
    m_tree->setObjectName(u"mediaTree"_s);
    m_tree->setAccessibleName(i18nc("@label", "Disks and discs"));
    m_tree->setModel(m_filter);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(MediaTreeModel::NameColumn, Qt::AscendingOrder);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->addActions(m_actions->actions());
    const int unit = fontMetrics().averageCharWidth();
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(MediaTreeModel::NameColumn, 38 * unit);
    m_tree->setColumnWidth(MediaTreeModel::KindColumn, 16 * unit);
    m_tree->setColumnWidth(MediaTreeModel::UsersColumn, 26 * unit);
    connect(m_filter, &QAbstractItemModel::rowsInserted, m_tree, &QTreeView::expandAll);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &MediaPage::onCurrentChanged);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &MediaPage::showMenu);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"mediaSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_tree);
    splitter->addWidget(m_properties);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({3 * fontMetrics().height() * 8, 2 * fontMetrics().height() * 8});
    m_placeholder->setObjectName(u"mediaPlaceholder"_s);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(splitter);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_stack, 1);
    addAction(m_actions->action(MediaCommand::Refresh)); // wherever the focus is on the page
    setFocusProxy(m_tree);
}

void MediaPage::connectActions()
{
    const auto on = [this](MediaCommand command, auto slot) {
        connect(m_actions->action(command), &QAction::triggered, this, slot);
    };
    on(MediaCommand::Create, &MediaPage::createImage);
    on(MediaCommand::Copy, &MediaPage::copyImage);
    on(MediaCommand::Move, &MediaPage::moveImage);
    on(MediaCommand::Resize, &MediaPage::resizeImage);
    on(MediaCommand::Compact, &MediaPage::compactImage);
    on(MediaCommand::Remove, &MediaPage::removeImage);
    on(MediaCommand::Check, [this] {
        m_commands->check(currentPath());
    });
    on(MediaCommand::Refresh, [this] {
        m_library->reload();
    });
    on(MediaCommand::Places, [this] {
        (new PlacesDialog(m_library, m_commands, this))->open();
    });
}

void MediaPage::connectResults()
{
    connect(m_library, &MediaLibrary::changed, this, &MediaPage::onLibraryChanged);
    connect(m_commands, &MediaCommands::busyChanged, this, [this](const QString &path) {
        if (m_commands->isBusy(path)) {
            m_errors->clear(); // another try has begun
        }
    });
    connect(m_commands, &MediaCommands::failed, this, [this](const Error &error) {
        m_errors->show(error, {{Remedy::Retry, [this] {
                                    m_commands->retry();
                                }}});
    });
    connect(m_commands, &MediaCommands::made, this, &MediaPage::select);
    connect(m_commands, &MediaCommands::trashRefused, this, [this](const QString &path) {
        askRemoveForEver(this, path, [this, path] {
            m_commands->remove(path, RemovalWay::ForEver);
        });
    });
    connect(m_commands, &MediaCommands::checked, this, [this](const QString &path, const ImageCheck &found, bool repaired) {
        tellChecked(this, path, found, repaired, [this, path] {
            m_commands->repair(path);
        });
    });
}

void MediaPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_library->setActive(true);
}

void MediaPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_library->setActive(false);
}

void MediaPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isVisible() && isActiveWindow()) {
        m_library->reload(); // who comes back may have changed files elsewhere
    }
}

bool MediaPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool down = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down;
    if (watched == m_search && down) {
        m_tree->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void MediaPage::onLibraryChanged()
{
    const bool empty = m_library->listing().media.isEmpty();
    const bool appears = !empty && m_stack->currentIndex() == 0;
    m_stack->setCurrentIndex(empty ? 0 : 1);
    const QWidget *focused = window()->focusWidget();
    if (appears && isVisible() && (!focused || focused == m_tree || isAncestorOf(focused))) {
        m_tree->setFocus(); // it could not have it as long as it was not there
    }
    if (m_library->error()) {
        m_placeholder->setText(errorLine(*m_library->error()));
    } else if (m_library->isLoaded()) {
        m_placeholder->setText(
            i18nc("@info:placeholder", "There are no disks or discs yet.\nMake one with “New Disk…”, or list one of your folders with “Folders…”."));
    } else {
        m_placeholder->setText(i18nc("@info:placeholder", "Looking for disks and discs…"));
    }
    if (!m_wanted.isEmpty() && m_model->indexOf(m_wanted).isValid()) {
        select(std::exchange(m_wanted, {}));
    } else if (!m_tree->currentIndex().isValid() && m_filter->rowCount() > 0) {
        m_tree->setCurrentIndex(m_filter->index(0, 0));
    }
    onCurrentChanged();
}

void MediaPage::select(const QString &path)
{
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(path));
    if (index.isValid()) {
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    } else {
        m_wanted = path;
    }
}

QString MediaPage::currentPath() const
{
    return m_tree->currentIndex().data(MediaTreeModel::PathRole).toString();
}

ImageFacts MediaPage::currentFacts() const
{
    const MediaIndex index(m_library->listing());
    const Medium *medium = index.find(currentPath());
    return medium ? medium->facts : ImageFacts{};
}

void MediaPage::onCurrentChanged()
{
    m_actions->setPath(currentPath());
    const MediaIndex index(m_library->listing());
    m_properties->show(m_library->listing(), index.find(currentPath()));
}

void MediaPage::createImage()
{
    auto *dialog = new ImageDialog(ImageDialog::Purpose::Create, {}, *m_library, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_commands->create(dialog->spec());
    });
    dialog->open();
}

void MediaPage::copyImage()
{
    auto *dialog = new ImageDialog(ImageDialog::Purpose::Copy, currentPath(), *m_library, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_commands->copy(dialog->copySpec());
    });
    dialog->open();
}

void MediaPage::moveImage()
{
    const QString path = currentPath();
    auto *dialog = new ImageDialog(ImageDialog::Purpose::Move, path, *m_library, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, path] {
        m_commands->move(path, dialog->path());
    });
    dialog->open();
}

void MediaPage::resizeImage()
{
    enlargeMedium(m_library, m_commands, currentPath(), this);
}

void MediaPage::compactImage()
{
    const ImageFacts facts = currentFacts();
    askCompact(this, facts, [this, path = facts.path] {
        m_commands->compact(path);
    });
}

void MediaPage::removeImage()
{
    const ImageFacts facts = currentFacts();
    const Backend *backend = m_library->backend();
    const bool hasTrash = backend && backend->capabilities().support(Feature::MediaJobs);
    askRemoveMedium(this, facts, hasTrash, [this, path = facts.path](RemovalWay way) {
        m_commands->remove(path, way);
    });
}

void MediaPage::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"mediaMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions->actions());
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace vitrine

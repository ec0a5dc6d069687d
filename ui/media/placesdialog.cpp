// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/placesdialog.h"

#include "backends/core/backend.h"
#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"

#include <KLocalizedString>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

PlacesDialog::PlacesDialog(MediaLibrary *library, MediaCommands *commands, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_commands(commands)
{
    setObjectName(u"placesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(i18nc("@title:window", "Folders for Disks"));
    new QVBoxLayout(this);
    makeList();
    makeForm();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
    connect(library, &MediaLibrary::changed, this, &PlacesDialog::fill);
    fill();
    resize(fontMetrics().averageCharWidth() * 85, sizeHint().height());
}

void PlacesDialog::makeList()
{
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"placesList"_s);
    m_list->setAccessibleName(i18nc("@label", "Folders"));
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({i18nc("@title:column", "Name"), i18nc("@title:column", "Folder"), i18nc("@title:column", "Free")});
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    layout()->addWidget(m_list);
    auto *row = new QHBoxLayout;
    const auto button = [this, row](const QString &name, const QString &text, const QString &iconName) {
        auto *made = new QPushButton(QIcon::fromTheme(iconName), text, this);
        made->setObjectName(name);
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    m_open = button(u"placeOpen"_s, i18nc("@action:button", "Open"), u"media-playback-start"_s);
    m_refresh = button(u"placeRefresh"_s, i18nc("@action:button", "Refresh"), u"view-refresh"_s);
    m_remove = button(u"placeRemove"_s, i18nc("@action:button", "Take off the List"), u"list-remove"_s);
    m_remove->setToolTip(i18nc("@info:tooltip", "The files stay where they are"));
    row->addStretch();
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    const auto place = [this] {
        return m_library->listing().places.value(current());
    };
    connect(m_open, &QPushButton::clicked, this, [this, place] {
        m_commands->startPlace(place());
    });
    connect(m_refresh, &QPushButton::clicked, this, [this, place] {
        m_commands->refreshPlace(place());
    });
    connect(m_remove, &QPushButton::clicked, this, [this, place] {
        m_commands->removePlace(place());
    });
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &PlacesDialog::update);
}

void PlacesDialog::makeForm()
{
    auto *box = new QGroupBox(i18nc("@title:group", "Add to the List"), this);
    auto *form = new QFormLayout(box);
    m_type = new QComboBox(box);
    m_type->setObjectName(u"placeType"_s);
    m_type->addItem(i18nc("@item:inlistbox", "A folder"), u"dir"_s);
    m_type->addItem(i18nc("@item:inlistbox", "A network share (NFS)"), u"netfs"_s);
    m_type->addItem(i18nc("@item:inlistbox", "A volume group (LVM)"), u"logical"_s);
    form->addRow(i18nc("@label:listbox", "&Kind:"), m_type);
    const auto field = [box, form](const QString &name, const QString &label) {
        auto *edit = new QLineEdit(box);
        edit->setObjectName(name);
        form->addRow(label, edit);
        return edit;
    };
    m_name = field(u"placeName"_s, i18nc("@label:textbox", "&Name:"));
    m_host = field(u"placeHost"_s, i18nc("@label:textbox", "&Server:"));
    m_source = field(u"placeSource"_s, i18nc("@label:textbox", "&Exported folder or group:"));
    m_folder = field(u"placeFolder"_s, i18nc("@label:textbox", "&Folder:"));
    QAction *browse = m_folder->addAction(QIcon::fromTheme(u"folder-open"_s), QLineEdit::TrailingPosition);
    browse->setToolTip(i18nc("@info:tooltip", "Choose a folder"));
    connect(browse, &QAction::triggered, this, &PlacesDialog::chooseFolder);
    m_issue = new QLabel(box);
    m_issue->setObjectName(u"placeIssue"_s);
    m_issue->setWordWrap(true);
    form->addRow(m_issue);
    m_add = new QPushButton(QIcon::fromTheme(u"list-add"_s), i18nc("@action:button", "Add"), box);
    m_add->setObjectName(u"placeAdd"_s);
    m_add->setAutoDefault(false);
    form->addRow(QString(), m_add);
    layout()->addWidget(box);
    connect(m_add, &QPushButton::clicked, this, &PlacesDialog::add);
    connect(m_type, &QComboBox::currentIndexChanged, this, &PlacesDialog::update);
    for (QLineEdit *edit : {m_name, m_host, m_source, m_folder}) {
        connect(edit, &QLineEdit::textChanged, this, &PlacesDialog::update);
    }
}

int PlacesDialog::current() const
{
    const QList<QTreeWidgetItem *> chosen = m_list->selectedItems();
    return chosen.isEmpty() ? -1 : m_list->indexOfTopLevelItem(chosen.first());
}

void PlacesDialog::fill()
{
    const int row = current();
    m_list->clear();
    for (const MediaPlace &place : m_library->listing().places) {
        const QString free = place.active ? sizeText(place.freeBytes) : i18nc("@info state of a folder", "Closed");
        m_list->addTopLevelItem(new QTreeWidgetItem({place.name, place.folder, free}));
    }
    m_list->setCurrentItem(m_list->topLevelItem(row));
    update();
}

QString PlacesDialog::type() const
{
    return m_type->currentData().toString();
}

QString PlacesDialog::issue() const
{
    const Backend *backend = m_library->backend();
    const bool perUser = backend && backend->uri().contains("/session"_L1);
    if (const QString limit = placeLimitText(type(), perUser); !limit.isEmpty()) {
        return limit;
    }
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || name.contains(u'/')) {
        return name.isEmpty() ? QString() : i18nc("@info", "A name can't contain a slash.");
    }
    if (std::ranges::contains(m_library->listing().places, name, &MediaPlace::name)) {
        return i18nc("@info", "There is already a folder of that name on the list.");
    }
    if (type() != "logical"_L1 && !m_folder->text().isEmpty() && !QDir::isAbsolutePath(m_folder->text())) {
        return i18nc("@info", "Give the whole path of the folder, starting with a slash.");
    }
    return {};
}

void PlacesDialog::update()
{
    const int row = current();
    const bool chosen = row >= 0;
    const bool active = chosen && m_library->listing().places.at(row).active;
    m_open->setEnabled(chosen && !active);
    m_refresh->setEnabled(active);
    m_remove->setEnabled(chosen);
    auto *form = static_cast<QFormLayout *>(m_name->parentWidget()->layout());
    form->setRowVisible(m_host, type() == "netfs"_L1);
    form->setRowVisible(m_source, type() != "dir"_L1);
    form->setRowVisible(m_folder, type() != "logical"_L1);
    const QString wrong = issue();
    m_issue->setText(wrong);
    form->setRowVisible(m_issue, !wrong.isEmpty());
    const bool complete = !m_name->text().trimmed().isEmpty() && (type() == "logical"_L1 || !m_folder->text().isEmpty())
        && (type() != "netfs"_L1 || !m_host->text().isEmpty()) && (type() == "dir"_L1 || !m_source->text().isEmpty());
    m_add->setEnabled(complete && wrong.isEmpty());
    m_add->setToolTip(wrong);
}

void PlacesDialog::add()
{
    m_commands->addPlace(
        {.name = m_name->text().trimmed(), .type = type(), .folder = m_folder->text(), .host = m_host->text().trimmed(), .source = m_source->text().trimmed()});
    m_name->clear();
    m_folder->clear();
}

void PlacesDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, i18nc("@title:window", "Choose Folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folder->setText(folder);
        if (m_name->text().isEmpty()) {
            m_name->setText(QDir(folder).dirName());
        }
    });
    dialog->open();
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/settingsbook.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/propertytext.h"
#include "models/history/definitionhistory.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/media/mediadesk.h"
#include "models/networks/guestaddresses.h"
#include "ui/machinesettings/historypage.h"
#include "ui/machinesettings/hostdevicespage.h"
#include "ui/machinesettings/networkpage.h"
#include "ui/machinesettings/settingspageview.h"
#include "ui/machinesettings/sharedfolderspage.h"
#include "ui/machinesettings/storagepage.h"
#include "ui/machinesettings/xmlpage.h"
#include "ui/widgets/errorpresenter.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr int pageCount = int(SettingsPage::Tuning) + 1;
constexpr int xmlRow = pageCount;
constexpr int historyRow = xmlRow + 1;

KConfigGroup stateGroup()
{
    return KSharedConfig::openStateConfig()->group(u"MachineSettings"_s);
}

} // namespace

SettingsBook::SettingsBook(MachineStore *store, MachineCommands *commands, MachineId id, ErrorPresenter *errors, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_commands(commands)
    , m_id(std::move(id))
    , m_errors(errors)
    , m_search(new QLineEdit(this))
    , m_advanced(new QCheckBox(i18nc("@option:check", "Advanced settings"), this))
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    auto *top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_advanced);
    column->addLayout(top);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list);
    middle->addWidget(m_stack, 1);
    column->addLayout(middle, 1);
    m_stack->setEnabled(false);
    setUpSearch();
    fillList();
}

void SettingsBook::focusList()
{
    m_list->setFocus();
}

void SettingsBook::setUpSearch()
{
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setPlaceholderText(i18nc("@info:placeholder", "Search…"));
    m_search->setAccessibleName(i18nc("@label", "Search the settings"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsBook::filter);
    m_advanced->setObjectName(u"settingsAdvanced"_s);
    m_advanced->setChecked(stateGroup().readEntry("Advanced", false));
    connect(m_advanced, &QCheckBox::toggled, this, [this](bool advanced) {
        stateGroup().writeEntry("Advanced", advanced);
        filter();
    });
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    connect(find, &QAction::triggered, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
    });
    addAction(find);
}

void SettingsBook::fillList()
{
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(i18nc("@label", "Pages"));
    const int side = style()->pixelMetric(QStyle::PM_ButtonIconSize);
    m_list->setIconSize(QSize(side, side));
    for (int row = 0; row < pageCount; ++row) {
        const auto page = static_cast<SettingsPage>(row);
        m_list->addItem(new QListWidgetItem(QIcon::fromTheme(pageIconName(page)), pageName(page)));
    }
    m_list->addItem(new QListWidgetItem(QIcon::fromTheme(u"text-xml"_s), i18nc("@title:tab settings of a machine", "XML")));
    if (DefinitionHistory::of(m_store)) {
        m_list->addItem(new QListWidgetItem(QIcon::fromTheme(u"view-history"_s), i18nc("@title:tab settings of a machine", "History")));
    }
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() + fontMetrics().averageCharWidth() * 3);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsBook::showPage);
}

void SettingsBook::setDraft(DefinitionDraft *draft)
{
    const int row = qMax(0, m_list->currentRow());
    while (QWidget *old = m_stack->currentWidget()) {
        m_stack->removeWidget(old);
        old->deleteLater();
    }
    m_pages.clear();
    m_xml = nullptr;
    m_history = nullptr;
    m_draft = draft;
    m_stack->setEnabled(draft);
    m_list->setCurrentRow(row);
    showPage(row);
    filter();
}

SettingsPane *SettingsBook::makePage(SettingsPage page)
{
    if (page == SettingsPage::Network) {
        return new NetworkPage(m_draft, new GuestAddresses(m_store, m_commands, m_id), m_stack);
    }
    if (page == SettingsPage::SharedFolders) {
        return new SharedFoldersPage(m_draft, QUrl(m_id.connection).host().isEmpty(), m_stack);
    }
    if (page == SettingsPage::Usb || page == SettingsPage::HostDevices) {
        return new HostDevicesPage(m_draft, page, m_store, m_id, m_stack);
    }
    if (page != SettingsPage::Storage) {
        return new SettingsPageView(m_draft, page, m_stack);
    }
    MediaDesk *media = MediaDesk::of(m_store, m_commands, m_id.connection);
    auto *storage = new StoragePage(m_draft, media, m_stack);
    connect(media->commands(), &MediaCommands::failed, storage, [this](const Error &error) {
        m_errors->show(error);
    });
    return storage;
}

SettingsPane *SettingsBook::page(int row)
{
    SettingsPane *&view = m_pages[row];
    if (!view) {
        view = makePage(static_cast<SettingsPage>(row));
        m_stack->addWidget(view);
        view->filter(m_advanced->isChecked(), m_search->text());
    }
    return view;
}

XmlPage *SettingsBook::xmlPage()
{
    if (!m_xml) {
        m_xml = new XmlPage(m_draft, m_stack);
        m_stack->addWidget(m_xml);
    }
    return m_xml;
}

HistoryPage *SettingsBook::historyPage()
{
    if (!m_history) {
        m_history = new HistoryPage(DefinitionHistory::of(m_store), m_errors, m_id, m_stack);
        m_stack->addWidget(m_history);
        connect(m_history, &HistoryPage::returnRequested, this, &SettingsBook::returnRequested);
        connect(m_history, &HistoryPage::returned, this, &SettingsBook::returned);
    }
    return m_history;
}

QWidget *SettingsBook::widgetOf(int row)
{
    if (row == historyRow) {
        return historyPage();
    }
    if (row == xmlRow) {
        return xmlPage();
    }
    return page(row);
}

void SettingsBook::showPage(int row)
{
    if (m_draft && row >= 0) {
        m_stack->setCurrentWidget(widgetOf(row));
        Q_EMIT pageShown();
    }
}

void SettingsBook::filter()
{
    if (!m_draft) {
        return;
    }
    const QString text = m_search->text().trimmed();
    int first = -1;
    for (int row = 0; row < pageCount; ++row) {
        // A page that nobody looks at is not made only to be filtered.
        const bool any = text.isEmpty() && !m_pages.contains(row) ? true : page(row)->filter(m_advanced->isChecked(), text);
        m_list->item(row)->setHidden(!any && !text.isEmpty());
        first = any && first < 0 ? row : first;
    }
    for (int row = xmlRow; row < m_list->count(); ++row) {
        m_list->item(row)->setHidden(!text.isEmpty());
    }
    if (m_list->currentItem() && m_list->currentItem()->isHidden() && first >= 0) {
        m_list->setCurrentRow(first);
    }
}

bool SettingsBook::commitText()
{
    return !m_xml || m_xml->commit();
}

void SettingsBook::goBackInHistory()
{
    historyPage()->goBack();
}

} // namespace vitrine

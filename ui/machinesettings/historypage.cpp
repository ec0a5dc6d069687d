// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/historypage.h"

#include "models/definition/changetext.h"
#include "models/history/definitionhistory.h"
#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>

#include <QCoroTask>

#include <QFontDatabase>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString originText(RevisionOrigin origin)
{
    switch (origin) {
    case RevisionOrigin::Found:
        return i18nc("@item who changed a machine", "As it was found");
    case RevisionOrigin::Applied:
        return i18nc("@item who changed a machine", "Vitrine");
    case RevisionOrigin::Elsewhere:
        return i18nc("@item who changed a machine", "Another program");
    case RevisionOrigin::Returned:
        return i18nc("@item who changed a machine", "Brought back");
    }
    return {};
}

QTreeWidgetItem *itemFor(const RevisionEntry &entry)
{
    QStringList lines;
    const QList<DefinitionChange> changes = toldChanges(entry.changes);
    for (const DefinitionChange &change : changes) {
        lines.append(changeText(change));
    }
    const QString time = QLocale().toString(entry.revision.time.toLocalTime(), QLocale::ShortFormat);
    auto *item = new QTreeWidgetItem({time, originText(entry.revision.origin), lines.join(u'\n')});
    item->setData(0, Qt::UserRole, entry.revision.number);
    item->setToolTip(2, lines.join(u'\n').toHtmlEscaped().replace(u'\n', u"<br>"_s));
    return item;
}

} // namespace

HistoryPage::HistoryPage(DefinitionHistory *history, ErrorPresenter *errors, MachineId id, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_errors(errors)
    , m_id(std::move(id))
    , m_list(new QTreeWidget(this))
    , m_xml(new QPlainTextEdit(this))
    , m_return(new QPushButton(QIcon::fromTheme(u"edit-undo"_s), i18nc("@action:button", "Return to This State"), this))
{
    m_list->setObjectName(u"historyList"_s);
    m_list->setAccessibleName(i18nc("@label", "Earlier states of this machine"));
    m_list->setHeaderLabels({i18nc("@title:column", "When"), i18nc("@title:column", "Changed by"), i18nc("@title:column", "What Changed")});
    m_list->setRootIsDecorated(false);
    m_xml->setObjectName(u"historyXml"_s);
    m_xml->setAccessibleName(i18nc("@label", "The definition as it was"));
    m_xml->setReadOnly(true);
    m_xml->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // shows where the keyboard is
    m_xml->setTabChangesFocus(true);
    m_xml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_return->setObjectName(u"historyReturn"_s);
    m_return->setEnabled(false);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_xml);
    auto *column = new QVBoxLayout(this);
    column->addWidget(splitter, 1);
    column->addWidget(m_return, 0, Qt::AlignRight);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &HistoryPage::showSelected);
    connect(m_return, &QPushButton::clicked, this, &HistoryPage::returnRequested);
    connect(history, &DefinitionHistory::changed, this, [this](const MachineId &changed) {
        if (changed == m_id) {
            read();
        }
    });
    read();
}

int HistoryPage::selected() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? item->data(0, Qt::UserRole).toInt() : 0;
}

void HistoryPage::read()
{
    QCoro::connect(m_history->entries(m_id), this, [this](const Result<QList<RevisionEntry>> &entries) {
        const int kept = selected();
        m_list->clear();
        for (const RevisionEntry &entry : entries.value_or(QList<RevisionEntry>{})) {
            m_list->addTopLevelItem(itemFor(entry));
            if (entry.revision.number == kept) {
                m_list->setCurrentItem(m_list->topLevelItem(m_list->topLevelItemCount() - 1));
            }
        }
        m_list->resizeColumnToContents(0);
        m_list->resizeColumnToContents(1);
    });
}

void HistoryPage::showSelected()
{
    const int number = selected();
    // The newest one is how the machine is.
    m_return->setEnabled(number > 0 && m_list->indexOfTopLevelItem(m_list->currentItem()) > 0);
    if (number == 0) {
        m_xml->clear();
        return;
    }
    QCoro::connect(m_history->xml(m_id, number), this, [this, number](const Result<QString> &xml) {
        if (selected() == number) {
            m_xml->setPlainText(xml.value_or(QString()));
        }
    });
}

void HistoryPage::goBack()
{
    m_return->setEnabled(false);
    QCoro::connect(m_history->returnTo(m_id, selected()), this, [this](const Result<> &done) {
        if (!done) {
            m_errors->show(done.error());
            showSelected();
            return;
        }
        Q_EMIT returned();
    });
}

} // namespace vitrine

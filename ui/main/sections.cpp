// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/sections.h"

#include <KActionCollection>
#include <KLocalizedString>

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

Sections::Sections(QWidget *machines, const QList<MainSection> &others, KActionCollection *collection, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QToolBar(this))
    , m_pages(new QStackedWidget(this))
{
    m_bar->setObjectName(u"sectionBar"_s);
    m_bar->setAccessibleName(i18nc("@title", "Sections"));
    m_bar->setOrientation(Qt::Vertical);
    m_bar->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_bar->setVisible(!others.isEmpty());
    m_pages->setObjectName(u"sectionPages"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    add({.id = u"machines"_s,
         .title = i18nc("@action section of the window", "Machines"),
         .iconName = u"computer"_s,
         .make =
             [machines] {
                 return machines;
             }},
        collection);
    for (const MainSection &section : others) {
        add(section, collection);
    }
    showSection(0);
}

void Sections::add(const MainSection &section, KActionCollection *collection)
{
    const int index = int(m_sections.size());
    auto *action = new QAction(QIcon::fromTheme(section.iconName), section.title, this);
    action->setCheckable(true);
    collection->addAction(u"section_"_s + section.id, action);
    KActionCollection::setDefaultShortcut(action, QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + index)));
    if (m_actions.isEmpty()) {
        (new QActionGroup(this))->addAction(action);
    } else {
        m_actions.first()->actionGroup()->addAction(action);
    }
    m_bar->addAction(action);
    if (auto *button = qobject_cast<QToolButton *>(m_bar->widgetForAction(action))) {
        button->setObjectName(u"sectionButton_"_s + section.id);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(section.title);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    connect(action, &QAction::triggered, this, [this, index] {
        showSection(index);
    });
    m_actions.append(action);
    m_sections.append(section);
    m_made.append(nullptr);
}

bool Sections::showsMachines() const
{
    return m_actions.first()->isChecked();
}

void Sections::showSection(int index)
{
    if (!m_made.at(index)) {
        m_made[index] = m_sections.at(index).make();
        m_pages->addWidget(m_made.at(index));
    }
    m_actions.at(index)->setChecked(true);
    if (m_pages->currentWidget() != m_made.at(index)) {
        m_pages->setCurrentWidget(m_made.at(index));
        m_made.at(index)->setFocus();
        Q_EMIT currentChanged();
    }
}

} // namespace vitrine

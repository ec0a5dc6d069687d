// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/storagepage.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/propertytext.h"
#include "models/definition/storagetext.h"
#include "models/media/mediadesk.h"
#include "ui/machinesettings/devicesection.h"
#include "ui/machinesettings/mediuminfo.h"
#include "ui/machinesettings/propertyeditor.h"
#include "ui/machinesettings/storageactions.h"
#include "ui/machinesettings/storagetree.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QToolButton *buttonFor(QAction *action, const QString &name)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (action->menu()) {
        button->setPopupMode(QToolButton::InstantPopup);
    }
    return button;
}

} // namespace

StoragePage::StoragePage(DefinitionDraft *draft, MediaDesk *media, QWidget *parent)
    : SettingsPane(parent)
    , m_draft(draft)
    , m_media(media)
    , m_tree(new StorageTree(draft, this))
    , m_actions(new StorageActions(draft, m_tree, media->library(), media->commands(), this))
{
    setObjectName(u"settingsPage_%1"_s.arg(int(SettingsPage::Storage)));
    setAccessibleName(pageName(SettingsPage::Storage));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"storageSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeRight());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 4);
    splitter->setSizes({2000, 4000}); // shares, not pixels
    setWidget(splitter);
    showSpot();
    connect(m_tree, &StorageTree::spotChanged, this, &StoragePage::showSpot);
    connect(draft, &DefinitionDraft::devicesChanged, this, &StoragePage::onDevicesChanged);
    connect(draft, &DefinitionDraft::changed, this, &StoragePage::refresh);
}

QWidget *StoragePage::makeLeft()
{
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins({});
    column->addWidget(m_tree, 1);
    auto *buttons = new QGridLayout;
    buttons->addWidget(buttonFor(m_actions->addAction(), objectName() + u"_add"_s), 0, 0);
    buttons->addWidget(buttonFor(m_actions->removeAction(), objectName() + u"_remove"_s), 0, 1);
    buttons->addWidget(buttonFor(m_actions->moveAction(), objectName() + u"_move"_s), 1, 0);
    buttons->addWidget(buttonFor(m_actions->enlargeAction(), objectName() + u"_enlarge"_s), 1, 1);
    column->addLayout(buttons);
    m_tree->addActions({m_actions->addAction(), m_actions->removeAction(), m_actions->moveAction(), m_actions->enlargeAction()});
    return left;
}

QWidget *StoragePage::makeRight()
{
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"storageDetails"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setMinimumWidth(fontMetrics().averageCharWidth() * 45);
    auto *body = new QWidget;
    m_details = new QVBoxLayout(body);
    m_note = new QLabel(body);
    m_note->setObjectName(u"storageNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_info = new MediumInfo(m_media->library(), body);
    m_details->addWidget(m_note);
    m_details->addWidget(m_info);
    m_details->addStretch(1);
    scroll->setWidget(body);
    connect(m_info, &MediumInfo::formatWanted, this, [this](const QString &format) {
        static_cast<void>(m_draft->setValue(*findProperty(u"disk.format"), m_tree->spot().device, format));
    });
    return scroll;
}

void StoragePage::showEvent(QShowEvent *event)
{
    SettingsPane::showEvent(event);
    m_media->library()->setActive(true);
}

void StoragePage::hideEvent(QHideEvent *event)
{
    SettingsPane::hideEvent(event);
    m_media->library()->setActive(false);
}

void StoragePage::refresh()
{
    m_tree->refresh();
    if (m_section) {
        m_section->refresh();
    }
    showMedium();
    m_actions->update();
}

/** References of before are void, even if they look the same. */
void StoragePage::onDevicesChanged()
{
    dropSection();
    m_tree->refresh();
    showSpot();
}

void StoragePage::dropSection()
{
    if (!m_section) {
        return;
    }
    if (m_section->isAncestorOf(focusWidget())) {
        m_tree->setFocus(); // the keyboard goes on with what comes next
    }
    m_section->hide();
    m_section->deleteLater(); // it may be what asked for this
    m_section = nullptr;
}

void StoragePage::showSpot()
{
    const StorageSpot spot = m_tree->spot();
    if (!m_section || m_section->device() != spot.device) {
        dropSection();
        if (!spot.device.isNull()) {
            m_section = new DeviceSection(m_draft, SettingsPage::Storage, spot.device, m_note->parentWidget());
            m_details->insertWidget(0, m_section);
            connect(m_section, &DeviceSection::removeRequested, m_actions->removeAction(), &QAction::trigger);
            m_section->filter(m_advanced, m_text);
        }
    }
    const QString note = spot.isDrive() ? QString() : busNote(spot.bus);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    showMedium();
}

void StoragePage::showMedium()
{
    const StorageSpot spot = m_tree->spot();
    const auto value = [&](QStringView id) {
        return spot.isDrive() ? m_draft->value(*findProperty(id), spot.device) : QString();
    };
    m_info->setMedium(value(u"disk.source"), value(u"disk.format"));
}

bool StoragePage::filter(bool advanced, const QString &text)
{
    m_advanced = advanced;
    m_text = text;
    const bool any = m_tree->filter(advanced, text);
    if (m_section) {
        m_section->filter(advanced, text);
    }
    return any || text.isEmpty();
}

void StoragePage::show(const Property &property, const DeviceRef &device)
{
    m_tree->choose(device);
    PropertyEditor *editor = m_section && m_section->device() == device ? m_section->editor(property) : nullptr;
    if (editor) {
        m_section->setExpanded(true);
        editor->field()->setFocus();
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/clipboardmenu.h"

#include "ui/console/guestservices.h"

#include <KLocalizedString>

#include <QActionGroup>

namespace vitrine {

using namespace Qt::StringLiterals;

ClipboardMenu::ClipboardMenu(GuestServices *services, QList<QAction *> remedies, QWidget *parent)
    : QMenu(i18nc("@title:menu", "&Clipboard"), parent)
    , m_services(services)
    , m_remedies(std::move(remedies))
{
    setObjectName(u"clipboardMenu"_s);
    setIcon(QIcon::fromTheme(u"edit-paste"_s));
    auto *group = new QActionGroup(this);
    const std::pair<QString, QString> policies[] = {
        {u"clipboardOff"_s, i18nc("@option:radio clipboard", "&Off")},
        {u"clipboardToGuest"_s, i18nc("@option:radio clipboard", "From This Computer to the &Guest")},
        {u"clipboardToHost"_s, i18nc("@option:radio clipboard", "From the Guest to This &Computer")},
        {u"clipboardBoth"_s, i18nc("@option:radio clipboard", "&Both Ways")},
    };
    for (const auto &[name, text] : policies) {
        QAction *action = addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        group->addAction(action);
        const auto policy = ClipboardPolicy(m_policies.size());
        connect(action, &QAction::triggered, this, [this, policy] {
            m_services->setClipboardPolicy(policy);
        });
        m_policies.append(action);
    }
    addSeparator();
    m_sendFiles = addAction(QIcon::fromTheme(u"document-send"_s), i18nc("@action:inmenu", "Send Copied &Files"), this, [this] {
        m_services->files()->send(ClipboardBridge::copiedFiles());
    });
    m_sendFiles->setObjectName(u"sendCopiedFiles"_s);
    connect(this, &QMenu::aboutToShow, this, &ClipboardMenu::update);
    update();
}

void ClipboardMenu::update()
{
    m_policies.at(int(m_services->clipboard()->policy()))->setChecked(true);
    m_sendFiles->setEnabled(m_services->files()->isAvailable() && !ClipboardBridge::copiedFiles().isEmpty());
    for (QAction *remedy : std::as_const(m_remedies)) {
        removeAction(remedy);
    }
    if (!m_services->clipboard()->isAvailable()) {
        addActions(m_remedies);
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/viewmenu.h"

#include "ui/console/scalingactions.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KWindowSystem>

#include <QMenu>

namespace vitrine {

using namespace Qt::StringLiterals;

ViewMenu::ViewMenu(const ConsoleView *view, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "&View"), hostKeyName, parent)
    , fullScreen(checkable(make(u"fullScreen"_s, i18nc("@action", "&Full Screen"), u"view-fullscreen"_s, HostCommand::ToggleFullScreen)))
    , minimise(make(u"minimise"_s, i18nc("@action", "Mi&nimise"), u"window-minimize"_s, HostCommand::Minimise))
    , onTop(checkable(make(u"alwaysOnTop"_s, i18nc("@action", "Always on &Top"), u"window-keep-above"_s)))
    , scaling(new ScalingActions(view, hostKeyName, this))
    , adjustWindow(make(u"adjustWindow"_s, i18nc("@action", "&Adjust Window Size"), u"zoom-fit-page"_s, HostCommand::AdjustWindow))
    , autoResize(checkable(make(u"autoResize"_s, i18nc("@action", "Auto-&resize Guest Display"))))
{
    autoResize->setToolTip(i18nc("@info:tooltip", "The guest takes the window's size as its resolution. Most guests need the guest tools for it."));
    autoResize->setChecked(true);
    if (!KWindowSystem::isPlatformX11()) {
        onTop->setEnabled(false);
        onTop->setToolTip(i18nc("@info:tooltip", "On Wayland only the desktop itself can do that: see the menu of the title bar."));
    }
}

void ViewMenu::addSection(ConsoleMenu *section)
{
    m_sections.append(section);
}

void ViewMenu::fillMenu(QMenu *menu)
{
    menu->setToolTipsVisible(true);
    menu->addActions({fullScreen, minimise, onTop});
    menu->addSeparator();
    scaling->fillMenu(menu->addMenu(scaling->title()));
    menu->addActions({scaling->zoomIn, scaling->zoomOut, scaling->actualSize});
    menu->addSeparator();
    menu->addActions({adjustWindow, autoResize});
    for (ConsoleMenu *section : std::as_const(m_sections)) {
        menu->addSeparator();
        section->fillMenu(menu);
    }
}

void ViewMenu::restore(const KConfigGroup &state)
{
    scaling->restore(state);
    autoResize->setChecked(state.readEntry("AutoResize", true));
    onTop->setChecked(onTop->isEnabled() && state.readEntry("OnTop", false));
}

void ViewMenu::save(KConfigGroup state) const
{
    scaling->save(state);
    state.writeEntry("AutoResize", autoResize->isChecked());
    if (onTop->isEnabled()) {
        state.writeEntry("OnTop", onTop->isChecked());
    }
}

} // namespace vitrine

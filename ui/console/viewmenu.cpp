// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/viewmenu.h"

#include <KLocalizedString>

#include <QMenu>

namespace vitrine {

using namespace Qt::StringLiterals;

ViewMenu::ViewMenu(const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "&View"), hostKeyName, parent)
    , fullScreen(makeCheckable(u"fullScreen"_s, i18nc("@action", "&Full Screen"), u"view-fullscreen"_s, u"F"_s))
    , minimise(make(u"minimise"_s, i18nc("@action", "Mi&nimise"), u"window-minimize"_s, u"M"_s))
    , scaleToFit(makeCheckable(u"scaleToFit"_s, i18nc("@action", "&Scale to Fit"), u"zoom-fit-best"_s, u"C"_s))
    , smooth(makeCheckable(u"smoothScaling"_s, i18nc("@action", "S&mooth Scaling")))
    , adjustWindow(make(u"adjustWindow"_s, i18nc("@action", "&Adjust Window Size"), u"zoom-original"_s, u"A"_s))
{
}

void ViewMenu::fillMenu(QMenu *menu)
{
    menu->addActions({fullScreen, minimise});
    menu->addSeparator();
    menu->addActions({scaleToFit, smooth, adjustWindow});
}

} // namespace vitrine

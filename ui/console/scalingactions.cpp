// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/scalingactions.h"

#include "ui/console/consoleview.h"

#include <KConfigGroup>
#include <KLocalizedString>

#include <QActionGroup>
#include <QMenu>

#include <algorithm>
#include <array>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<qreal, 11> zoomSteps = {0.25, 1.0 / 3, 0.5, 2.0 / 3, 0.75, 1, 1.25, 1.5, 2, 3, 4};
/** So much apart are two factors that are not the same. */
constexpr qreal tolerance = 0.01;

} // namespace

ScalingActions::ScalingActions(const ConsoleView *view, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "&Scaling"), hostKeyName, parent)
    , toggle(make(u"toggleScaling"_s, i18nc("@action", "Scale to Fit or Actual Size"), {}, HostCommand::ToggleScaling))
    , zoomIn(make(u"zoomIn"_s, i18nc("@action", "Zoom &In"), u"zoom-in"_s, HostCommand::ZoomIn))
    , zoomOut(make(u"zoomOut"_s, i18nc("@action", "Zoom &Out"), u"zoom-out"_s, HostCommand::ZoomOut))
    , actualSize(make(u"actualSize"_s, i18nc("@action", "Act&ual Size"), u"zoom-original"_s, HostCommand::ActualSize))
    , m_view(view)
    , m_modes(new QActionGroup(this))
    , m_smooth(checkable(make(u"smoothScaling"_s, i18nc("@action", "S&mooth Scaling"))))
{
    makeModes();
    connect(toggle, &QAction::triggered, this, [this] {
        if (m_scaling.mode == ScaleMode::Fit) {
            setZoom(1);
        } else {
            setMode(ScaleMode::Fit);
        }
    });
    connect(zoomIn, &QAction::triggered, this, [this] {
        zoomBy(1);
    });
    connect(zoomOut, &QAction::triggered, this, [this] {
        zoomBy(-1);
    });
    connect(actualSize, &QAction::triggered, this, [this] {
        setZoom(1);
    });
    connect(m_smooth, &QAction::triggered, this, [this](bool smooth) {
        Scaling next = m_scaling;
        next.smooth = smooth;
        setScaling(next);
    });
    updateActions();
}

void ScalingActions::makeModes()
{
    const auto mode = [this](ScaleMode mode, const QString &name, const QString &text, const QString &icon = {}) {
        QAction *action = checkable(make(name, text, icon));
        action->setData(int(mode));
        m_modes->addAction(action);
        return action;
    };
    mode(ScaleMode::Fit, u"scaleToFit"_s, i18nc("@option:radio", "Scale to &Fit"), u"zoom-fit-best"_s);
    mode(ScaleMode::Integer, u"scaleInteger"_s, i18nc("@option:radio", "Fit in &Whole Steps (Hard-edged Pixels)"));
    mode(ScaleMode::Fill, u"scaleFill"_s, i18nc("@option:radio", "Fill the &Window (Scrolls)"));
    m_fixed = mode(ScaleMode::Fixed, u"scaleFixed"_s, {});
    connect(m_modes, &QActionGroup::triggered, this, [this](const QAction *action) {
        setMode(ScaleMode(action->data().toInt()));
    });
}

const Scaling &ScalingActions::scaling() const
{
    return m_scaling;
}

void ScalingActions::setScaling(const Scaling &scaling)
{
    if (scaling != m_scaling) {
        m_scaling = scaling;
        updateActions();
        Q_EMIT changed();
    }
}

void ScalingActions::setMode(ScaleMode mode)
{
    Scaling next = m_scaling;
    next.mode = mode;
    setScaling(next);
}

void ScalingActions::setZoom(qreal zoom)
{
    Scaling next = m_scaling;
    next.mode = ScaleMode::Fixed;
    next.zoom = zoom;
    setScaling(next);
}

void ScalingActions::zoomBy(int steps)
{
    const qreal now = m_scaling.mode == ScaleMode::Fixed ? m_scaling.zoom : m_view->picture().scale();
    if (steps > 0) {
        const auto next = std::ranges::upper_bound(zoomSteps, now + tolerance);
        setZoom(next == zoomSteps.end() ? zoomSteps.back() : *next);
    } else {
        const auto notLess = std::ranges::lower_bound(zoomSteps, now - tolerance);
        setZoom(notLess == zoomSteps.begin() ? zoomSteps.front() : *std::prev(notLess));
    }
}

void ScalingActions::updateActions()
{
    m_fixed->setText(i18nc("@option:radio", "F&ixed Size (%1 %)", qRound(m_scaling.zoom * 100)));
    for (QAction *action : m_modes->actions()) {
        action->setChecked(ScaleMode(action->data().toInt()) == m_scaling.mode);
    }
    m_smooth->setChecked(m_scaling.smooth);
    const bool fixed = m_scaling.mode == ScaleMode::Fixed;
    zoomIn->setEnabled(!fixed || m_scaling.zoom < zoomSteps.back());
    zoomOut->setEnabled(!fixed || m_scaling.zoom > zoomSteps.front());
}

void ScalingActions::restore(const KConfigGroup &state)
{
    const int mode = std::clamp(state.readEntry("ScaleMode", int(ScaleMode::Fit)), int(ScaleMode::Fit), int(ScaleMode::Fixed));
    const qreal zoom = std::clamp(state.readEntry("Zoom", 1.0), zoomSteps.front(), zoomSteps.back());
    setScaling({.mode = ScaleMode(mode), .zoom = zoom, .smooth = state.readEntry("Smooth", true)});
}

void ScalingActions::save(KConfigGroup state) const
{
    state.writeEntry("ScaleMode", int(m_scaling.mode));
    state.writeEntry("Zoom", m_scaling.zoom);
    state.writeEntry("Smooth", m_scaling.smooth);
}

void ScalingActions::fillMenu(QMenu *menu)
{
    menu->addActions(m_modes->actions());
    menu->addSeparator();
    menu->addActions({m_smooth, toggle});
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/machinedelegate.h"

#include "backends/core/ids.h"
#include "models/machinelistmodel.h"

#include <QApplication>
#include <QPainter>

namespace vitrine {

namespace {

struct Metrics {
    int margin;
    int osIcon;
    int stateIcon;
    int line;
    int height;
};

QFont boldOf(QFont font)
{
    font.setBold(true);
    return font;
}

Metrics metricsOf(const QWidget *view, const QFont &font)
{
    const QStyle *style = view ? view->style() : QApplication::style();
    Metrics m{};
    m.margin = qMax(6, style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, view) * 3);
    m.osIcon = style->pixelMetric(QStyle::PM_LargeIconSize, nullptr, view);
    m.stateIcon = style->pixelMetric(QStyle::PM_SmallIconSize, nullptr, view);
    m.line = qMax(qMax(QFontMetrics(font).height(), QFontMetrics(boldOf(font)).height()), m.stateIcon);
    m.height = qMax(m.osIcon, 2 * m.line + m.margin / 2) + 2 * m.margin;
    return m;
}

} // namespace

QSize MachineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Metrics m = metricsOf(option.widget, option.font);
    return {m.osIcon + QFontMetrics(option.font).averageCharWidth() * 14, m.height};
}

QSize MachineDelegate::thumbnailSize(const QWidget *view)
{
    const Metrics m = metricsOf(view, view->font());
    const int height = m.height - m.margin;
    return {height * 8 / 5, height};
}

void MachineDelegate::setStaleConnections(const QSet<QString> &connections)
{
    m_stale = connections;
}

QIcon MachineDelegate::osIcon(const QString &path) const
{
    auto it = m_osIcons.constFind(path);
    return it != m_osIcons.cend() ? *it : *m_osIcons.insert(path, QIcon(path));
}

QIcon MachineDelegate::stateIcon(const QString &name) const
{
    auto it = m_stateIcons.constFind(name);
    return it != m_stateIcons.cend() ? *it : *m_stateIcons.insert(name, QIcon::fromTheme(name));
}

void MachineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    option.index = index;
    const Metrics m = metricsOf(option.widget, option.font);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    painter->save();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const auto id = index.data(MachineListModel::IdRole).value<MachineId>();
    if (m_stale.contains(id.connection)) {
        painter->setOpacity(0.5);
    }

    const auto mirrored = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect room = option.rect.adjusted(m.margin * 2, m.margin, -m.margin, -m.margin);
    const QRect icon(room.left(), room.top() + (room.height() - m.osIcon) / 2, m.osIcon, m.osIcon);
    osIcon(index.data(MachineListModel::OsIconPathRole).toString()).paint(painter, mirrored(icon));
    room.setLeft(icon.right() + 1 + m.margin * 2);

    const auto thumbnail = index.data(MachineListModel::ThumbnailRole).value<QImage>();
    if (!thumbnail.isNull()) {
        const QSize space = thumbnailSize(option.widget);
        const QSize size = thumbnail.size().scaled(space, Qt::KeepAspectRatio);
        QRect place(QPoint(), size);
        place.moveCenter(QPoint(room.right() - space.width() / 2, option.rect.center().y()));
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(mirrored(place), thumbnail);
        room.setRight(room.right() - space.width() - m.margin);
    }
    paintTexts(painter, option, index, room);
    painter->restore();
}

void MachineDelegate::paintTexts(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect room) const
{
    const Metrics m = metricsOf(option.widget, option.font);
    const bool selected = option.state & QStyle::State_Selected;
    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    painter->setPen(option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    const auto mirrored = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const int align = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) | int(Qt::TextSingleLine);
    const int block = 2 * m.line + m.margin / 2;
    const QRect nameRect(room.left(), room.top() + (room.height() - block) / 2, room.width(), m.line);
    const QRect stateRect(nameRect.left(), nameRect.bottom() + 1 + m.margin / 2, room.width(), m.line);

    const QFont bold = boldOf(option.font);
    painter->setFont(bold);
    painter->drawText(mirrored(nameRect), align, QFontMetrics(bold).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, nameRect.width()));

    const QString iconName = index.data(MachineListModel::StateIconNameRole).toString();
    // Coloured ones would turn into a blank block.
    const bool recolour = selected && group == QPalette::Active && !iconName.startsWith(QLatin1String("dialog-"));
    const QRect icon(stateRect.left(), stateRect.top() + (m.line - m.stateIcon) / 2, m.stateIcon, m.stateIcon);
    stateIcon(iconName).paint(painter, mirrored(icon), Qt::AlignCenter, recolour ? QIcon::Selected : QIcon::Normal);
    const QRect text = stateRect.adjusted(m.stateIcon + m.margin, 0, 0, 0);
    painter->setFont(option.font);
    painter->drawText(mirrored(text),
                      align,
                      QFontMetrics(option.font).elidedText(index.data(MachineListModel::StateTextRole).toString(), Qt::ElideRight, text.width()));
}

} // namespace vitrine

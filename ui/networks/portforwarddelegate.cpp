// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/portforwarddelegate.h"

#include "models/networks/portforwardmodel.h"

#include <KLocalizedString>

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpressionValidator>

using namespace Qt::StringLiterals;

namespace vitrine {

QWidget *PortForwardDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString name = index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    if (index.column() == PortForwardModel::ProtocolColumn) {
        auto *box = new QComboBox(parent);
        box->addItems({u"TCP"_s, u"UDP"_s});
        box->setAccessibleName(name);
        return box;
    }
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    auto *line = qobject_cast<QLineEdit *>(editor);
    const bool port = index.column() == PortForwardModel::HostPortColumn || index.column() == PortForwardModel::GuestPortColumn;
    if (line && port) {
        static const QRegularExpression digits(u"[0-9]{1,5}(-[0-9]{1,5})?"_s);
        line->setValidator(new QRegularExpressionValidator(digits, line));
    }
    if (line && index.column() == PortForwardModel::HostAddressColumn) {
        line->setPlaceholderText(i18nc("@info:placeholder listening address", "Everybody"));
    }
    editor->setAccessibleName(name);
    return editor;
}

void PortForwardDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor)) {
        box->setCurrentText(index.data(Qt::EditRole).toString());
    } else {
        QStyledItemDelegate::setEditorData(editor, index);
    }
}

void PortForwardDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor)) {
        model->setData(index, box->currentText(), Qt::EditRole);
    } else {
        QStyledItemDelegate::setModelData(editor, model, index);
    }
}

} // namespace vitrine

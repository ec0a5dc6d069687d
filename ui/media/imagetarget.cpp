// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/imagetarget.h"

#include <KLocalizedString>

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QIcon>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

QString imageSuffix(const QString &format)
{
    if (format == "raw"_L1) {
        return u"img"_s;
    }
    return format == "vpc"_L1 ? u"vhd"_s : format;
}

ImageTarget::ImageTarget(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_folder(new QLineEdit(this))
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins({});
    m_name->setObjectName(u"imageName"_s);
    m_name->setAccessibleName(i18nc("@label:textbox", "File name"));
    layout->addRow(i18nc("@label:textbox", "&Name:"), m_name);
    auto *row = new QHBoxLayout;
    m_folder->setObjectName(u"imageFolder"_s);
    m_folder->setAccessibleName(i18nc("@label:textbox", "Folder"));
    auto *button = new QToolButton(this);
    button->setObjectName(u"imageBrowse"_s);
    button->setIcon(QIcon::fromTheme(u"folder-open"_s));
    button->setToolTip(i18nc("@info:tooltip", "Choose a folder"));
    button->setAccessibleName(button->toolTip());
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_folder, 1);
    row->addWidget(button);
    layout->addRow(i18nc("@label:textbox", "&Folder:"), row);
    if (auto *label = qobject_cast<QLabel *>(layout->labelForField(row))) {
        label->setBuddy(m_folder);
    }
    connect(button, &QToolButton::clicked, this, &ImageTarget::browse);
    connect(m_name, &QLineEdit::textChanged, this, &ImageTarget::changed);
    connect(m_folder, &QLineEdit::textChanged, this, &ImageTarget::changed);
}

void ImageTarget::setFolder(const QString &folder)
{
    m_folder->setText(folder);
}

void ImageTarget::setName(const QString &name)
{
    m_name->setText(name);
}

void ImageTarget::setFormat(const QString &format)
{
    static const QStringList known{u"qcow2"_s, u"img"_s, u"raw"_s, u"vmdk"_s, u"vdi"_s, u"vhdx"_s, u"vhd"_s};
    const QString name = m_name->text();
    const QString suffix = QFileInfo(name).suffix();
    if (known.contains(suffix)) {
        m_name->setText(name.chopped(suffix.size()) + imageSuffix(format));
    }
}

QString ImageTarget::path() const
{
    return QDir::cleanPath(m_folder->text() + u'/' + m_name->text());
}

QString ImageTarget::issue() const
{
    const QString name = m_name->text();
    if (name.trimmed().isEmpty() || name == "."_L1 || name == ".."_L1) {
        return i18nc("@info", "Give the file a name.");
    }
    if (name.contains(u'/') || path().contains(u'\n') || path().contains(u'\r')) {
        return i18nc("@info", "A file name can't contain a slash or a line break, and a folder's no line break.");
    }
    if (name.toUtf8().size() > 255) {
        return i18nc("@info", "The name is too long.");
    }
    if (!QDir::isAbsolutePath(m_folder->text())) {
        return i18nc("@info", "Give the whole path of the folder, starting with a slash.");
    }
    return {};
}

void ImageTarget::browse()
{
    auto *dialog = new QFileDialog(this, i18nc("@title:window", "Choose Folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ImageTarget::setFolder);
    dialog->open();
}

} // namespace vitrine

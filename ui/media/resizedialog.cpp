// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/resizedialog.h"

#include "models/media/mediatext.h"

#include <KLocalizedString>

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr double bytesInGiB = 1024.0 * 1024 * 1024;

} // namespace

ResizeDialog::ResizeDialog(const QString &path, quint64 bytes, const QString &hint, QWidget *parent)
    : QDialog(parent)
    , m_before(bytes)
    , m_size(new QDoubleSpinBox(this))
    , m_room(new QLabel(this))
{
    setObjectName(u"resizeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(i18nc("@title:window", "Enlarge Disk"));
    auto *column = new QVBoxLayout(this);
    auto *text = new QLabel(i18nc("@info %1 is a file name, %2 a size",
                                  "%1 has %2 now. It can only grow: what lies at the end of a disk would be lost if it shrank.",
                                  QFileInfo(path).fileName(),
                                  sizeText(bytes))
                                + u'\n' + hint,
                            this);
    text->setObjectName(u"resizeText"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    column->addWidget(text);
    makeForm();
    m_room->setObjectName(u"resizeRoom"_s);
    m_room->setWordWrap(true);
    m_room->hide();
    column->addWidget(m_room);
    column->addStretch();
    makeButtons();
    m_size->setFocus();
    m_size->selectAll();
    resize(fontMetrics().averageCharWidth() * 65, sizeHint().height());
}

void ResizeDialog::makeForm()
{
    const double now = double(m_before) / bytesInGiB;
    m_size->setObjectName(u"resizeSize"_s);
    m_size->setAccessibleName(i18nc("@label:spinbox", "New size in GiB"));
    m_size->setDecimals(1);
    m_size->setRange(std::ceil(now * 10) / 10, 64.0 * 1024);
    m_size->setSuffix(i18nc("@item:valuesuffix gibibytes", " GiB"));
    m_size->setValue(std::ceil(now) + 10);
    auto *form = new QFormLayout;
    form->addRow(i18nc("@label:spinbox", "&New size:"), m_size);
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &ResizeDialog::update);
}

void ResizeDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *accept = buttons->addButton(i18nc("@action:button", "Enlarge"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"resizeAccept"_s);
    accept->setDefault(true);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ResizeDialog::setFreeBytes(quint64 bytes)
{
    m_free = bytes;
    update();
}

/** More than is free is allowed: an image takes its room as the guest fills it. */
void ResizeDialog::update()
{
    findChild<QPushButton *>(u"resizeAccept"_s)->setEnabled(bytes() > m_before);
    const bool tight = m_free > 0 && bytes() > m_before && bytes() - m_before > m_free;
    m_room->setText(i18nc("@info %1 is a size", "Only %1 are free there: the guest can't fill all of the new room until you make more.", sizeText(m_free)));
    m_room->setVisible(tight);
}

quint64 ResizeDialog::bytes() const
{
    constexpr quint64 megabyte = 1024ULL * 1024;
    return quint64(std::llround(m_size->value() * bytesInGiB)) / megabyte * megabyte;
}

} // namespace vitrine

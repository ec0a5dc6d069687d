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

ResizeDialog::ResizeDialog(const QString &path, quint64 bytes, QWidget *parent)
    : QDialog(parent)
    , m_before(bytes)
    , m_size(new QDoubleSpinBox(this))
{
    setObjectName(u"resizeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(i18nc("@title:window", "Enlarge Disk"));
    auto *layout = new QVBoxLayout(this);
    auto *text = new QLabel(i18nc("@info %1 is a file name, %2 a size",
                                  "%1 has %2 now. It can only grow: what lies at the end of a disk would be lost if it shrank. "
                                  "Afterwards the guest has to take the new room into use, by enlarging its last partition.",
                                  QFileInfo(path).fileName(),
                                  sizeText(bytes)),
                            this);
    text->setObjectName(u"resizeText"_s);
    text->setWordWrap(true);
    layout->addWidget(text);
    const double now = double(bytes) / bytesInGiB;
    m_size->setObjectName(u"resizeSize"_s);
    m_size->setAccessibleName(i18nc("@label:spinbox", "New size in GiB"));
    m_size->setDecimals(1);
    m_size->setRange(std::ceil(now * 10) / 10, 64.0 * 1024);
    m_size->setSuffix(i18nc("@item:valuesuffix gibibytes", " GiB"));
    m_size->setValue(std::ceil(now) + 10);
    auto *form = new QFormLayout;
    form->addRow(i18nc("@label:spinbox", "&New size:"), m_size);
    layout->addLayout(form);
    layout->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *accept = buttons->addButton(i18nc("@action:button", "Enlarge"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"resizeAccept"_s);
    accept->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_size, &QDoubleSpinBox::valueChanged, accept, [this, accept] {
        accept->setEnabled(this->bytes() > m_before);
    });
    m_size->setFocus();
    m_size->selectAll();
    resize(fontMetrics().averageCharWidth() * 65, sizeHint().height());
}

quint64 ResizeDialog::bytes() const
{
    constexpr quint64 megabyte = 1024ULL * 1024;
    return quint64(std::llround(m_size->value() * bytesInGiB)) / megabyte * megabyte;
}

} // namespace vitrine

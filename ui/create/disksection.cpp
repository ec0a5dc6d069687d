// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/disksection.h"

#include "ui/create/boundedslider.h"
#include "ui/create/fieldframe.h"
#include "ui/create/identitysection.h"

#include <KLocalizedString>

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {
constexpr quint64 GiB = quint64(1) << 30;
constexpr int SmallestOnSlider = 4; // GiB
constexpr int LargestOnSlider = 2048; // GiB
constexpr int SizeLimit = 128 * 1024; // GiB that can be typed
}

DiskSection::DiskSection(CreationDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_new(new QRadioButton(i18nc("@option:radio", "Make a n&ew disk")))
    , m_existing(new QRadioButton(i18nc("@option:radio", "Use an e&xisting disk file")))
    , m_none(new QRadioButton(i18nc("@option:radio", "No &disk")))
    , m_size(new BoundedSlider(BoundedSlider::Scale::Logarithmic, i18nc("@item:valuesuffix", " GiB")))
    , m_newPath(new QLineEdit)
    , m_existingPath(new QLineEdit)
    , m_newFields(new QWidget)
    , m_existingFields(new QWidget)
{
    m_new->setObjectName(u"diskNew"_s);
    m_existing->setObjectName(u"diskExisting"_s);
    m_none->setObjectName(u"diskNone"_s);
    m_size->setNames(u"diskSize"_s, i18nc("@label:spinbox", "Disk size"));
    m_size->setRange(SmallestOnSlider, LargestOnSlider, SizeLimit, 1);
    m_newPath->setObjectName(u"diskPath"_s);
    m_newPath->setAccessibleName(i18nc("@label:textbox", "File of the new disk"));
    m_existingPath->setObjectName(u"existingDiskPath"_s);
    m_existingPath->setAccessibleName(i18nc("@label:textbox", "Existing disk file"));
    m_existingPath->setPlaceholderText(i18nc("@info:placeholder", "Choose a disk file (qcow2)"));
    setUpLayout();
    connectFields();
}

QWidget *DiskSection::pathRow(QLineEdit *edit, FieldFrame *&frame, const QString &browseName, void (DiskSection::*browse)())
{
    auto *button = new QPushButton(QIcon::fromTheme(u"document-open"_s), i18nc("@action:button choose a file", "Choose…"));
    button->setObjectName(browseName);
    button->setAccessibleName(i18nc("@action:button", "Choose a disk file"));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, browse);
    frame = new FieldFrame(edit, CreationField::Disk);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(frame, 1);
    layout->addWidget(button, 0, Qt::AlignTop);
    return row;
}

void DiskSection::setUpLayout()
{
    const auto indented = [this](QWidget *fields) {
        auto *form = new QFormLayout(fields);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        const int indent = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, this) * 3 / 2;
        form->setContentsMargins(indent, 0, 0, 0);
        return form;
    };
    QFormLayout *newForm = indented(m_newFields);
    m_sizeFrame = new FieldFrame(m_size, CreationField::DiskSize, m_size->spinBox());
    addFieldRow(newForm, i18nc("@label:spinbox", "Si&ze:"), m_sizeFrame, m_size->spinBox());
    addFieldRow(newForm, i18nc("@label:textbox", "Fi&le:"), pathRow(m_newPath, m_newFrame, u"diskPathBrowse"_s, &DiskSection::browseNew), m_newPath);
    QFormLayout *existingForm = indented(m_existingFields);
    addFieldRow(existingForm,
                i18nc("@label:textbox", "Fi&le:"),
                pathRow(m_existingPath, m_existingFrame, u"existingDiskBrowse"_s, &DiskSection::browseExisting),
                m_existingPath);
    m_noneFrame = new FieldFrame(m_none, CreationField::Disk);
    m_noneFrame->layout()->setContentsMargins({}); // in line with the other two

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_new);
    layout->addWidget(m_newFields);
    layout->addWidget(m_existing);
    layout->addWidget(m_existingFields);
    layout->addWidget(m_noneFrame);
}

void DiskSection::connectFields()
{
    const auto connectChoice = [this](QRadioButton *button, DiskChoice choice) {
        connect(button, &QRadioButton::toggled, this, [this, choice](bool on) {
            if (on && !m_syncing) {
                m_draft->setDiskChoice(choice);
            }
        });
    };
    connectChoice(m_new, DiskChoice::New);
    connectChoice(m_existing, DiskChoice::Existing);
    connectChoice(m_none, DiskChoice::None);
    connect(m_size, &BoundedSlider::valueEdited, this, [this](int value) {
        m_draft->setDiskBytes(quint64(value) * GiB);
    });
    connect(m_newPath, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!m_syncing) {
            m_draft->setNewDiskPath(localPath(text));
        }
    });
    connect(m_existingPath, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!m_syncing) {
            m_draft->setExistingDiskPath(localPath(text));
        }
    });
}

void DiskSection::sync(const QList<CreationIssue> &issues)
{
    const QScopedValueRollback syncing(m_syncing, true);
    const CreationValues &values = m_draft->values();
    m_new->setChecked(values.disk == DiskChoice::New);
    m_existing->setChecked(values.disk == DiskChoice::Existing);
    m_none->setChecked(values.disk == DiskChoice::None);
    m_newFields->setVisible(values.disk == DiskChoice::New);
    m_existingFields->setVisible(values.disk == DiskChoice::Existing);
    m_size->setValue(int(std::min<quint64>(values.diskBytes / GiB, SizeLimit)));
    if (const std::optional<StoragePlace> &place = m_draft->facts().place) {
        const int free = int(std::min<quint64>(place->freeBytes / GiB, SizeLimit));
        m_size->setZones(free, LargestOnSlider);
    }
    if (values.disk == DiskChoice::New && localPath(m_newPath->text()) != values.diskPath && !m_newPath->hasFocus()) {
        m_newPath->setText(values.diskPath);
    } else if (values.disk == DiskChoice::Existing && localPath(m_existingPath->text()) != values.diskPath) {
        m_existingPath->setText(values.diskPath);
    }
    m_sizeFrame->showIssues(issues);
    const QList<CreationIssue> nothing;
    m_newFrame->showIssues(values.disk == DiskChoice::New ? issues : nothing);
    m_existingFrame->showIssues(values.disk == DiskChoice::Existing ? issues : nothing);
    m_noneFrame->showIssues(values.disk == DiskChoice::None ? issues : nothing);
}

void DiskSection::browseNew()
{
    auto *dialog = new QFileDialog(window(), i18nc("@title:window", "Where to Keep the Disk"), m_draft->values().diskPath);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"qcow2"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is ever overwritten
    connect(dialog, &QFileDialog::fileSelected, m_draft, &CreationDraft::setNewDiskPath);
    dialog->open();
}

void DiskSection::browseExisting()
{
    auto *dialog = new QFileDialog(window(), i18nc("@title:window", "Choose a Disk File"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({i18nc("@item:inlistbox file filter", "Disk files (*.qcow2)"), i18nc("@item:inlistbox file filter", "All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_draft, &CreationDraft::setExistingDiskPath);
    dialog->open();
}

} // namespace vitrine

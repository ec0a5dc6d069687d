// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/imagedialog.h"

#include "backends/core/backend.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"
#include "ui/media/imagetarget.h"

#include <KLocalizedString>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr double bytesInGiB = 1024.0 * 1024 * 1024;

QString titleOf(ImageDialog::Purpose purpose)
{
    switch (purpose) {
    case ImageDialog::Purpose::Create:
        return i18nc("@title:window", "New Disk");
    case ImageDialog::Purpose::Copy:
        return i18nc("@title:window", "Copy Disk");
    case ImageDialog::Purpose::Move:
        return i18nc("@title:window", "Move Disk");
    }
    return {};
}

QString buttonOf(ImageDialog::Purpose purpose)
{
    switch (purpose) {
    case ImageDialog::Purpose::Create:
        return i18nc("@action:button", "Make Disk");
    case ImageDialog::Purpose::Copy:
        return i18nc("@action:button", "Copy");
    case ImageDialog::Purpose::Move:
        return i18nc("@action:button", "Move");
    }
    return {};
}

QLabel *wrapped(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ImageDialog::ImageDialog(Purpose purpose, const QString &source, const MediaLibrary &library, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_source(source)
    , m_library(library)
    , m_target(new ImageTarget(this))
    , m_note(wrapped(u"imageNote"_s, this))
    , m_issue(wrapped(u"imageIssue"_s, this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setObjectName(u"imageDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(purpose));
    const Backend *backend = library.backend();
    m_filesOnly = backend && backend->capabilities().support(Feature::MediaJobs);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    layout->addWidget(m_target);
    auto *form = new QFormLayout;
    layout->addLayout(form);
    if (purpose == Purpose::Create) {
        addSize(form);
    }
    if (purpose != Purpose::Move) {
        addFormat(form);
        addPreallocation(form);
    }
    layout->addWidget(m_issue);
    layout->addStretch();
    layout->addWidget(m_buttons);
    addButtons();
    tellSource();
    suggestDefault();
    connect(m_target, &ImageTarget::changed, this, &ImageDialog::update);
    update();
    resize(fontMetrics().averageCharWidth() * 75, sizeHint().height());
    m_target->nameEdit()->setFocus();
    m_target->nameEdit()->setSelection(0, int(QFileInfo(m_target->nameEdit()->text()).completeBaseName().size()));
}

void ImageDialog::addFormat(QFormLayout *form)
{
    m_format = new QComboBox(this);
    m_format->setObjectName(u"imageFormat"_s);
    m_format->setAccessibleName(i18nc("@label:listbox", "Format"));
    m_format->addItem(i18nc("@item:inlistbox", "qcow2: grows as it is filled, with snapshots"), u"qcow2"_s);
    m_format->addItem(i18nc("@item:inlistbox", "raw: a plain copy of the disk"), u"raw"_s);
    if (m_purpose == Purpose::Copy && m_filesOnly) {
        m_format->addItem(i18nc("@item:inlistbox", "vmdk: for VMware"), u"vmdk"_s);
        m_format->addItem(i18nc("@item:inlistbox", "vdi: for VirtualBox"), u"vdi"_s);
        m_format->addItem(i18nc("@item:inlistbox", "vhdx: for Hyper-V"), u"vhdx"_s);
        m_format->addItem(i18nc("@item:inlistbox", "vhd: for older Hyper-V and Azure"), u"vpc"_s);
    }
    form->addRow(i18nc("@label:listbox", "F&ormat:"), m_format);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        m_target->setFormat(format());
        update();
    });
}

void ImageDialog::addSize(QFormLayout *form)
{
    m_size = new QDoubleSpinBox(this);
    m_size->setObjectName(u"imageSize"_s);
    m_size->setAccessibleName(i18nc("@label:spinbox", "Size in GiB"));
    m_size->setDecimals(1);
    m_size->setRange(0.1, 64.0 * 1024);
    m_size->setValue(32);
    m_size->setSuffix(i18nc("@item:valuesuffix gibibytes", " GiB"));
    form->addRow(i18nc("@label:spinbox", "&Size:"), m_size);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &ImageDialog::update);
}

void ImageDialog::addPreallocation(QFormLayout *form)
{
    m_preallocation = new QComboBox(this);
    m_preallocation->setObjectName(u"imagePreallocation"_s);
    m_preallocation->setAccessibleName(i18nc("@label:listbox", "Room on this computer"));
    m_preallocation->addItem(i18nc("@item:inlistbox", "Takes room as it is filled"), int(Preallocation::None));
    if (m_filesOnly) {
        m_preallocation->addItem(i18nc("@item:inlistbox", "Takes all its room at once"), int(Preallocation::Full));
    }
    form->addRow(i18nc("@label:listbox", "&Room:"), m_preallocation);
    connect(m_preallocation, &QComboBox::currentIndexChanged, this, &ImageDialog::update);
}

void ImageDialog::addButtons()
{
    QPushButton *accept = m_buttons->addButton(buttonOf(m_purpose), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"imageAccept"_s);
    accept->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ImageDialog::suggestDefault()
{
    for (const Medium &medium : m_library.listing().media) {
        m_taken.insert(medium.facts.path);
    }
    const QString folder = m_source.isEmpty() ? m_library.defaultFolder() : QFileInfo(m_source).path();
    suggest(folder, m_source.isEmpty() ? i18nc("@item default name of a new disk's file", "disk") : QFileInfo(m_source).completeBaseName());
}

void ImageDialog::suggest(const QString &folder, const QString &base)
{
    for (const MediaPlace &place : m_library.listing().places) {
        if (place.folder == folder) {
            m_freeFolder = folder;
            m_freeBytes = place.freeBytes;
        }
    }
    m_target->setFolder(folder);
    const QString suffix = m_purpose == Purpose::Move ? QFileInfo(m_source).suffix() : imageSuffix(format());
    QString name = base + u'.' + suffix;
    for (int number = 2; m_purpose != Purpose::Move && m_taken.contains(folder + u'/' + name); ++number) {
        name = u"%1-%2.%3"_s.arg(base).arg(number).arg(suffix);
    }
    m_target->setName(name);
}

void ImageDialog::tellSource()
{
    const MediaIndex index(m_library.listing());
    const Medium *medium = index.find(m_source);
    QStringList notes;
    if (medium && m_purpose == Purpose::Copy) {
        notes.append(i18nc("@info", "A copy of %1 that stands alone.", m_source));
        if (const QStringList chain = index.backingChain(m_source); !chain.isEmpty()) {
            notes.append(i18nc("@info %1 is a list of files", "It builds on these files, which are read too:\n%1", chain.join(u'\n')));
        }
        if (!medium->facts.snapshots.isEmpty()) {
            notes.append(i18ncp("@info", "The snapshot inside is not copied.", "The %1 snapshots inside are not copied.", int(medium->facts.snapshots.size())));
        }
        if (medium->facts.isDisc) {
            m_format->setCurrentIndex(1);
            m_format->setEnabled(false);
        }
    } else if (medium) {
        const QString users = usersText(index, m_source);
        notes.append(users.isEmpty() ? i18nc("@info", "Moves %1.", m_source)
                                     : i18nc("@info %2 is a list of machines", "Moves %1. The settings of %2 are changed to its new place.", m_source, users));
    }
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
}

QString ImageDialog::issue() const
{
    if (const QString target = m_target->issue(); !target.isEmpty()) {
        return target;
    }
    if (path() == m_source) {
        return i18nc("@info", "That is where it is now.");
    }
    if (m_taken.contains(path())) {
        return i18nc("@info", "There is already a file of that name.");
    }
    const bool known = m_size && m_freeBytes > 0 && m_target->folderEdit()->text() == m_freeFolder;
    if (known && preallocation() == Preallocation::Full && spec().capacityBytes > m_freeBytes) {
        return i18nc("@info %1 is a size", "Only %1 are free there.", sizeText(m_freeBytes));
    }
    return {};
}

void ImageDialog::update()
{
    const QString wrong = issue();
    const bool listed = m_library.lists(QFileInfo(path()).path());
    m_issue->setText(
        wrong.isEmpty() && !listed
            ? i18nc("@info", "This folder is not on the list: the disk is shown when a machine uses it, or when you add the folder with “Folders…”.")
            : wrong);
    m_issue->setVisible(!m_issue->text().isEmpty());
    auto *accept = findChild<QPushButton *>(u"imageAccept"_s);
    accept->setEnabled(wrong.isEmpty());
    accept->setToolTip(wrong);
}

QString ImageDialog::format() const
{
    return m_format ? m_format->currentData().toString() : QString();
}

Preallocation ImageDialog::preallocation() const
{
    return m_preallocation ? Preallocation(m_preallocation->currentData().toInt()) : Preallocation::None;
}

QString ImageDialog::path() const
{
    return m_target->path();
}

ImageSpec ImageDialog::spec() const
{
    constexpr quint64 megabyte = 1024ULL * 1024;
    const auto bytes = quint64(std::llround(m_size->value() * bytesInGiB));
    return {.path = path(), .format = format(), .capacityBytes = bytes / megabyte * megabyte, .preallocation = preallocation()};
}

ImageCopySpec ImageDialog::copySpec() const
{
    return {.source = m_source, .target = path(), .format = format(), .preallocation = preallocation()};
}

} // namespace vitrine

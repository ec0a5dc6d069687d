// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/identitysection.h"

#include "models/machinetext.h"
#include "ui/create/fieldframe.h"

#include <KBusyIndicatorWidget>
#include <KLocalizedString>

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStandardPaths>
#include <QStyle>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

bool isRecognised(const CreationFacts &facts)
{
    return facts.detectedOs && !facts.detectedOs->id.isEmpty();
}

} // namespace

QString localPath(const QString &typed)
{
    QString path = typed.trimmed();
    if (path.startsWith("file:"_L1)) {
        path = QUrl(path).toLocalFile();
    }
    if (path == "~"_L1 || path.startsWith("~/"_L1)) {
        path = QDir::homePath() + path.mid(1);
    }
    return path;
}

IdentitySection::IdentitySection(CreationDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_iso(new QLineEdit)
    , m_name(new QLineEdit)
    , m_os(new QComboBox)
    , m_detection(new QWidget)
    , m_busy(new KBusyIndicatorWidget)
    , m_detected(new PlainLabel)
{
    setUpFields();
    setUpLayout();
    connectFields();
    setSystems({});
    setFocusProxy(m_iso);
}

void IdentitySection::setUpFields()
{
    m_iso->setObjectName(u"isoPath"_s);
    m_iso->setAccessibleName(i18nc("@label:textbox", "Installation image"));
    m_iso->setPlaceholderText(i18nc("@info:placeholder", "Choose an .iso file, or drop one here"));
    m_iso->setClearButtonEnabled(true);
    m_iso->setDragEnabled(true);
    m_name->setObjectName(u"machineName"_s);
    m_name->setAccessibleName(i18nc("@label:textbox", "Name"));
    m_os->setObjectName(u"osChoice"_s);
    m_os->setAccessibleName(i18nc("@label:listbox", "Operating system"));
    m_os->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_os->setMinimumContentsLength(20);
}

void IdentitySection::setUpLayout()
{
    auto *browse = new QPushButton(QIcon::fromTheme(u"document-open"_s), i18nc("@action:button choose an image file", "C&hoose…"));
    browse->setObjectName(u"isoBrowse"_s);
    browse->setAccessibleName(i18nc("@action:button", "Choose an installation image"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &IdentitySection::browse);

    auto *isoRow = new QWidget;
    auto *isoLayout = new QHBoxLayout(isoRow);
    isoLayout->setContentsMargins({});
    m_isoFrame = new FieldFrame(m_iso, CreationField::Iso);
    isoLayout->addWidget(m_isoFrame, 1);
    isoLayout->addWidget(browse, 0, Qt::AlignTop);

    auto *detection = new QHBoxLayout(m_detection);
    detection->setContentsMargins({});
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_busy->setFixedSize(side, side);
    m_detected->setObjectName(u"detectedSystem"_s);
    detection->addWidget(m_busy, 0, Qt::AlignTop);
    detection->addWidget(m_detected, 1);

    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFieldRow(form, i18nc("@label:textbox", "&Installation image:"), isoRow, m_iso);
    form->addRow(QString(), m_detection);
    m_nameFrame = new FieldFrame(m_name, CreationField::Name);
    addFieldRow(form, i18nc("@label:textbox", "&Name:"), m_nameFrame, m_name);
    addFieldRow(form, i18nc("@label:listbox", "&Operating system:"), m_os, m_os);
}

void IdentitySection::connectFields()
{
    // Changes by assistive programs come without textEdited() and activated().
    connect(m_iso, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!m_syncing) {
            m_draft->setIsoPath(localPath(text));
        }
    });
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!m_syncing) {
            m_draft->setTitle(text);
        }
    });
    connect(m_os, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_syncing) {
            m_draft->setOsId(m_os->itemData(index).toString());
        }
    });
}

void IdentitySection::setSystems(const QList<OsChoice> &systems)
{
    const QScopedValueRollback syncing(m_syncing, true);
    m_os->clear();
    m_os->addItem(QString(), QString());
    for (const OsChoice &system : systems) {
        m_os->addItem(system.name, system.id);
    }
    syncSystems();
}

void IdentitySection::sync(const QList<CreationIssue> &issues)
{
    const QScopedValueRollback syncing(m_syncing, true);
    const CreationValues &values = m_draft->values();
    if (localPath(m_iso->text()) != values.isoPath) {
        m_iso->setText(values.isoPath);
    }
    if (m_name->text() != values.title) {
        m_name->setText(values.title);
    }
    m_isoFrame->showIssues(issues);
    m_nameFrame->showIssues(issues);
    syncDetection();
    syncSystems();
}

void IdentitySection::syncDetection()
{
    const CreationFacts &facts = m_draft->facts();
    const bool looking = facts.isoStage == IsoStage::Checking || facts.isoStage == IsoStage::Detecting;
    const bool usable = !facts.isoProblem || facts.isoProblem->code == ErrorCode::NotBootable;
    m_detection->setVisible(looking || (facts.isoStage == IsoStage::Done && usable));
    m_busy->setVisible(looking);
    if (looking) {
        m_detected->setPlainText(i18nc("@info", "Looking at the image…"));
    } else if (!isRecognised(facts)) {
        m_detected->setPlainText(i18nc("@info", "This system is not recognised. The machine gets hardware that suits most; a choice below makes it better."));
    } else if (facts.detectedOs->sure) {
        m_detected->setPlainText(i18nc("@info %1 is an operating system", "This is %1", facts.detectedOs->name));
    } else {
        m_detected->setPlainText(i18nc("@info %1 is an operating system", "Looks like %1", facts.detectedOs->name));
    }
}

void IdentitySection::syncSystems()
{
    const CreationFacts &facts = m_draft->facts();
    const OsDefaults *detected = isRecognised(facts) ? &*facts.detectedOs : nullptr;
    const QString automatic =
        detected ? i18nc("@item:inlistbox %1 is an operating system", "%1 (detected)", detected->name) : i18nc("@item:inlistbox", "As detected, or unknown");
    m_os->setItemText(0, automatic);
    m_os->setItemIcon(0, QIcon(osIconPath(detected ? detected->id : QString())));
    const int index = m_os->findData(m_draft->chosenOsId());
    m_os->setCurrentIndex(std::max(index, 0));
}

void IdentitySection::browse()
{
    auto *dialog = new QFileDialog(window(), i18nc("@title:window", "Choose an Installation Image"));
    dialog->setObjectName(u"isoFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({i18nc("@item:inlistbox file filter", "Disc images (*.iso *.ISO *.img)"), i18nc("@item:inlistbox file filter", "All files (*)")});
    const QString current = m_draft->values().isoPath.section(u'/', 0, -2);
    dialog->setDirectory(current.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DownloadLocation) : current);
    connect(dialog, &QFileDialog::fileSelected, m_draft, &CreationDraft::setIsoPath);
    dialog->open();
}

} // namespace vitrine

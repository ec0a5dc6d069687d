// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/hardwaresection.h"

#include "ui/create/boundedslider.h"
#include "ui/create/fieldframe.h"

#include <KLocalizedString>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QScopedValueRollback>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr quint64 MiB = quint64(1) << 20;
constexpr int MemoryStep = 256; // MiB
constexpr int MemoryLimit = 16 * 1024 * 1024; // MiB that can be typed
constexpr int UnknownHostMemory = 8192; // MiB on the slider until the host is known
constexpr int ProcessorLimit = 1024;

void choose(QComboBox *box, int data)
{
    box->setCurrentIndex(std::max(box->findData(data), 0));
}

} // namespace

HardwareSection::HardwareSection(CreationDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_memory(new BoundedSlider(BoundedSlider::Scale::Linear, i18nc("@item:valuesuffix", " MiB")))
    , m_processors(new BoundedSlider(BoundedSlider::Scale::Linear, QString()))
    , m_firmware(new QComboBox)
    , m_tpm(new QCheckBox(i18nc("@option:check", "&Trusted platform module (TPM 2.0)")))
    , m_acceleration(new QComboBox)
    , m_network(new QCheckBox(i18nc("@option:check", "Connect to the net&work")))
{
    setUpFields();
    setUpLayout();
    connectFields();
}

void HardwareSection::setUpFields()
{
    m_memory->setNames(u"memory"_s, i18nc("@label:spinbox", "Memory"));
    m_memory->setRange(MemoryStep, UnknownHostMemory, MemoryLimit, MemoryStep);
    m_processors->setNames(u"processors"_s, i18nc("@label:spinbox", "Processors"));
    m_processors->setRange(1, 8, ProcessorLimit, 1);
    m_firmware->setObjectName(u"firmware"_s);
    m_firmware->setAccessibleName(i18nc("@label:listbox", "Firmware"));
    m_firmware->addItem(i18nc("@item:inlistbox firmware", "UEFI"), int(Firmware::Uefi));
    m_firmware->addItem(i18nc("@item:inlistbox firmware", "UEFI with Secure Boot"), int(Firmware::UefiSecureBoot));
    m_firmware->addItem(i18nc("@item:inlistbox firmware", "BIOS (for old systems)"), int(Firmware::Bios));
    m_tpm->setObjectName(u"tpm"_s);
    m_acceleration->setObjectName(u"acceleration"_s);
    m_acceleration->setAccessibleName(i18nc("@label:listbox", "Acceleration"));
    m_acceleration->addItem(i18nc("@item:inlistbox acceleration", "Automatic"), int(AccelerationChoice::Automatic));
    m_acceleration->addItem(i18nc("@item:inlistbox acceleration", "By the processor (KVM)"), int(AccelerationChoice::Hardware));
    m_acceleration->addItem(i18nc("@item:inlistbox acceleration", "Software emulation (slow)"), int(AccelerationChoice::Software));
    m_network->setObjectName(u"network"_s);
}

void HardwareSection::setUpLayout()
{
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [this, form](const QString &text, QWidget *field, CreationField about, QWidget *named) {
        auto *frame = new FieldFrame(field, about, named);
        m_frames.append(frame);
        addFieldRow(form, text, frame, named);
    };
    addRow(i18nc("@label:spinbox", "&Memory:"), m_memory, CreationField::Memory, m_memory->spinBox());
    addRow(i18nc("@label:spinbox", "&Processors:"), m_processors, CreationField::Processors, m_processors->spinBox());
    addRow(i18nc("@label:listbox", "&Firmware:"), m_firmware, CreationField::Firmware, m_firmware);
    addRow(QString(), m_tpm, CreationField::Tpm, m_tpm);
    addRow(i18nc("@label:listbox", "&Acceleration:"), m_acceleration, CreationField::Acceleration, m_acceleration);
    addRow(QString(), m_network, CreationField::Network, m_network);
}

void HardwareSection::connectFields()
{
    connect(m_memory, &BoundedSlider::valueEdited, this, [this](int value) {
        m_draft->setMemoryBytes(quint64(value) * MiB);
    });
    connect(m_processors, &BoundedSlider::valueEdited, m_draft, &CreationDraft::setProcessors);
    connect(m_firmware, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_syncing) {
            m_draft->setFirmware(Firmware(m_firmware->itemData(index).toInt()));
        }
    });
    connect(m_acceleration, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_syncing) {
            m_draft->setAcceleration(AccelerationChoice(m_acceleration->itemData(index).toInt()));
        }
    });
    connect(m_tpm, &QCheckBox::toggled, this, [this](bool on) {
        if (!m_syncing) {
            m_draft->setTpm2(on);
        }
    });
    connect(m_network, &QCheckBox::toggled, this, [this](bool on) {
        if (!m_syncing) {
            m_draft->setNetwork(on);
        }
    });
}

void HardwareSection::sync(const QList<CreationIssue> &issues)
{
    const QScopedValueRollback syncing(m_syncing, true);
    const CreationValues &values = m_draft->values();
    syncBounds();
    m_memory->setValue(int(std::min<quint64>(values.memoryBytes / MiB, MemoryLimit)));
    m_processors->setValue(values.processors);
    choose(m_firmware, int(values.firmware));
    m_tpm->setChecked(values.tpm2);
    choose(m_acceleration, int(values.acceleration));
    m_network->setChecked(values.network);
    for (FieldFrame *frame : std::as_const(m_frames)) {
        frame->showIssues(issues);
    }
}

void HardwareSection::syncBounds()
{
    const CreationFacts &facts = m_draft->facts();
    if (!facts.host || facts.host->memoryBytes == 0) {
        return;
    }
    const int memory = int(std::min<quint64>(facts.host->memoryBytes / MiB, MemoryLimit));
    const int free = facts.availableMemoryBytes ? int(*facts.availableMemoryBytes / MiB) : memory;
    m_memory->setRange(MemoryStep, memory, MemoryLimit, MemoryStep);
    m_memory->setZones(std::min(memory / 2, free), free);
    const int processors = std::max(facts.host->processors, 1);
    m_processors->setRange(1, std::max(processors, 2), facts.host->maxProcessors > 0 ? facts.host->maxProcessors + 1 : ProcessorLimit, 1);
    m_processors->setZones(processors, processors);
}

} // namespace vitrine

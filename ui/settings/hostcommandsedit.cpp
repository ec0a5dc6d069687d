// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/hostcommandsedit.h"

#include <KLocalizedString>

#include <QFormLayout>
#include <QKeySequenceEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

HostCommandsEdit::HostCommandsEdit(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(makeRows());
    layout->addWidget(scroll, 1);
    auto *restore = new QPushButton(QIcon::fromTheme(u"edit-undo"_s), i18nc("@action:button", "Restore Defaults"), this);
    restore->setObjectName(u"restoreHostCommands"_s);
    restore->setAutoDefault(false);
    connect(restore, &QPushButton::clicked, this, [this] {
        setKeys({});
    });
    layout->addWidget(restore, 0, Qt::AlignRight);
    showKeys();
}

QWidget *HostCommandsEdit::makeRows()
{
    auto *rows = new QWidget(this);
    auto *layout = new QFormLayout(rows);
    for (const HostCommand command : hostCommandsWithKeys()) {
        auto *field = new QKeySequenceEdit(rows);
        field->setObjectName(u"hostCommand_"_s + hostCommandId(command));
        field->setAccessibleName(hostCommandName(command));
        field->setMaximumSequenceLength(1);
        field->setClearButtonEnabled(true);
        connect(field, &QKeySequenceEdit::keySequenceChanged, this, [this, command, field] {
            take(command, *field);
        });
        layout->addRow(i18nc("@label a command", "%1:", hostCommandName(command)), field);
        m_fields.insert(command, field);
    }
    return rows;
}

void HostCommandsEdit::take(HostCommand command, const QKeySequenceEdit &field)
{
    const QKeySequence pressed = field.keySequence();
    const bool taken = m_keys.setKey(command, pressed.isEmpty() ? 0 : pressed[0].key());
    showKeys();
    if (taken) {
        Q_EMIT keysChanged(keys());
    }
}

/** Without what was held beside the key, and the other one whose key it was. */
void HostCommandsEdit::showKeys()
{
    for (const auto &[command, field] : m_fields.asKeyValueRange()) {
        const QKeySequence sequence(m_keys.key(command));
        const QSignalBlocker quiet(field);
        if (field->keySequence() != sequence) {
            field->setKeySequence(sequence);
        }
    }
}

QStringList HostCommandsEdit::keys() const
{
    return m_keys.settingsTexts();
}

void HostCommandsEdit::setKeys(const QStringList &keys)
{
    const HostCommandKeys wanted = HostCommandKeys::fromSettings(keys);
    if (wanted != m_keys) {
        m_keys = wanted;
        showKeys();
        Q_EMIT keysChanged(keys);
    }
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/combinationdialog.h"

#include "ui/input/keysedit.h"

#include <KLocalizedString>

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr qsizetype mostKeys = 4;

} // namespace

CombinationDialog::CombinationDialog(const QString &title, const QList<KeyCombination> &list, qsizetype row, QWidget *parent)
    : QDialog(parent)
    , m_others(list)
    , m_keys(new KeysEdit(mostKeys, combinationName, this))
    , m_note(new QLabel(this))
{
    setObjectName(u"combinationDialog"_s);
    setWindowTitle(title);
    m_keys->setObjectName(u"combinationField"_s);
    m_keys->setAccessibleName(i18nc("@label", "Key combination"));
    if (row < list.size()) {
        m_keys->setKeys(m_others.takeAt(row));
    }
    m_note->setObjectName(u"combinationNote"_s);
    m_note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_keys, &KeysEdit::keysPressed, this, [this] {
        check();
        m_ok->setFocus();
    });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_keys);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(buttons);
    m_keys->setFocus();
    check();
}

const KeyCombination &CombinationDialog::combination() const
{
    return m_keys->keys();
}

void CombinationDialog::check()
{
    const bool twice = std::ranges::any_of(m_others, [this](const KeyCombination &other) {
        return sameKeys(other, m_keys->keys());
    });
    m_ok->setEnabled(!m_keys->keys().isEmpty() && !twice);
    m_note->setText(twice ? i18nc("@info", "This combination is in the list already.")
                          : i18nc("@info", "Click the field, press the keys together and let go."));
}

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/xmlpage.h"

#include "models/definition/definitiondraft.h"

#include <KLocalizedString>

#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine {

XmlPage::XmlPage(DefinitionDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_text(new QPlainTextEdit(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"xmlPage"_s);
    m_text->setObjectName(u"xmlText"_s);
    m_text->setAccessibleName(i18nc("@label", "Definition as XML"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_problem->setObjectName(u"xmlProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text, 1);
    column->addWidget(m_problem);
    m_typing.setSingleShot(true);
    m_typing.setInterval(400ms);
    showDraft();
    connect(&m_typing, &QTimer::timeout, this, &XmlPage::commit);
    connect(m_text->document(), &QTextDocument::contentsChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(draft, &DefinitionDraft::changed, this, [this] {
        if (!m_committing) {
            showDraft();
        }
    });
}

bool XmlPage::commit()
{
    m_typing.stop();
    if (m_text->toPlainText() == m_draft->text()) {
        m_problem->hide();
        return true;
    }
    m_committing = true;
    const Result<> taken = m_draft->setText(m_text->toPlainText());
    m_committing = false;
    m_shown = m_draft->text();
    m_problem->setVisible(!taken);
    if (!taken) {
        m_problem->setText(i18nc("@info %1: line and reason", "This is not well-formed, so nothing of it was taken: %1", taken.error().detail));
        m_text->setAccessibleDescription(m_problem->text());
    }
    return taken.has_value();
}

/** What is being typed stays, unless the draft is another one. */
void XmlPage::showDraft()
{
    if (m_draft->text() == m_shown) {
        return;
    }
    m_shown = m_draft->text();
    if (m_text->toPlainText() != m_draft->text()) {
        m_text->setPlainText(m_draft->text());
    }
    m_typing.stop();
    m_problem->hide();
}

} // namespace vitrine

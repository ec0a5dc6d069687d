// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/typetextdialog.h"

#include <KFormat>
#include <KLocalizedString>
#include <KMessageWidget>

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** More than an hour of typing. */
constexpr qsizetype longestText = 100'000;
/** Named one by one; of more only the number is told. */
constexpr qsizetype mostNamed = 12;

constexpr char layoutEntry[] = "TypingLayout";

QString settingOf(const KeyboardLayout &layout)
{
    return layout.variant.isEmpty() ? layout.name : layout.name + u'/' + layout.variant;
}

QString characterName(char32_t character)
{
    const QString text = QString::fromUcs4(&character, 1);
    const bool visible = QChar::isPrint(character) && !QChar::isSpace(character) && !QChar::isMark(character);
    return visible ? text : u"U+%1"_s.arg(quint32(character), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

TypeTextDialog::TypeTextDialog(ConsoleSession *session, const KConfigGroup &state, QWidget *parent)
    : QDialog(parent)
    , m_state(state)
    , m_typer(session)
    , m_layouts(keyboardLayouts())
    , m_text(new QPlainTextEdit(this))
    , m_layoutBox(new QComboBox(this))
    , m_message(new KMessageWidget(this))
    , m_leaveOut(new QCheckBox(i18nc("@option:check", "Leave these characters out"), this))
    , m_estimate(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(u"typeTextDialog"_s);
    setWindowTitle(i18nc("@title:window", "Type Text"));
    setUpText();
    setUpLayouts();
    setUpWidgets();
    connect(&m_typer, &TextTyper::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_typer, &TextTyper::finished, this, &TypeTextDialog::onFinished);
    connect(&m_typer, &TextTyper::connectedChanged, this, &TypeTextDialog::updateButton);
    setTyping(false);
    chooseLayout();
}

void TypeTextDialog::setUpText()
{
    m_text->setObjectName(u"textToType"_s);
    m_text->setAccessibleName(i18nc("@label:textbox", "Text"));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(i18nc("@info:placeholder", "What is to be typed in the guest"));
    m_text->setPlainText(QGuiApplication::clipboard()->text().left(longestText));
    m_text->selectAll();
    connect(m_text, &QPlainTextEdit::textChanged, this, &TypeTextDialog::updatePlan);
}

void TypeTextDialog::setUpLayouts()
{
    m_layoutBox->setObjectName(u"guestLayout"_s);
    m_layoutBox->setAccessibleName(i18nc("@label:listbox", "Keyboard layout of the guest"));
    m_layoutBox->setEditable(true);
    m_layoutBox->setInsertPolicy(QComboBox::NoInsert);
    m_layoutBox->completer()->setFilterMode(Qt::MatchContains);
    m_layoutBox->completer()->setCompletionMode(QCompleter::PopupCompletion);
    const QString wanted = m_state.readEntry(layoutEntry, settingOf(hostKeyboardLayout()));
    int current = 0;
    for (const KeyboardLayout &layout : std::as_const(m_layouts)) {
        if (settingOf(layout) == wanted || (current == 0 && settingOf(layout) == "us"_L1)) {
            current = m_layoutBox->count();
        }
        m_layoutBox->addItem(layout.description);
    }
    m_layoutBox->setCurrentIndex(current);
    connect(m_layoutBox, &QComboBox::currentIndexChanged, this, &TypeTextDialog::chooseLayout);
    connect(m_layoutBox->lineEdit(), &QLineEdit::editingFinished, this, [this] {
        m_layoutBox->setEditText(m_layoutBox->itemText(m_layoutBox->currentIndex())); // a name that is none
    });
}

void TypeTextDialog::setUpWidgets()
{
    m_message->setObjectName(u"typingMessage"_s);
    m_message->setWordWrap(true);
    m_message->setCloseButtonVisible(false);
    m_message->hide();
    m_leaveOut->setObjectName(u"leaveOut"_s);
    m_progress->setObjectName(u"typingProgress"_s);
    m_progress->setAccessibleName(i18nc("@info:progress", "Typed so far"));
    m_estimate->setObjectName(u"typingEstimate"_s);
    connect(m_leaveOut, &QCheckBox::toggled, this, &TypeTextDialog::updatePlan);
    auto *form = new QFormLayout;
    form->addRow(i18nc("@label:listbox", "Guest’s keyboard layout:"), m_layoutBox);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_close = buttons->button(QDialogButtonBox::Close);
    m_type = buttons->addButton(i18nc("@action:button", "Type"), QDialogButtonBox::AcceptRole);
    m_type->setObjectName(u"typeButton"_s);
    m_type->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &TypeTextDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, [this] {
        if (m_typing) {
            m_typer.stop();
        } else {
            reject();
        }
    });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addWidget(m_leaveOut);
    layout->addWidget(m_estimate);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
}

void TypeTextDialog::chooseLayout()
{
    if (const int index = m_layoutBox->currentIndex(); index >= 0) {
        const KeyboardLayout &layout = m_layouts.at(index);
        m_keyboard = GuestKeyboard::forLayout(layout.name, layout.variant);
    }
    updatePlan();
}

void TypeTextDialog::updatePlan()
{
    m_plan = m_keyboard ? m_keyboard->planFor(m_text->toPlainText()) : TypingPlan();
    const bool missing = !m_plan.missing.isEmpty();
    m_leaveOut->setVisible(missing);
    if (missing) {
        m_message->setMessageType(KMessageWidget::Warning);
        m_message->setText(missingText());
    }
    m_message->setVisible(missing);
    updateButton();
}

void TypeTextDialog::updateButton()
{
    const bool canType = !m_plan.strokes.isEmpty() && (m_plan.missing.isEmpty() || m_leaveOut->isChecked());
    m_type->setEnabled(!m_typing && canType && m_typer.isConnected());
    const auto duration = std::max<quint64>(1000, TextTyper::duration(m_plan.strokes).count());
    m_estimate->setText(!m_typer.isConnected()         ? i18nc("@info", "The machine’s screen is not connected.")
                            : m_plan.strokes.isEmpty() ? QString()
                                                       : i18nc("@info %1: like '2 seconds'", "Takes about %1.", KFormat().formatSpelloutDuration(duration)));
}

QString TypeTextDialog::missingText() const
{
    QStringList names;
    for (const char32_t character : m_plan.missing.first(std::min(mostNamed, m_plan.missing.size()))) {
        names.append(characterName(character));
    }
    const QString list = names.join(u' ');
    const qsizetype more = m_plan.missing.size() - names.size();
    return more == 0
        ? i18nc("@info", "This layout has no key for: %1", list)
        : i18ncp("@info", "This layout has no key for: %2 and %1 more character", "This layout has no key for: %2 and %1 more characters", more, list);
}

void TypeTextDialog::start()
{
    m_state.writeEntry(layoutEntry, settingOf(m_layouts.at(m_layoutBox->currentIndex())));
    m_state.sync();
    m_progress->setRange(0, int(m_plan.strokes.size()));
    m_progress->setValue(0);
    setTyping(true);
    m_typer.start(m_plan.strokes);
}

void TypeTextDialog::setTyping(bool typing)
{
    m_typing = typing;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_layoutBox), static_cast<QWidget *>(m_leaveOut), static_cast<QWidget *>(m_type)}) {
        widget->setEnabled(!typing);
    }
    m_progress->setVisible(typing);
    m_estimate->setVisible(!typing);
    m_close->setText(typing ? i18nc("@action:button", "Stop") : i18nc("@action:button", "Close"));
    if (typing) {
        m_close->setFocus();
    }
}

void TypeTextDialog::onFinished(bool complete)
{
    if (complete) {
        return accept();
    }
    const int typed = m_progress->value();
    const int all = m_progress->maximum();
    setTyping(false);
    updatePlan();
    tell(m_typer.isConnected() ? i18nc("@info", "Stopped after %1 of %2 keys.", typed, all)
                               : i18nc("@info", "Stopped after %1 of %2 keys: the connection to the screen ended.", typed, all));
}

void TypeTextDialog::tell(const QString &text)
{
    m_message->setMessageType(KMessageWidget::Information);
    m_message->setText(text);
    m_message->show();
}

void TypeTextDialog::setSession(ConsoleSession *session)
{
    m_typer.setSession(session);
}

void TypeTextDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && !isActiveWindow()) {
        m_typer.stop();
    }
}

} // namespace vitrine

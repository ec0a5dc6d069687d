// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/guestkeyboard.h"
#include "ui/input/keyboardlayouts.h"
#include "ui/input/texttyper.h"

#include <KConfigGroup>

#include <QDialog>

class KMessageWidget;
class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace vitrine {

/**
 * Types a text into a guest that shares no clipboard, on the keyboard layout that the guest uses. Says
 * first which characters that layout has no key for. Stops when another window comes to the front or
 * the screen's connection ends, and can type again over the next one; closes itself when all is typed.
 */
class TypeTextDialog : public QDialog
{
    Q_OBJECT

public:
    /** Begins with the clipboard's text. The layout is remembered in `state`, the machine's own group. */
    TypeTextDialog(ConsoleSession *session, const KConfigGroup &state, QWidget *parent);

    /** The machine's connection is another one; null: it has none now. */
    void setSession(ConsoleSession *session);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpText();
    void setUpLayouts();
    void setUpWidgets();
    void chooseLayout();
    void updatePlan();
    void start();
    void onFinished(bool complete);
    void setTyping(bool typing);
    void updateButton();
    void tell(const QString &text);
    [[nodiscard]] QString missingText() const;

    KConfigGroup m_state;
    TextTyper m_typer;
    QList<KeyboardLayout> m_layouts;
    std::optional<GuestKeyboard> m_keyboard;
    TypingPlan m_plan;
    bool m_typing = false;
    QPlainTextEdit *m_text;
    QComboBox *m_layoutBox;
    KMessageWidget *m_message;
    QCheckBox *m_leaveOut;
    QLabel *m_estimate;
    QProgressBar *m_progress;
    QPushButton *m_type;
    QPushButton *m_close;
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/errortext.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>

class KMessageWidget;
class QVBoxLayout;
class QWidget;

namespace vitrine {

/** What a caller can do about an error: only these of ErrorText::remedies get a button. */
using RemedyActions = std::map<Remedy, std::function<void()>>;

/**
 * The only way to show an error. Puts an inline message with title, explanation, the buttons of its
 * remedies, a folded "Details" and "Copy" at the top of a host widget. A user's cancel is silent; the
 * same error twice is shown once; background failures become state, not messages.
 *
 * Belongs to its host widget; GUI thread.
 */
class ErrorPresenter : public QObject
{
    Q_OBJECT

public:
    /** Messages are inserted at the top of `layout`, which belongs to `host`. */
    ErrorPresenter(QWidget *host, QVBoxLayout *layout);

    /**
     * `actions` holds what the caller carries out itself; it is called after the message is taken away, and may
     * end the host. Remedy::CopyCommand is done here.
     */
    void show(const Error &error, const RemedyActions &actions = {});
    /** Takes away what is shown. */
    void clear();
    [[nodiscard]] bool isShowing() const;

private:
    [[nodiscard]] KMessageWidget *addMessage(const ErrorText &text);
    void addRemedies(KMessageWidget *message, const ErrorText &text, const RemedyActions &actions);
    void addDetails(KMessageWidget *message, const ErrorText &text);

    QWidget *m_host;
    QVBoxLayout *m_layout;
    Error m_shown;
    QPointer<QWidget> m_frame; ///< the message and its details
};

} // namespace vitrine

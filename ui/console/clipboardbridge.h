// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestclipboard.h"

#include <QClipboard>
#include <QImage>
#include <QObject>
#include <QPointer>

#include <array>
#include <optional>

namespace vitrine {

/** Which way copied things may go. */
enum class ClipboardPolicy {
    Off,
    HostToGuest,
    GuestToHost,
    Both,
};

/** Something copied that is too large to pass on without a question. */
struct LargeClipboard {
    bool toGuest = false;
    qint64 bytes = -1; ///< -1: larger than may go without a question
    bool operator==(const LargeClipboard &) const = default;
};

/**
 * Carries what is copied between the host's clipboard (and X11's primary selection) and one guest's.
 *
 * Host to guest: offered while the machine's window is active, so a guest that was never looked at
 * learns nothing; a guest gets only the very thing that was offered, not what was copied since in
 * other programs. Guest to host: fetched while the window is active, as soon as the guest offers it,
 * and only then put on the host's clipboard: no program ever waits for a guest. The newest copy wins.
 *
 * On X11 the program that has copied something is asked first whether it answers: one that hangs has
 * nothing to offer, and does not hold this one up.
 *
 * A guest's data is untrusted: sizes are capped, pictures decoded on a worker and encoded anew. Large
 * data waits for an answer to question(). GUI thread.
 */
class ClipboardBridge : public QObject
{
    Q_OBJECT

public:
    /** `owner` tells machines apart: what came from a guest is not offered to it again. */
    explicit ClipboardBridge(QString owner, QObject *parent = nullptr);

    /** Null: no guest now. */
    void setGuest(GuestClipboard *guest);
    void setPolicy(ClipboardPolicy policy);
    [[nodiscard]] ClipboardPolicy policy() const;
    /** The guest's agent takes part. */
    [[nodiscard]] bool isAvailable() const;
    /** The machine's window is the active one. */
    void setActive(bool active);
    /** Asks above this many bytes: 20 MiB, less in tests. Never passes on more than 100 MiB. */
    void setAskAbove(qsizetype bytes);

    [[nodiscard]] std::optional<LargeClipboard> question() const;
    void answerQuestion(bool allow);

    /** Local files on the host's clipboard; to be sent, as an agent has no other way for them. */
    [[nodiscard]] static QStringList copiedFiles();
    /** The guest was given the keys for pasting. */
    void notePaste();
    /** Those of copiedFiles() that were pasted in the guest, where nothing came of it; empty: none. */
    [[nodiscard]] QStringList pastedFiles() const;
    /** They have been sent, or are not to be. */
    void dropPastedFiles();

Q_SIGNALS:
    /** isAvailable() or policy(). */
    void changed();
    void questionChanged();
    void pastedFilesChanged();
    /** Larger than ever goes through. */
    void refused(bool toGuest);

private:
    /** One of the two selections. */
    struct Side {
        QStringList offered = {}; ///< what the guest may ask for; empty: nothing
        quint64 hostCopies = 0; ///< counts changes of the host's clipboard
        quint64 offeredCopy = 0; ///< the one that was offered
        quint64 allowedCopy = 0; ///< the one that may go whatever its size
        quint64 pastedCopy = 0; ///< the one whose files were said to be pasted
        quint64 guestCopies = 0; ///< counts the guest's offers
        quint64 takenCopy = 0; ///< the last that was looked at
        bool taking = false;
    };

    [[nodiscard]] bool goesToGuest() const;
    [[nodiscard]] bool goesToHost() const;
    [[nodiscard]] Side &side(ClipboardSelection selection);
    [[nodiscard]] const Side &side(ClipboardSelection selection) const;
    void onHostChanged(QClipboard::Mode mode);
    void onGuestOffer(ClipboardSelection selection);
    void onAvailable();
    [[nodiscard]] bool mayOffer(ClipboardSelection selection) const;
    QCoro::Task<> offer(ClipboardSelection selection);
    void withdraw(ClipboardSelection selection);
    QCoro::Task<> onRequest(quint64 request, ClipboardSelection selection, QString mimeType);
    void answerRequest(quint64 request, ClipboardSelection selection, const QString &mimeType);
    QCoro::Task<> answerImage(quint64 request, ClipboardSelection selection, QImage image);
    void answerSized(quint64 request, ClipboardSelection selection, const QByteArray &data);
    void take(ClipboardSelection selection);
    QCoro::Task<> fetchAll(ClipboardSelection selection, qsizetype limit);
    void ask(ClipboardSelection selection, LargeClipboard question);
    void dropQuestion();
    void noteFiles(ClipboardSelection selection);

    QString m_owner;
    QPointer<GuestClipboard> m_guest;
    ClipboardPolicy m_policy = ClipboardPolicy::Off;
    bool m_active = false;
    qsizetype m_askAbove;
    std::array<Side, 2> m_sides;
    std::optional<LargeClipboard> m_question;
    ClipboardSelection m_questionSelection = ClipboardSelection::Clipboard;
    QStringList m_pastedFiles;
};

} // namespace vitrine

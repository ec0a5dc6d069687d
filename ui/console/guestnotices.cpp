// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestnotices.h"

#include "models/errortext.h"
#include "ui/console/consolenotices.h"
#include "ui/console/consolestate.h"
#include "ui/console/fastdisplayoffer.h"
#include "ui/console/guestservices.h"
#include "ui/console/guesttoolsmenu.h"

#include <KFormat>
#include <KLocalizedString>

#include <QAction>
#include <QFileInfo>
#include <QIcon>
#include <QLocale>

#include <chrono>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QAction *addButton(KMessageWidget *message, const QString &name, const QString &icon, const QString &text)
{
    auto *action = new QAction(QIcon::fromTheme(icon), text, message);
    action->setObjectName(name);
    message->addAction(action);
    return action;
}

void show(KMessageWidget *message, bool shown)
{
    if (!shown) {
        message->hide();
    } else if (!message->isVisibleTo(message->parentWidget())) {
        message->animatedShow();
    }
}

QString fileNames(const QStringList &paths)
{
    constexpr qsizetype most = 3;
    QStringList names;
    for (const QString &path : paths.first(std::min(most, paths.size()))) {
        names.append(i18nc("@info a file", "“%1”", QFileInfo(path).fileName().toHtmlEscaped()));
    }
    return paths.size() > most ? names.join(", "_L1) + u'…' : QLocale().createSeparatedList(names);
}

/** Why, and what to do about it, in whole sentences. */
QString reason(const Error &error)
{
    const ErrorText text = errorText(error);
    const QString plain = error.code == ErrorCode::Internal ? i18nc("@info what is wrong, raw text", "%1 (%2).", text.title, error.detail) : text.explanation;
    return plain.toHtmlEscaped();
}

} // namespace

GuestNotices::GuestNotices(ConsoleNotices *notices, const Parts &parts, const MachineId &machine)
    : QObject(notices)
    , m_parts(parts)
    , m_machine(machine)
    , m_note(notices->add(u"guestNote"_s))
    , m_question(notices->add(u"clipboardQuestion"_s))
    , m_offer(notices->add(u"fastDisplayOffer"_s))
    , m_files(notices->add(u"pastedFiles"_s))
    , m_loss(notices->add(u"servicesLost"_s))
    , m_failure(notices->add(u"filesFailed"_s))
{
    m_noteEnds.setSingleShot(true);
    m_noteEnds.setInterval(6s);
    connect(&m_noteEnds, &QTimer::timeout, m_note, &KMessageWidget::animatedHide);
    makeQuestion();
    makeOffer();
    makeFilesOffer();
    makeLoss();
    makeFailure();
    connectServices();
    updateOffer();
}

void GuestNotices::makeQuestion()
{
    m_question->setCloseButtonVisible(false);
    ClipboardBridge *clipboard = m_parts.services->clipboard();
    connect(addButton(m_question, u"clipboardAllow"_s, u"edit-paste"_s, i18nc("@action:button large clipboard", "Pass It On")),
            &QAction::triggered,
            clipboard,
            [clipboard] {
                clipboard->answerQuestion(true);
            });
    connect(addButton(m_question, u"clipboardRefuse"_s, u"dialog-cancel"_s, i18nc("@action:button large clipboard", "Don’t")),
            &QAction::triggered,
            clipboard,
            [clipboard] {
                clipboard->answerQuestion(false);
            });
    connect(clipboard, &ClipboardBridge::questionChanged, this, &GuestNotices::updateQuestion);
}

void GuestNotices::makeOffer()
{
    m_offer->setText(i18nc("@info", "This machine can show its screen twice as smoothly: with the fast display, from its next start on."));
    m_offer->setCloseButtonVisible(false);
    connect(addButton(m_offer, u"fastDisplayAccept"_s, u"speedometer"_s, i18nc("@action:button", "Add the Fast Display")),
            &QAction::triggered,
            m_parts.offer,
            &FastDisplayOffer::accept);
    connect(addButton(m_offer, u"fastDisplayDecline"_s, u"dialog-cancel"_s, i18nc("@action:button", "No, Thanks")),
            &QAction::triggered,
            this,
            &GuestNotices::declineOffer);
    connect(m_parts.offer, &FastDisplayOffer::changed, this, &GuestNotices::updateOffer);
}

void GuestNotices::makeFilesOffer()
{
    m_files->setCloseButtonVisible(false);
    ClipboardBridge *clipboard = m_parts.services->clipboard();
    m_sendFiles = addButton(m_files, u"sendPastedFiles"_s, u"document-send"_s, {});
    connect(m_sendFiles, &QAction::triggered, this, [this, clipboard] {
        m_parts.services->files()->send(clipboard->pastedFiles());
        clipboard->dropPastedFiles();
    });
    connect(addButton(m_files, u"dontSendPastedFiles"_s, u"dialog-cancel"_s, i18nc("@action:button pasted files", "Don’t")),
            &QAction::triggered,
            clipboard,
            &ClipboardBridge::dropPastedFiles);
    connect(clipboard, &ClipboardBridge::pastedFilesChanged, this, &GuestNotices::updateFilesOffer);
    connect(m_parts.services->files(), &FileSender::availableChanged, this, &GuestNotices::updateFilesOffer);
}

void GuestNotices::makeFailure()
{
    m_failure->setMessageType(KMessageWidget::Warning);
    connect(addButton(m_failure, u"sendFilesAgain"_s, u"view-refresh"_s, i18nc("@action:button files that did not arrive", "Send Again")),
            &QAction::triggered,
            this,
            [this] {
                show(m_failure, false);
                m_parts.services->files()->send(std::exchange(m_failedFiles, {}));
            });
}

void GuestNotices::tellFailure(const QStringList &paths, const Error &error)
{
    // Those of a note that nobody has closed still wait to be sent.
    m_failedFiles = m_failure->isHidden() ? paths : m_failedFiles + paths;
    m_failedFiles.removeDuplicates();
    m_failure->setText(i18ncp("@info names of files, reason in whole sentences",
                              "%2 could not be sent. %3",
                              "%1 files could not be sent: %2. %3",
                              m_failedFiles.size(),
                              fileNames(m_failedFiles),
                              reason(error)));
    show(m_failure, true);
}

void GuestNotices::updateFilesOffer()
{
    const QStringList files = m_parts.services->clipboard()->pastedFiles();
    const bool offered = !files.isEmpty() && m_parts.services->files()->isAvailable();
    if (offered) {
        m_files->setText(
            i18nc("@info names of files", "Files can’t be pasted into the guest. They can be sent to its folder for downloads: %1.", fileNames(files)));
        m_sendFiles->setText(i18ncp("@action:button", "Send %1 File to the Guest", "Send %1 Files to the Guest", files.size()));
    }
    show(m_files, offered);
}

void GuestNotices::makeLoss()
{
    m_loss->setCloseButtonVisible(true);
    m_loss->setMessageType(KMessageWidget::Warning);
    m_loss->setText(
        i18nc("@info",
              "Clipboard, files, sound and USB are not connected any more. Another program may have opened this machine’s screen: only one can have them."));
    connect(addButton(m_loss, u"reopenServices"_s, u"view-refresh"_s, i18nc("@action:button clipboard, sound and so on", "Connect Again")),
            &QAction::triggered,
            m_parts.services,
            &GuestServices::reopen);
    m_lossStays.setSingleShot(true);
    m_lossStays.setInterval(2s);
    connect(&m_lossStays, &QTimer::timeout, this, [this] {
        show(m_loss, m_parts.services->areLost());
    });
    connect(m_parts.services, &GuestServices::lostChanged, this, &GuestNotices::updateLoss);
}

void GuestNotices::updateLoss()
{
    if (m_parts.services->areLost()) {
        m_lossStays.start();
    } else {
        m_lossStays.stop();
        show(m_loss, false);
    }
}

void GuestNotices::connectServices()
{
    connect(m_parts.services->clipboard(), &ClipboardBridge::refused, this, [this] {
        tell(KMessageWidget::Warning, i18nc("@info", "What was copied is too large for the clipboard. Save it as a file and send that."));
    });
    connect(m_parts.services->usb(), &UsbControl::failed, this, [this](const QString &device, const Error &error) {
        tell(KMessageWidget::Warning, i18nc("@info USB device, reason", "“%1” could not be connected. %2", device.toHtmlEscaped(), reason(error)));
    });
    connect(m_parts.services->usb(), &UsbControl::notConnectedAgain, this, [this](const QStringList &devices) {
        tell(KMessageWidget::Warning,
             i18ncp("@info names of USB devices",
                    "This USB device is not connected to the guest any more: %2. Devices > USB tells why, or connects it.",
                    "These USB devices are not connected to the guest any more: %2. Devices > USB tells why, or connects them.",
                    devices.size(),
                    QLocale().createSeparatedList(devices).toHtmlEscaped()));
    });
    connect(m_parts.services->files(), &FileSender::refused, this, [this](const QStringList &paths) {
        tell(KMessageWidget::Warning,
             i18nc("@info", "Only files can be sent, and no folders: %1. Pack a folder into an archive and send that.", fileNames(paths)));
    });
    connect(m_parts.services->files(), &FileSender::failed, this, &GuestNotices::tellFailure);
    connect(m_parts.services->files(), &FileSender::sent, this, [this](int files) {
        tell(KMessageWidget::Positive,
             i18ncp("@info",
                    "%1 file has arrived in the guest, in its folder for downloads.",
                    "%1 files have arrived in the guest, in its folder for downloads.",
                    files));
    });
}

void GuestNotices::tellNoAgent()
{
    const GuestToolAdvice advice = m_parts.tools->advice();
    const QString command = advice.command.isEmpty() ? QString() : u"<br><tt>%1</tt>"_s.arg(advice.command.toHtmlEscaped());
    tell(KMessageWidget::Warning, i18nc("@info", "Files can be sent when the guest’s display agent runs. %1", advice.text.toHtmlEscaped()) + command);
    const QList<QAction *> remedies = m_parts.tools->remedies();
    for (QAction *remedy : remedies) {
        if (remedy->isVisible()) {
            m_note->addAction(remedy);
        }
    }
}

void GuestNotices::tell(KMessageWidget::MessageType type, const QString &text)
{
    m_noteEnds.stop();
    const QList<QAction *> remedies = m_note->actions();
    for (QAction *remedy : remedies) {
        m_note->removeAction(remedy);
    }
    m_note->setMessageType(type);
    m_note->setText(text);
    show(m_note, true);
    if (type == KMessageWidget::Positive) {
        m_noteEnds.start();
    }
}

void GuestNotices::updateQuestion()
{
    const auto question = m_parts.services->clipboard()->question();
    if (question) {
        const QString size = question->bytes < 0 ? QString() : KFormat().formatByteSize(double(question->bytes), 1, KFormat::IECBinaryDialect);
        m_question->setText(
            question->toGuest
                ? i18nc("@info size", "The guest asked for what you copied, which is large (%1). Pass it on? Then paste once more in the guest.", size)
                : i18nc("@info", "Something large was copied in the guest. Bring it to this computer’s clipboard?"));
    }
    show(m_question, question.has_value());
}

void GuestNotices::updateOffer()
{
    const bool declined = consoleState(m_machine).readEntry("FastDisplayDeclined", false);
    show(m_offer, m_parts.offer->state() == FastDisplayOffer::State::Offered && !declined);
}

void GuestNotices::declineOffer()
{
    consoleState(m_machine).writeEntry("FastDisplayDeclined", true);
    updateOffer();
}

} // namespace vitrine

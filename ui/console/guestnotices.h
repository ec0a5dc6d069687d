// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/ids.h"

#include <KMessageWidget>

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace vitrine {

class ConsoleNotices;
class FastDisplayOffer;
class GuestServices;
class GuestToolsMenu;

/**
 * What the guest's services have to tell and to ask, over the screen's upper edge: never in the way
 * of another window, and never a box that waits.
 */
class GuestNotices : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        GuestServices *services = nullptr;
        GuestToolsMenu *tools = nullptr;
        FastDisplayOffer *offer = nullptr;
    };

    /** All parts must outlive it. */
    GuestNotices(ConsoleNotices *notices, const Parts &parts, const MachineId &machine);

    /** Files can't be sent for want of the guest's agent; how to get it. */
    void tellNoAgent();

private:
    void makeQuestion();
    void makeOffer();
    void makeFilesOffer();
    void makeLoss();
    void makeFailure();
    void connectServices();
    void tell(KMessageWidget::MessageType type, const QString &text);
    void tellFailure(const QStringList &paths, const Error &error);
    void updateQuestion();
    void updateOffer();
    void updateFilesOffer();
    void updateLoss();
    void declineOffer();

    Parts m_parts;
    MachineId m_machine;
    KMessageWidget *m_note;
    KMessageWidget *m_question;
    KMessageWidget *m_offer;
    KMessageWidget *m_files; ///< that were pasted
    KMessageWidget *m_loss; ///< of all services
    KMessageWidget *m_failure; ///< of files that were sent
    QAction *m_sendFiles = nullptr;
    QTimer m_lossStays; ///< a machine that goes off loses them a moment before
    QStringList m_failedFiles; ///< as m_failure tells
    QTimer m_noteEnds; ///< good news go by themselves
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class KMessageWidget;

namespace vitrine {

class ConsoleActions;

/** Lines above the screen that tell what goes on without covering it. */
class ConsoleNotices : public QWidget
{
    Q_OBJECT

public:
    ConsoleNotices(const ConsoleActions &actions, QWidget *parent);

    /** The guest restarts over and over. */
    void setRestartLooping(bool looping);
    /** All keys go to the guest now; told until the user has closed it once. */
    void explainCapture(bool captured, const QString &hostKeyName);

private:
    KMessageWidget *m_restarts;
    KMessageWidget *m_capture;
};

} // namespace vitrine

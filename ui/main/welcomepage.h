// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QVBoxLayout;

namespace vitrine {

/** What an empty library shows: what can be done now, as large buttons. GUI thread. */
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void newFromIsoRequested();
    void newRequested();

private:
    void addTitle(QVBoxLayout *layout);
};

} // namespace vitrine

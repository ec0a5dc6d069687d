// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"

#include <QWidget>

namespace vitrine {

class ErrorPresenter;

/** Takes the window's place when no connection could be opened: why, and what to do. GUI thread. */
class ConnectionFailedPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionFailedPage(QWidget *parent = nullptr);

    void setError(const Error &error);

Q_SIGNALS:
    void retryRequested();

private:
    ErrorPresenter *m_presenter;
};

} // namespace vitrine

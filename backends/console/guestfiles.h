// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <stop_token>

namespace vitrine {

/** Sends files into a guest, through its agent. Lives on the GUI thread as long as its ConsoleSession. */
class GuestFiles : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    using Progress = std::function<void(quint64 doneBytes, quint64 totalBytes)>;

    /** The guest's agent is there and takes files. */
    [[nodiscard]] virtual bool isAvailable() const = 0;
    /**
     * Sends one file of the host; several calls run beside each other. `progress` is called on the GUI
     * thread until the task ends. NotSupported, FileMissing, FileIsFolder, FileUnreadable, GuestNoSpace,
     * GuestLocked, GuestRefused, DisplayAgentMissing (gone meanwhile), Cancelled.
     */
    virtual Task<> send(QString path, Progress progress, std::stop_token stop) = 0;

Q_SIGNALS:
    void availableChanged();
};

} // namespace vitrine

// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

namespace vitrine {

/** X11 has two of them; everything else has the first only. */
enum class ClipboardSelection {
    Clipboard,
    Primary, ///< what is marked with the pointer, pasted with the middle button
};

/**
 * The clipboard of a guest, through its agent. Formats are MIME types: "text/plain;charset=utf-8",
 * "image/png", "image/bmp", "image/tiff", "image/jpeg", "text/uri-list" (local files). The data is
 * a guest's: hostile until checked.
 *
 * Nothing is passed on by itself: who uses it decides which direction is allowed, and asks for
 * large data. Lives on the GUI thread as long as the ConsoleSession that gave it.
 */
class GuestClipboard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** The guest's agent is there and takes part. */
    [[nodiscard]] virtual bool isAvailable() const = 0;

    /** Host to guest: the host has these formats; the guest may ask for them by dataRequested(). */
    virtual void offer(ClipboardSelection selection, const QStringList &mimeTypes) = 0;
    /** The host's offer ends. */
    virtual void withdraw(ClipboardSelection selection) = 0;
    /** Answers a dataRequested(), each exactly once; empty: there is nothing. */
    virtual void answer(quint64 request, const QByteArray &data) = 0;

    /** Guest to host: the formats the guest offers now; empty: none. */
    [[nodiscard]] virtual QStringList guestOffer(ClipboardSelection selection) const = 0;
    /** NotFound when the offer is gone, TooLarge above `limit` bytes, Timeout, ConnectionLost. */
    virtual Task<QByteArray> fetch(ClipboardSelection selection, QString mimeType, qsizetype limit) = 0;

Q_SIGNALS:
    void availableChanged();
    void guestOfferChanged(vitrine::ClipboardSelection selection);
    void dataRequested(quint64 request, vitrine::ClipboardSelection selection, const QString &mimeType);
};

} // namespace vitrine

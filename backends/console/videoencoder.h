// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/result.h"

#include <QImage>
#include <QObject>

#include <chrono>
#include <memory>

namespace vitrine {

/**
 * Writes pictures as a film. Lives on the GUI thread and returns at once; encodes on threads of its own.
 *
 * start(), any number of add(), finish(); then finished() or, at any time, failed() comes, once.
 * Destroyed before that it ends the file as well as can be done quickly.
 */
class VideoEncoder : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** After VideoEncoderFactory::check(). A new file at `path`, which it replaces; `size` in pixels of all pictures to come. */
    virtual void start(const QString &path, QSize size) = 0;
    /**
     * A picture (RGB32) that shows from `time` after the start on, later than the one before. False:
     * the encoder is behind, and drops it rather than gather more.
     */
    virtual bool add(const QImage &picture, std::chrono::nanoseconds time) = 0;
    /** No more pictures come: writes what makes the file whole. */
    virtual void finish() = 0;

Q_SIGNALS:
    void finished();
    /** NoSpace, PermissionDenied, FileMissing (the folder), FileIsFolder, or Internal; what was written so far stays. */
    void failed(const vitrine::Error &error);
};

/** Makes encoders, if this computer has what they need. */
class VideoEncoderFactory
{
public:
    VideoEncoderFactory() = default;
    Q_DISABLE_COPY_MOVE(VideoEncoderFactory)
    virtual ~VideoEncoderFactory() = default;

    /** ComponentMissing with the package's name. The first time takes a while, on a worker. */
    [[nodiscard]] virtual Task<> check() = 0;
    [[nodiscard]] virtual std::unique_ptr<VideoEncoder> create() = 0;
};

} // namespace vitrine
